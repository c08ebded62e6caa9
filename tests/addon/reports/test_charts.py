"""Charts: what is drawn, and that nothing but charts can be in them."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.reports.charts import Bar, Chart, Part, legend, lying, upright

SVG = "{http://www.w3.org/2000/svg}"
PARTS = (Part("part-passed", "passed"), Part("part-stopped", "stopped"))
BARS = (Bar("Mon", (3, 1), "Mon: passed 3, stopped 1", "20 Nov"), Bar("Tue", (2, 0), "Tue: passed 2"))
CHART = Chart("chart-days", "By day", "2 bars", PARTS, BARS)
NASTY = "<script>alert(1)</script>\" onload='x' & \x00\ufffe"

both = pytest.mark.parametrize("draw", [upright, lying])


def rects(markup: str) -> list[tuple[str, float, float]]:
    found = ElementTree.fromstring(markup).iter(f"{SVG}rect")
    return [(rect.attrib["class"], float(rect.attrib["width"]), float(rect.attrib["height"])) for rect in found]


@both
def test_a_chart_is_told_to_screen_readers(draw: Callable[[Chart], str]) -> None:
    svg = ElementTree.fromstring(draw(CHART))

    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == "chart-days-title chart-days-words"
    assert svg.findtext(f"{SVG}title") == "By day"
    assert svg.findtext(f"{SVG}desc") == "2 bars"
    assert [group.findtext(f"{SVG}title") for group in svg.iter(f"{SVG}g")] == [bar.words for bar in BARS]


def test_parts_of_upright_bars_are_as_high_as_their_share() -> None:
    passed, stopped, other = rects(upright(CHART))

    assert (passed[0], stopped[0], other[0]) == ("part-passed", "part-stopped", "part-passed")
    assert (passed[2], stopped[2], other[2]) == (78, 26, 52)


def test_parts_of_lying_bars_are_as_wide_as_their_share() -> None:
    assert [(mark, width) for mark, width, _ in rects(lying(CHART))] == [
        ("part-passed", 240),
        ("part-stopped", 80),
        ("part-passed", 160),
    ]


@both
def test_a_chart_without_bars_or_with_empty_ones_is_a_chart(draw: Callable[[Chart], str]) -> None:
    for bars in ((), (Bar("Mon", (0, 0), "Mon: 0"),)):
        assert rects(draw(Chart("chart-days", "By day", "", PARTS, bars))) == []


@both
def test_there_is_nothing_a_strict_page_forbids(draw: Callable[[Chart], str]) -> None:
    markup = draw(CHART)

    for forbidden in ("style=", "<style", "<script", "href", "on", "url("):
        assert f" {forbidden}" not in markup
        assert f"<{forbidden}" not in markup


def test_a_long_name_is_cut_and_whole_in_the_bars_title() -> None:
    name = "a-rule-with-a-name-that-is-far-too-long-for-a-chart"
    svg = ElementTree.fromstring(lying(Chart("chart-rules", "", "", PARTS, (Bar(name, (1, 0), f"{name}: 1"),))))

    assert next(svg.iter(f"{SVG}text")).text == f"{name[:43]}…"
    assert next(svg.iter(f"{SVG}g")).findtext(f"{SVG}title") == f"{name}: 1"


@both
def test_names_cannot_become_markup(draw: Callable[[Chart], str]) -> None:
    nasty = NASTY.replace("\x00", "").replace("\ufffe", "")
    svg = ElementTree.fromstring(draw(Chart("chart-days", nasty, nasty, PARTS, (Bar(nasty, (1, 1), nasty, nasty),))))

    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "text", "line")
    }


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=70))
def test_nothing_sticks_out(values: list[tuple[int, int]]) -> None:
    chart = Chart("chart-days", "", "", PARTS, tuple(Bar("day", value, "day") for value in values))

    assert all(width <= 320.01 for _, width, _ in rects(lying(chart)))
    assert all(height <= 104.51 for _, _, height in rects(upright(chart)))


def test_a_legend_names_each_part_and_hides_its_colour_from_screen_readers() -> None:
    markup = legend((Part("part-passed", "<b>"),))

    assert "&lt;b&gt;" in markup
    assert markup.count('aria-hidden="true"') == 1
    assert 'class="part-passed"' in markup
