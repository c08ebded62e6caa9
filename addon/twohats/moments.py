"""Times in one form, ISO 8601 in UTC: those that platforms write, and our own."""

import re
from datetime import UTC, datetime

_NUMBER = re.compile(r"\d{9,13}")
_MILLISECONDS = 100_000_000_000  # seconds reach this in the year 5138


def in_utc(raw: str) -> str:
    """Return the moment `raw` as `2030-01-01T09:00:00Z`; what is no moment comes back as it is.

    Takes ISO 8601 (without an offset it counts as UTC), Unix seconds and Unix milliseconds.
    """
    try:
        moment = _unix(int(raw)) if _NUMBER.fullmatch(raw.strip()) else datetime.fromisoformat(raw.strip())
    except (ValueError, OverflowError, OSError):
        return raw
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return raw


def timestamp(time: datetime) -> str:
    """Return an aware time as ISO 8601 in UTC with milliseconds and `Z`: sorts as text."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _unix(number: int) -> datetime:
    return datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, UTC)
