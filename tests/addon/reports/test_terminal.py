"""The report in terminals of any width."""

import io

import pytest
from rich.console import Console

from tests.support.made_trail import EVENING, STOCKHOLM, four_weeks
from twohats.reports import grids, words
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures
from twohats.reports.terminal import fitting, shown

PERIOD = Period.of_days(EVENING, STOCKHOLM)
MONTH = figures(four_weeks(), PERIOD, Reader("anna"))


def text(width: int, language: str = "en") -> str:
    console = Console(markup=False, emoji=False, highlight=False, width=width, file=io.StringIO())
    console.print(shown(MONTH, RuleBook(), (), language, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_was_caught_comes_first_and_what_to_do_last() -> None:
    lines = text(120).splitlines()

    assert lines[0] == f"{MONTH.total.caught} posts that a person stopped after a question"
    places = [text(120).index(title) for title in ("By day", "By account", "By person", "By rule", "Rules above")]
    assert places == sorted(places)


def test_where_it_is_no_terminal_it_is_plain() -> None:
    assert "\x1b" not in text(120)


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_number_is_cut_or_folded(width: int, language: str) -> None:
    written = text(width, language)

    assert "…" not in written
    assert max(map(len, written.splitlines())) <= width
    for day in MONTH.days:
        if MONTH.days[day].posts:
            assert written.count(f"\n{words.day(day, language)} ") == 1


def test_a_narrow_terminal_leaves_out_what_tells_least() -> None:
    grid = grids.by_rule(MONTH, "en")

    assert fitting(grid, 200).headings == grid.headings
    assert "median" not in fitting(grid, 80).headings
    assert {"rule", "asked", "would ask", "stopped"} <= set(fitting(grid, 20).headings)


def test_a_trail_of_nothing_has_no_tables() -> None:
    console = Console(width=80, file=io.StringIO())
    console.print(shown(figures((), PERIOD, Reader()), RuleBook(), (), "en", 80))

    assert isinstance(console.file, io.StringIO)
    assert len(console.file.getvalue().splitlines()) == 2
