"""Days and hours as people of the language write them, by the clock of this computer."""

from datetime import datetime

from babel.dates import format_datetime

_PATTERNS = {"en": "d MMM yyyy, HH:mm", "sv": "d MMM yyyy HH:mm"}


def moment(time: datetime, language: str) -> str:
    """Return a moment in words: `22 Nov 2026, 14:03`."""
    return format_datetime(time.astimezone(), _PATTERNS[language], locale=language)
