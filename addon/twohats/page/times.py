"""Days and hours as people of the language write them, by the clock of this computer."""

from datetime import UTC, datetime

from babel.dates import format_datetime

from twohats.wording import printable

_PATTERNS = {"en": "d MMM yyyy, HH:mm", "sv": "d MMM yyyy HH:mm"}
_WORD_LENGTH = 40


def moment(time: datetime, language: str) -> str:
    """Return a moment in words: `22 Nov 2026, 14:03`."""
    return format_datetime(time.astimezone(), _PATTERNS[language], locale=language)


def scheduled(schedule: str, language: str) -> str:
    """Return when something is to go out: a moment in words, or the platform's own word where that is no moment."""
    try:
        at = datetime.fromisoformat(schedule)
        return moment(at if at.tzinfo else at.replace(tzinfo=UTC), language)
    except (ValueError, OverflowError, OSError):
        return printable(schedule, _WORD_LENGTH)
