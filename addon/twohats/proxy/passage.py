"""What is known of one call on its way through, and the proof that what leaves is what was judged."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum
from weakref import WeakKeyDictionary

from mitmproxy import http

from twohats.adapter import Request
from twohats.guard import Handling
from twohats.proxy.names import Names
from twohats.proxy.tap import Kept

type Likeness = tuple[object, ...]


class State(Enum):
    """How far a call has come: head seen, held before the gate, cleared to leave, refused, or answered."""

    SEEN = "seen"
    HELD = "held"
    CLEARED = "cleared"
    REFUSED = "refused"
    ANSWERED = "answered"


@dataclass(eq=False)
class Passage:
    """One call on its way: its names, how it is handled, and how far it has come.

    `head` is the request without its body, `sorted_by` what the call looked like when its handling was chosen,
    `judged` the whole request as the gate saw it, once it did.
    `likeness` is what was judged; the call may leave only while it still looks like that. `fault` refuses the call
    whatever else is said of it.
    """

    names: Names | None = None
    guarded: bool = False
    handling: Handling = Handling.JUDGE
    head: Request | None = None
    sorted_by: Likeness | None = None
    judged: Request | None = None
    fault: str = ""
    state: State = State.SEEN
    likeness: Likeness | None = None
    kept: Kept | None = None
    reply: Kept | None = None
    released: str = ""
    _gone: asyncio.Event | None = field(default=None, repr=False)

    @property
    def gone(self) -> asyncio.Event:
        """Set when the client has left; made when first asked for."""
        if self._gone is None:
            self._gone = asyncio.Event()
        return self._gone

    def leave(self) -> None:
        """Note that the client has left."""
        self.gone.set()

    def conclude(self) -> State:
        """End the decision: what was not cleared by now is refused. Return how it ended."""
        if self.state is not State.CLEARED:
            self.state = State.REFUSED
        return self.state

    @property
    def streams(self) -> bool:
        """Whether the body runs through while it arrives."""
        return self.kept is not None


class Passages:
    """The calls under way; a call that mitmproxy forgets is forgotten here too."""

    def __init__(self) -> None:
        """Start with none."""
        self._of: WeakKeyDictionary[http.HTTPFlow, Passage] = WeakKeyDictionary()

    def of(self, flow: http.HTTPFlow) -> Passage | None:
        """Return the passage of a call, or None if its head was never seen."""
        return self._of.get(flow)

    def open(self, flow: http.HTTPFlow, passage: Passage) -> Passage:
        """Begin the passage of a call (a replayed call begins anew)."""
        self._of[flow] = passage
        return passage


def likeness(flow: http.HTTPFlow) -> Likeness:
    """Return all that decides what a request does and where it goes, in immutable parts: comparing is exact."""
    data = flow.request.data
    trailers = data.trailers.fields if data.trailers else ()
    where = (data.scheme, data.host, data.port, data.authority)
    return (data.method, *where, data.path, data.headers.fields, data.content, trailers, data.http_version)


def head_likeness(flow: http.HTTPFlow) -> Likeness:
    """Return the likeness of the head alone, for a body that streams."""
    data = flow.request.data
    return (data.method, data.scheme, data.host, data.port, data.authority, data.path, data.headers.fields)


def streamed_likeness(flow: http.HTTPFlow) -> Likeness:
    """Return the likeness of the head of a body that streams, without `Expect`.

    mitmproxy answers that header itself, and takes it away between the head's hook and the sending (facts: mitm b).
    """
    kept = tuple(field for field in flow.request.data.headers.fields if field[0].lower() != b"expect")
    return (*head_likeness(flow)[:-1], kept)
