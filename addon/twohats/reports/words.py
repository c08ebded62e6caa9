"""How figures are said: accounts, days and numbers in the reader's language. Dates and numbers by Babel (CLDR)."""

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from twohats.reports.posts import AccountName
from twohats.wording import printable, say
from twohats_policy.account import AccountKind

NONE = "·"
"""What stands for nothing in a table, so that what is there is seen."""

_NAME = 60


def number(value: float, language: str) -> str:
    """Return a number with at most one digit after the point: `1,250`, `4.5`."""
    return format_decimal(round(value, 1), locale=language)


def count(value: int, language: str) -> str:
    """Return how many, for a table; `NONE` where there is none."""
    return number(value, language) if value else NONE


def seconds(value: float | None, language: str) -> str:
    """Return a time to answer, or `NONE` where nobody answered."""
    return NONE if value is None else say("report.seconds", language, seconds=number(value, language))


def day(value: date, language: str) -> str:
    """Return a day of this list: `Sun 22 Nov`."""
    return format_date(value, "EEE d MMM", locale=language)


def short_day(value: date, language: str) -> str:
    """Return a day for the foot of a chart: `22 Nov`."""
    return format_date(value, "d MMM", locale=language)


def whole_day(value: date, language: str) -> str:
    """Return a day with its year: `22 Nov 2026`."""
    return format_date(value, "d MMM y", locale=language)


def moment(value: datetime, zone: tzinfo, language: str) -> str:
    """Return a moment by the clock of a zone: `22 Nov 2026, 18:30`."""
    return format_datetime(value, "d MMM y, HH:mm", tzinfo=zone, locale=language)


def account(name: AccountName, language: str) -> str:
    """Return an account for a list, or all of a kind that are not told apart."""
    if name.ref:
        return printable(name.ref, _NAME)
    if name.kind is AccountKind.PERSONAL:
        return say("report.others_accounts", language)
    return say("report.unknown_accounts", language)
