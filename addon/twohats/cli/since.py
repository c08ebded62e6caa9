"""`--since`: a moment as people write it."""

import re
from datetime import datetime, timedelta

from twohats.cli import places
from twohats.errors import UsageError
from twohats.wording import printable


def moment(text: str) -> datetime | None:
    """Return the moment; None for an empty text.

    Raises:
        UsageError: it is none.
    """
    if not text:
        return None
    if ago := re.fullmatch(r"([0-9]{1,4})([mhd])", text):
        return places.now() - timedelta(minutes=int(ago[1]) * {"m": 1, "h": 60, "d": 1440}[ago[2]])
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        shown = printable(text, 40)
        raise UsageError(f"`{shown}` is not a time: write `2026-11-22`, `2026-11-22T10:00`, `2h` or `3d`") from error
