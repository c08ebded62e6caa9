"""Notices in a burst: the first is told at once, those that say the same are gathered, and told as one.

A tool that tries a refused post a hundred times must not cover the screen.
"""

import asyncio
from collections.abc import Awaitable, Callable

from twohats.wording import say

GATHER_SECONDS = 10.0
"""How long those with the same title are gathered: about as long as one is on the screen."""


class Notices:
    """Gathers notices by their titles, which name what happened and the account."""

    def __init__(self, tell: Callable[[str, str], Awaitable[None]], language: str) -> None:
        """Tell by `tell`, which takes a title and a text."""
        self._tell, self._language = tell, language
        self._gathered: dict[str, int] = {}
        self._gathering: set[asyncio.Task[None]] = set()

    async def notice(self, title: str, text: str) -> None:
        """Tell it, or count it if its like was told a moment ago."""
        if title in self._gathered:
            self._gathered[title] += 1
            return
        self._gathered[title] = 0
        task = asyncio.create_task(self._sum_up(title))
        self._gathering.add(task)
        task.add_done_callback(self._gathering.discard)
        await self._tell(title, text)

    async def _sum_up(self, title: str) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        count = self._gathered.pop(title)
        if count:
            key = "notice.more_one" if count == 1 else "notice.more"
            await self.notice(title, say(key, self._language, count=count))
