"""The interface between the proxy and the gate: values only; no flow crosses it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from twohats.adapter import Refusal, Reply, Request

AGENT_LENGTH = 120


@dataclass(frozen=True)
class Client:
    """Who connects to us: the tool's name for itself (at most 120 printable characters) and where it came in."""

    agent: str
    listener: str
    process: str = ""
    user: str = ""


class Connection(Protocol):
    """The waiting side of one call.

    `complete` is False when the body was too large to keep, so `Request.content` is empty although the call has a
    body; `digest` is then the SHA-256 of all of it, hexadecimal. The gate sets `released` to the audit id of what it
    lets pass, and `words` to the sentence of a refusal (it goes into the HTTP/1 reason phrase).
    """

    client: Client
    complete: bool
    digest: str
    released: str
    words: str

    @property
    def gone(self) -> asyncio.Event:
        """Set when the client has left: nothing will go upstream any more."""
        ...

    async def fetch(self, request: Request) -> Reply:
        """Make one call of our own, sent the way the waiting request would go (upstream proxy, CA options).

        Raises:
            OSError: the call could not be made, or the answer is not HTTP.
        """
        ...


class Handling(StrEnum):
    """What to do with a call, decided on its head: pass it, judge it whole, or let it through with a copy."""

    PASS = "pass"
    JUDGE = "judge"
    TAP = "tap"


class Guard(Protocol):
    """Judges calls. `names` are all names of the host (lower case, without port and trailing dot, IDNA)."""

    def guards(self, names: frozenset[str]) -> bool:
        """Tell whether any of the names is guarded; hosts that are not are never decrypted."""
        ...

    def handling(self, names: frozenset[str], head: Request) -> Handling:
        """Tell what to do with a call, from its head alone (`content` is empty)."""
        ...

    async def check(self, names: frozenset[str], request: Request, connection: Connection) -> Refusal | None:
        """Judge a call; None lets it pass. May take minutes; whatever it raises refuses the call."""
        ...

    def refuse(self, names: frozenset[str], request: Request, sentence: str) -> Refusal:
        """Return a refusal in the platform's shape for the boundary's own use. Never raises."""
        ...

    async def tapped(self, names: frozenset[str], request: Request, complete: bool) -> None:
        """Take note of an upload that went through; `content` is the kept copy, empty when it was too large."""
        ...

    async def replied(self, names: frozenset[str], request: Request, reply: Reply, released: str) -> None:
        """Learn from a reply, and complete the record of a released call."""
        ...

    async def lost(self, names: frozenset[str], request: Request, reason: str, released: str) -> None:
        """Take note that a released or held call never got an answer."""
        ...
