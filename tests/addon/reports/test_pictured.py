"""Figures as charts."""

from datetime import timedelta

import pytest

from tests.support.made_trail import EVENING, STOCKHOLM, asked, four_weeks, line
from twohats.reports import pictured
from twohats.reports.figures import Period, Reader, figures

PERIOD = Period.of_days(EVENING, STOCKHOLM)
MONTH = figures(four_weeks(), PERIOD, Reader("anna"))


def test_each_day_is_a_bar_and_all_bars_are_all_posts() -> None:
    chart = pictured.by_day(MONTH, "en")

    assert len(chart.bars) == 28
    assert sum(bar.total for bar in chart.bars) == MONTH.total.posts
    assert [bar.foot for bar in chart.bars if bar.foot] == ["26 Oct", "2 Nov", "9 Nov", "16 Nov"]
    assert chart.bars[-1].words.startswith("Sun 22 Nov: passed ")


@pytest.mark.parametrize(("days", "bars", "feet"), [(1, 1, 1), (10, 10, 2), (60, 60, 4), (61, 31, 4), (400, 58, 4)])
def test_of_a_long_period_each_bar_is_several_days(days: int, bars: int, feet: int) -> None:
    period = Period.of_days(EVENING, STOCKHOLM, days)
    chart = pictured.by_day(figures([line(EVENING)], period, Reader()), "sv")

    assert len(chart.bars) == bars
    assert sum(bool(bar.foot) for bar in chart.bars) == feet
    assert sum(bar.total for bar in chart.bars) == 1


def test_a_bar_of_several_days_names_the_first_and_the_last() -> None:
    period = Period.of_days(EVENING, STOCKHOLM, 61)

    assert pictured.by_day(figures((), period, Reader()), "en").bars[0].name == "Wed 23 Sep – Thu 24 Sep"  # noqa: RUF001


def test_a_period_that_has_not_begun_has_no_bars() -> None:
    period = Period(EVENING + timedelta(days=2), EVENING, STOCKHOLM)

    assert pictured.by_day(figures((), period, Reader()), "en").bars == ()


def test_accounts_are_told_by_how_their_posts_ended() -> None:
    chart = pictured.by_account(MONTH, "en")

    assert [part.name for part in chart.parts] == ["passed", "sent", "stopped", "no answer, refused"]
    assert chart.bars[0].name == "acme"
    assert sum(bar.total for bar in chart.bars) == MONTH.total.posts


def test_rules_are_told_by_how_often_they_asked_or_would_have() -> None:
    chart = pictured.by_rule(MONTH, "en")

    assert chart.bars[0].name == "foreign-hashtag"
    assert [bar.total for bar in chart.bars] == [rule.counts.prompts for rule in MONTH.rules if rule.counts.prompts]


def test_of_many_rules_those_that_ask_most_are_drawn() -> None:
    trail = [asked(EVENING, f"rule-{number:02}", "send") for number in range(40)]

    assert len(pictured.by_rule(figures(trail, PERIOD, Reader()), "en").bars) == pictured.MOST_ROWS


def test_a_chart_says_in_words_what_it_shows() -> None:
    assert pictured.by_day(MONTH, "en").words.startswith(
        "Bars: 28, 26 Oct 2026 to 22 Nov 2026. The longest stands for "
    )
