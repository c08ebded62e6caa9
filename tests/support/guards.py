"""Guards with a given mind, for tests of the proxy: they implement the real interface and keep what they were asked."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from twohats.adapter import Refusal, Reply, Request
from twohats.guard import Connection, Guard, Handling

type Mind = Callable[[Request, Connection], Awaitable[bool]]

SENTENCE = "Not sent: this would appear under the brand – ask Bo."  # noqa: RUF001
READING = frozenset({"GET", "HEAD", "OPTIONS"})


async def allow(request: Request, connection: Connection) -> bool:
    """Let everything pass."""
    return True


async def deny(request: Request, connection: Connection) -> bool:
    """Let nothing pass."""
    return False


@dataclass
class ScriptedGuard:
    """Guards `hosts`; writing calls are judged by `mind`, uploads are calls whose path has `/upload` in it."""

    hosts: frozenset[str] = frozenset({"guarded.test"})
    mind: Mind = deny
    checked: list[Request] = field(default_factory=list)
    waiting: list[Connection] = field(default_factory=list)
    uploads: list[tuple[Request, bool]] = field(default_factory=list)
    replies: list[tuple[Request, Reply, str]] = field(default_factory=list)
    losses: list[tuple[Request, str]] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def guards(self, names: frozenset[str]) -> bool:
        return not self.hosts.isdisjoint(names)

    def handling(self, names: frozenset[str], head: Request) -> Handling:
        if head.method in READING:
            return Handling.PASS
        return Handling.TAP if "/upload" in head.path else Handling.JUDGE

    async def check(self, names: frozenset[str], request: Request, connection: Connection) -> Refusal | None:
        self.checked.append(request)
        self.waiting.append(connection)
        self.asked.set()
        if await self.mind(request, connection):
            connection.released = f"audit-{len(self.checked)}"
            return None
        connection.words = SENTENCE
        return self.refuse(names, request, SENTENCE)

    def refuse(self, names: frozenset[str], request: Request, sentence: str) -> Refusal:
        content = json.dumps({"errors": [{"message": sentence}]}).encode()
        return Refusal(403, "application/json", content, (("x-refused-by", "twohats"),))

    async def tapped(self, names: frozenset[str], request: Request, complete: bool) -> None:
        self.uploads.append((request, complete))

    async def replied(self, names: frozenset[str], request: Request, reply: Reply, released: str) -> None:
        self.replies.append((request, reply, released))

    async def lost(self, names: frozenset[str], request: Request, reason: str, released: str) -> None:
        self.losses.append((request, reason))


def as_guard(guard: ScriptedGuard) -> Guard:
    """Return the guard as the interface it implements (checked by the type checkers)."""
    return guard
