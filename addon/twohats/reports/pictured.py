"""Figures as charts: what is drawn, and what it says in words."""

import math
from collections.abc import Iterator
from datetime import date

from twohats.reports import words
from twohats.reports.charts import Bar, Chart, Part
from twohats.reports.counts import Counts
from twohats.reports.figures import Figures
from twohats.reports.grids import REFUSED, SENT, UNANSWERED, ended
from twohats.reports.posts import End
from twohats.wording import printable, say

MOST_BARS = 60
"""Upright bars that can be told apart; of a longer period each bar is several days."""

MOST_ROWS = 10
"""Lying bars of one chart; the table has the rest."""

_FEET = 7
_NAME = 60


def by_day(figures: Figures, language: str) -> Chart:
    """Return posts per day by how they ended."""
    days = list(figures.days)
    step = math.ceil(len(days) / MOST_BARS) or 1
    spans = [days[first : first + step] for first in range(0, len(days), step)]
    apart = max(math.ceil(len(spans) / 4), min(_FEET, len(spans)), 1)
    bars = (_span(figures, span, language, foot=number % apart == 0) for number, span in enumerate(spans))
    return _chart("days", say("report.by_day", language), figures, _parts(language), tuple(bars), language)


def by_account(figures: Figures, language: str) -> Chart:
    """Return posts per account by how they ended."""
    parts = _parts(language)
    found = list(figures.accounts.items())[:MOST_ROWS]
    bars = (_bar(words.account(name, language), _values(counts), parts) for name, counts in found)
    return _chart("accounts", say("report.by_account", language), figures, parts, tuple(bars), language)


def by_rule(figures: Figures, language: str) -> Chart:
    """Return how often each rule asked, and how often it would have asked."""
    parts = (Part("part-asked", say("report.asked", language)), Part("part-would", say("report.would_ask", language)))
    found = [rule for rule in figures.rules if rule.counts.prompts][:MOST_ROWS]
    values = ((rule.rule, (rule.counts.asked, rule.counts.would_ask)) for rule in found)
    bars = tuple(_bar(printable(rule, _NAME), value, parts) for rule, value in values)
    return _chart("rules", say("report.by_rule", language), figures, parts, bars, language)


def _chart(
    id: str, title: str, figures: Figures, parts: tuple[Part, ...], bars: tuple[Bar, ...], language: str
) -> Chart:
    first, last = (figures.period.day(time) for time in (figures.period.since, figures.period.until))
    said = say(
        "report.chart_words",
        language,
        bars=len(bars),
        since=words.whole_day(first, language),
        until=words.whole_day(last, language),
        most=max((bar.total for bar in bars), default=0),
    )
    return Chart(f"chart-{id}", title, said, parts, bars)


def _span(figures: Figures, span: list[date], language: str, *, foot: bool) -> Bar:
    together = tuple(sum(column) for column in zip(*(_values(figures.days[day]) for day in span), strict=True))
    first, last = words.day(span[0], language), words.day(span[-1], language)
    name = first if first == last else say("report.days", language, since=first, until=last)
    bar = _bar(name, together, _parts(language))
    return Bar(bar.name, bar.values, bar.words, words.short_day(span[0], language) if foot else "")


def _bar(name: str, values: tuple[int, ...], parts: tuple[Part, ...]) -> Bar:
    return Bar(name, values, f"{name}: {', '.join(_told(values, parts)) or '0'}")


def _told(values: tuple[int, ...], parts: tuple[Part, ...]) -> Iterator[str]:
    return (f"{part.name} {value}" for part, value in zip(parts, values, strict=True) if value)


def _parts(language: str) -> tuple[Part, ...]:
    return (
        Part("part-passed", say("report.passed", language)),
        Part("part-sent", say("report.sent", language)),
        Part("part-stopped", say("report.stopped", language)),
        Part("part-unsent", say("report.unsent", language)),
    )


def _values(counts: Counts) -> tuple[int, ...]:
    return (
        counts.ends[End.PASSED],
        ended(counts, SENT),
        counts.caught,
        ended(counts, (*UNANSWERED, *REFUSED)),
    )
