"""Host names looked up once in a while instead of at every connection.

asyncio asks the system in a thread each time, which costs more than the rest of relaying a connection. Answers are
kept for seconds only, so that a changed network is noticed; failures are not kept. The threads that ask are nobody
else's: names that hang (a page of trackers behind a firewall) must not hold up what the gate does in threads.
"""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

LIFETIME = 10.0  # seconds
KEPT = 512  # answers
THREADS = 32  # look-ups at the same time

type Answer = list[tuple[Any, ...]]


class Lookups:
    """Recent answers of the system's name look-up."""

    def __init__(self, ask: Callable[..., Any], clock: Callable[[], float]) -> None:
        """Ask with `ask` (an event loop's `getaddrinfo`); `clock` is the loop's time in seconds."""
        self._ask = ask
        self._clock = clock
        self._answers: dict[tuple[Any, ...], tuple[float, Answer]] = {}

    async def getaddrinfo(
        self, host: Any, port: Any, *, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
    ) -> Answer:
        """Return what the system says, or said a moment ago.

        Raises:
            OSError: the name is not known.
        """
        question = (host, port, family, type, proto, flags)
        until, kept = self._answers.get(question, (0.0, []))
        if until > self._clock():
            return kept
        answer: Answer = await self._ask(host, port, family=family, type=type, proto=proto, flags=flags)
        if len(self._answers) >= KEPT:
            self._answers.clear()
        self._answers[question] = (self._clock() + LIFETIME, answer)
        return answer


def install(loop: asyncio.AbstractEventLoop) -> None:
    """Let everything on `loop` share its look-ups."""
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="twohats-names")

    async def ask(host: Any, port: Any, *, family: int, type: int, proto: int, flags: int) -> Answer:
        return await loop.run_in_executor(threads, socket.getaddrinfo, host, port, family, type, proto, flags)

    loop.getaddrinfo = Lookups(ask, loop.time).getaddrinfo  # type: ignore[method-assign]
