"""Texts of policy files that must be of one shape: the hash of a PIN, a file in the policy folder, a day."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

HASH = r"^\$argon2id\$[!-~]{8,250}$"
"""What `twohats pin` prints: argon2's own spelling, which names the salt and the cost as well."""

LOCAL_TIME = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"
"""A time as people write it in the policy's time zone."""

_HASH = re.compile(HASH)
_LOCAL_TIME = re.compile(LOCAL_TIME)


def _hash(value: Any) -> str:
    """Return the hash of a PIN. What stands there may be the PIN itself, so that no message repeats it."""
    if isinstance(value, str) and _HASH.fullmatch(value):
        return value
    raise misfit("is no PIN made by twohats", "run `twohats pin`, and write what it prints here, in quotes")


def _inside(value: Any) -> str:
    """Return the name of a file in the policy folder, which no spelling of any system leads out of."""
    if not isinstance(value, str) or not value.isprintable() or ":" in value:
        raise misfit("is no file of the policy folder", "write its name from there on: `pictures/acme.png`")
    steps = value.replace("\\", "/").split("/")
    if not all(step == "." or step.strip(" .") for step in steps):  # Windows reads `.. ` as `..`
        raise misfit("leads out of the policy folder, or to no file", "write `pictures/acme.png`, without `..`")
    return value


def _day(value: Any) -> date:
    """Return a day; a time of the day, or a day that no calendar has, is refused."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise misfit("is no day", "write year, month and day: `2026-11-22`") from None


def _local_time(value: Any) -> datetime:
    """Return a time of the policy's time zone; a day alone is its beginning."""
    if isinstance(value, str) and _LOCAL_TIME.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass  # a day that no calendar has
    raise misfit("is no time", "write day and local time: `2026-12-01T09:00`")


def misfit(what: str, remedy: str) -> PydanticCustomError:
    """Return the error of a value that does not fit: what it is, and what to write."""
    return PydanticCustomError("misfit", "{what}; {remedy}", {"what": what, "remedy": remedy})


Pin = Annotated[str, BeforeValidator(_hash), Field(pattern=HASH, repr=False)]
File = Annotated[str, BeforeValidator(_inside), Field(min_length=1, max_length=300)]
Day = Annotated[date, BeforeValidator(_day)]
LocalTime = Annotated[
    datetime, BeforeValidator(_local_time, json_schema_input_type=Annotated[str, Field(pattern=LOCAL_TIME)])
]

__all__ = ["HASH", "Day", "File", "LocalTime", "Pin", "misfit"]
