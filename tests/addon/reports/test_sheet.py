"""The report as a page."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from tests.support.made_trail import EVENING, STOCKHOLM, asked, four_weeks
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures
from twohats.reports.sheet import drawn, marked, sheet, style

PERIOD = Period.of_days(EVENING, STOCKHOLM)
MONTH = figures(four_weeks(), PERIOD, Reader("anna"))
VOID = {"meta", "rect", "line"}


class Tags(HTMLParser):
    """The tags and attributes of a page; every tag that is opened must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_page_is_whole_and_needs_nothing_from_elsewhere(language: str) -> None:
    page = Tags(sheet(MONTH, RuleBook(), (), language))

    assert page.open == []
    assert page.found[0] == ("html", {"lang": language})
    forbidden = {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not forbidden & {tag for tag, _ in page.found}
    names = {name for _, attributes in page.found for name in attributes}
    assert not {name for name in names if name in {"style", "src", "href"} or name.startswith("on")}


def test_the_page_allows_itself_its_own_style_only() -> None:
    page = sheet(MONTH, RuleBook(), (), "en")
    written = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(written[0].encode()).digest()).decode()

    assert len(written) == 1
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'\"" in page
    assert "url(" not in style()
    assert "@import" not in style()


def test_each_chart_has_a_table_beside_it_and_ids_are_its_own() -> None:
    page = Tags(sheet(MONTH, RuleBook(), (), "en"))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]

    assert [tag for tag, attributes in page.found if tag == "table" or attributes.get("role") == "img"] == [
        *("svg", "table") * 3,
        "table",
    ]
    assert len(set(ids)) == len(ids) == 6


def test_every_part_of_a_chart_has_a_colour_for_light_and_for_dark() -> None:
    marks = set(re.findall(r'rect class="([a-z-]+)"', sheet(MONTH, RuleBook(), (), "en")))

    assert marks
    assert all(f".{mark}" in style() for mark in marks)
    assert "prefers-color-scheme: dark" in style()


def test_a_period_of_nothing_is_a_page_too() -> None:
    page = sheet(figures((), PERIOD, Reader()), RuleBook(), (), "en")

    assert page.count("Nothing in this period.") == 4
    assert Tags(page).open == []


def test_names_cannot_become_markup() -> None:
    nasty = figures([asked(EVENING, "<script>", "vouched", account="</style>")], PERIOD, Reader("anna"))
    page = sheet(nasty, RuleBook(), (), "en")

    assert "<script>" not in page
    assert page.count("</style>") == 1


def test_columns_in_which_there_is_nothing_are_not_drawn() -> None:
    headings = drawn(figures([asked(EVENING, "links", "block")], PERIOD, Reader("anna")), "en")[0].grid.headings

    assert headings == ("day", "posts", "asked", "stopped", "median")


def test_what_is_to_be_typed_is_code() -> None:
    assert marked("Run `twohats log <id>` & look") == "Run <code>twohats log &lt;id&gt;</code> &amp; look"
