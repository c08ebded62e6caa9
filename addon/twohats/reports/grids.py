"""Figures as tables of words: the same for the terminal and for the page."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from twohats.question import Bypass
from twohats.reports import words
from twohats.reports.counts import Counts
from twohats.reports.figures import Figures, RuleFigures
from twohats.reports.posts import End
from twohats.wording import printable, say

SENT = (End.SENT, End.WINDOW, End.CONFIRMED)
UNANSWERED = (End.NOBODY, End.GONE)
REFUSED = (End.REFUSED, End.ALONG)
"""Ends that stand in one column. With `PASSED` and `BLOCKED` they are all."""

_NAME = 60


@dataclass(frozen=True)
class Grid:
    """A table: the first cell of a row names it, the others are numbers.

    `minor` are the places of columns that a narrow terminal may leave out, the first to go first.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    minor: tuple[int, ...] = ()

    @property
    def silent(self) -> frozenset[int]:
        """The places of columns in which there is nothing."""
        return frozenset(
            place for place, cells in enumerate(zip(*self.rows, strict=True)) if set(cells) == {words.NONE}
        )

    def without(self, places: Collection[int]) -> "Grid":
        """Return the table without these columns."""
        kept = [place for place in range(len(self.headings)) if place not in places]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return Grid(self.title, tuple(self.headings[place] for place in kept), rows)


def by_day(figures: Figures, language: str) -> Grid:
    """Return the days on which there was anything."""
    busy = {day: counts for day, counts in figures.days.items() if counts.posts}
    return _grid("report.by_day", "report.day", busy, lambda day: words.day(day, language), language)


def by_account(figures: Figures, language: str) -> Grid:
    """Return the accounts, the busiest first."""
    title, first = "report.by_account", "report.account"
    return _grid(title, first, figures.accounts, lambda name: words.account(name, language), language)


def by_person(figures: Figures, language: str) -> Grid:
    """Return the people that the reader may see."""
    return _grid("report.by_person", "report.person", figures.people, lambda id: printable(id, _NAME), language)


def by_rule(figures: Figures, language: str) -> Grid:
    """Return the rules that met, the one that asks most first."""
    rows = tuple(_rule(rule, language) for rule in figures.rules)
    return Grid(say("report.by_rule", language), _said(_OF_RULES, language), rows, _MINOR_OF_RULES)


def ended(counts: Counts, ends: Iterable[End]) -> int:
    """Return how many ended in one of these ways."""
    return sum(counts.ends[end] for end in ends)


def _grid[K](title: str, first: str, found: Mapping[K, Counts], name: Callable[[K], str], language: str) -> Grid:
    rows = tuple((name(one), *_row(found[one], language)) for one in found)
    return Grid(say(title, language), _said((first, *_OF_POSTS), language), rows, _MINOR_OF_POSTS)


def _said(keys: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(say(key, language) for key in keys)


def _row(counts: Counts, language: str) -> tuple[str, ...]:
    numbers = (counts.posts, counts.ends[End.PASSED], counts.asked, *_ends(counts), counts.would_ask)
    return (*(words.count(one, language) for one in numbers), words.seconds(counts.seconds, language))


def _rule(rule: RuleFigures, language: str) -> tuple[str, ...]:
    counts = rule.counts
    false_alarms = counts.bypasses.get(Bypass.FALSE_ALARM, 0)
    numbers = (counts.posts, counts.asked, counts.would_ask, *_ends(counts), false_alarms)
    told = (*(words.count(one, language) for one in numbers), words.seconds(counts.seconds, language))
    return (printable(rule.rule, _NAME), *told)


def _ends(counts: Counts) -> tuple[int, int, int, int]:
    return ended(counts, SENT), counts.caught, ended(counts, UNANSWERED), ended(counts, REFUSED)


_ENDS = ("report.sent", "report.stopped", "report.unanswered", "report.refused")
_OF_POSTS = ("report.posts", "report.passed", "report.asked", *_ENDS, "report.would_ask", "report.median")
_OF_RULES = (
    *("report.rule", "report.met", "report.asked", "report.would_ask", *_ENDS),
    *("report.false_alarms", "report.median"),
)
"""Headings of the columns."""

_MINOR_OF_POSTS, _MINOR_OF_RULES = (2, 9, 4), (9, 4, 6, 7, 1)
