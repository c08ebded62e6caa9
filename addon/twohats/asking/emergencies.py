"""Emergencies: a yes that gives no time to ask counts only once it is listed for somebody else to look at."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from twohats.question import Question


class Reviews(Protocol):
    """Where emergencies are listed until somebody else has looked (called in a worker thread)."""

    def note(self, question: Question, by: str) -> int:
        """List that `by` sends this in an emergency; return its number there."""
        ...

    def drop(self, number: int) -> None:
        """Take it from the list: the yes did not count."""
        ...


async def listed(reviews: Reviews | None, question: Question, by: str, take: Callable[[], Awaitable[bool]]) -> bool:
    """List it, then `take` the yes; what did not count is not listed. Without a list no emergency counts.

    Raises what `reviews` raises; nothing has been taken then.
    """
    if reviews is None:
        return False
    number, counted = await asyncio.to_thread(reviews.note, question, by), False
    try:
        counted = await take()
    finally:
        if not counted:
            await asyncio.to_thread(reviews.drop, number)
    return counted
