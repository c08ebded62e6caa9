"""Who may speak to the page at all: the checks that come before any route (facts: desktop 2.2).

A web page that the person visits can make their browser send requests to 127.0.0.1; so can other users' programs.
Everything here looks at the head of a request only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from twohats.page.peer import Peer


class Way(StrEnum):
    """What a route is for; each has its own idea of where a request may come from."""

    PAGE = "page"  # our pages, their pictures and their forms: from ourselves, or typed by the person
    ENTRANCE = "entrance"  # the redirect file's form: a file is a stranger to us, the one-time token decides
    COMMAND = "command"  # `twohats pending` and its like: never a browser


@dataclass(frozen=True)
class Head:
    """What the doors look at. A header that is missing is empty."""

    method: str
    host: str
    origin: str
    fetch_site: str
    peer: Callable[[], Peer]


@dataclass(frozen=True)
class Objection:
    """Why a request is turned away: the status, and the key of the sentence."""

    status: int
    sentence: str


_MISDIRECTED = Objection(421, "page.wrong_way")
_FORBIDDEN = Objection(403, "page.wrong_way")
_STRANGER = Objection(403, "page.refused")


def objection(head: Head, way: Way, origin: str) -> Objection | None:
    """Return why the request may not go on, None if it may. `origin` is ours: `http://127.0.0.1:port`."""
    if head.host != origin.removeprefix("http://"):
        return _MISDIRECTED  # DNS rebinding: the name is another's, though it leads here
    if not _right_origin(head, way, origin):
        return _FORBIDDEN
    if head.peer() is Peer.STRANGER:
        return _STRANGER
    return None


def _right_origin(head: Head, way: Way, origin: str) -> bool:
    if way is Way.COMMAND:
        return not head.origin and not head.fetch_site  # browsers cannot leave both away on a cross-site POST
    if way is Way.ENTRANCE:
        return head.origin in ("", "null", origin)
    if head.fetch_site not in ("", "same-origin", "none"):
        return False
    if head.method in ("GET", "HEAD"):
        return head.origin in ("", origin)
    return head.origin == origin
