"""Days of mourning: dates, and weekdays that follow a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from twohats.lexicons import table

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class _Day:
    month: int
    day: int
    weekday: int | None
    what: str
    languages: frozenset[str]

    def falls_on(self, day: date) -> bool:
        """Tell whether it is this day: the date, or the first such weekday from the date on."""
        if self.weekday is None:
            return (day.month, day.day) == (self.month, self.day)
        first = date(day.year, self.month, self.day)
        return day == first + timedelta(days=(self.weekday - first.weekday()) % 7)


@cache
def _days() -> tuple[_Day, ...]:
    return tuple(map(_day, table("days")["day"]))


def _day(entry: Mapping[str, Any]) -> _Day:
    month, day = map(int, entry["date"].split("-"))
    weekday = _WEEKDAYS.index(entry["weekday"]) if "weekday" in entry else None
    return _Day(month, day, weekday, entry["what"], frozenset(entry.get("languages", ())))


def remembered_on(day: date, languages: Sequence[str]) -> str:
    """Return what people who speak these languages (all, if none are given) remember on the day, empty if nothing."""
    return _remembered_on(day, tuple(languages))


@lru_cache(maxsize=64)
def _remembered_on(day: date, languages: tuple[str, ...]) -> str:
    spoken = {language.casefold().partition("-")[0] for language in languages}
    found = (one.what for one in _days() if one.falls_on(day) and _concerns(one.languages, spoken))
    return ", ".join(found)


def _concerns(languages: frozenset[str], spoken: set[str]) -> bool:
    return not languages or not spoken or bool(languages & spoken)
