"""What the guard and the notifier say to each other: one JSON object a line, ASCII only."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, cast

MAX_LINE = 16_384
"""Bytes of a line; the texts of a popup are far shorter."""


@dataclass(frozen=True)
class Show:
    """Show a popup, or replace the one with this id. `buttons` are pairs of id and label.

    `seconds` is when it may go by itself; 0 is never. An urgent one stays on most desktops whatever `seconds` says.
    """

    id: str
    title: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    seconds: int = 0
    urgent: bool = True


@dataclass(frozen=True)
class Clear:
    """Take the popup with this id away."""

    id: str


class What(StrEnum):
    """What can happen."""

    READY = "ready"  # the process runs
    SHOWN = "shown"
    FAILED = "failed"  # a popup could not be shown
    LOST = "lost"  # a popup that was shown is gone with its desktop: nobody can press it any more
    PRESSED = "pressed"  # one of the buttons
    CLICKED = "clicked"  # the popup itself
    DISMISSED = "dismissed"  # a person closed it; not every desktop tells (facts: desktop 1.1)


@dataclass(frozen=True)
class Event:
    """Something that happened to a popup.

    `drawn` belongs to SHOWN: whether the desktop draws buttons, or hides them behind a menu. `swift` too: whether the
    text can be replaced in place.
    """

    what: What
    id: str = ""
    button: str = ""
    drawn: bool = True
    swift: bool = False


type Order = Show | Clear


def line_of(message: Order | Event) -> bytes:
    """Return the message as a line."""
    kind = "event" if isinstance(message, Event) else type(message).__name__.lower()
    return json.dumps({"is": kind, **asdict(message)}).encode("ascii") + b"\n"


def order_of(line: bytes) -> Order | None:
    """Read a line as an order; None if it is none."""
    found = _object(line)
    kind = found.pop("is", "")
    try:
        if kind == "show":
            buttons = tuple((str(id), str(label)) for id, label in found.pop("buttons", ()))
            return Show(buttons=buttons, **found)
        return Clear(**found) if kind == "clear" else None
    except (TypeError, ValueError):  # other names or other shapes than ours
        return None


def event_of(line: bytes) -> Event | None:
    """Read a line as an event; None if it is none."""
    found = _object(line)
    if found.pop("is", "") != "event":
        return None
    try:
        return Event(What(found.pop("what", "")), **found)
    except (TypeError, ValueError):
        return None


def _object(line: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(line)
    except ValueError:
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}
