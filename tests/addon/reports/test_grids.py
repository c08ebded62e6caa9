"""Figures as tables."""

import pytest

from tests.support.made_trail import EVENING, STOCKHOLM, asked, four_weeks, line
from twohats.question import Ending
from twohats.reports import grids
from twohats.reports.figures import Period, Reader, figures
from twohats.reports.grids import REFUSED, SENT, UNANSWERED, Grid
from twohats.reports.posts import End

PERIOD = Period.of_days(EVENING, STOCKHOLM)
MONTH = figures(four_weeks(), PERIOD, Reader("anna"))
FEW = figures(
    [line(EVENING), asked(EVENING, "links", "false", 4), asked(EVENING, "links", Ending.CLOCK)], PERIOD, Reader("anna")
)


def test_a_row_of_posts_has_each_of_them_once() -> None:
    grid = grids.by_account(FEW, "en")

    assert grid.headings == (
        *("account", "posts", "passed", "asked", "sent", "stopped", "no answer", "refused", "would ask", "median"),
    )
    assert grid.rows == (("acme", "3", "1", "2", "1", "·", "1", "·", "·", "4 s"),)


def test_a_row_of_a_rule_has_its_false_alarms() -> None:
    grid = grids.by_rule(FEW, "en")

    assert grid.headings[-2:] == ("false alarms", "median")
    assert grid.rows == (("links", "2", "2", "·", "1", "·", "1", "·", "1", "4 s"),)


def test_every_end_stands_in_one_column() -> None:
    assert sorted((End.PASSED, End.BLOCKED, *SENT, *UNANSWERED, *REFUSED)) == sorted(End)


def test_only_busy_days_and_only_people_that_may_be_seen_have_a_row() -> None:
    assert [row[0] for row in grids.by_day(FEW, "en").rows] == ["Sun 22 Nov"]
    assert [row[0] for row in grids.by_person(MONTH, "en").rows] == ["anna"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_rows_are_as_long_as_headings_and_minor_columns_are_there(language: str) -> None:
    for make in (grids.by_day, grids.by_account, grids.by_person, grids.by_rule):
        grid = make(MONTH, language)
        assert {len(row) for row in grid.rows} == {len(grid.headings)}
        assert min(grid.minor) > 0
        assert max(grid.minor) < len(grid.headings)


def test_columns_without_anything_can_be_left_out() -> None:
    grid = Grid("t", ("a", "b", "c"), (("x", "·", "1"), ("y", "·", "·")))

    assert grid.silent == {1}
    assert grid.without(grid.silent) == Grid("t", ("a", "c"), (("x", "1"), ("y", "·")))
    assert Grid("t", ("a",), ()).silent == frozenset()
