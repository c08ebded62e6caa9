"""A burst of questions: a few popups at a time, and one for all that wait behind them, which opens the page.

A desktop full of popups is one that somebody clicks away.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from twohats.notifier.wire import Show, What
from twohats.prompter import Held
from twohats.prompters.notifying import Notifier, Popup
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.popup_words import Button, label
from twohats.wording import say

PLACES = 3
"""Questions that have a popup of their own at the same time."""

CROWD_ID = "crowd"
STEP_SECONDS = 1.0
"""How often the number on the popup may change."""


class Crowd:
    """Gives out the places, first come, first served."""

    def __init__(self, notifier: Notifier, page: PagePrompter, language: str) -> None:
        """Show the popup of the crowd by `notifier`; it opens `page`."""
        self._notifier, self._page, self.language = notifier, page, language
        self._places = asyncio.Semaphore(PLACES)
        self._waiting: dict[int, Held] = {}
        self._sign: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def place(self, held: Held) -> AsyncGenerator[None]:
        """Wait for a place, and give it back in the end."""
        await self._wait(held)
        try:
            yield
        finally:
            self._places.release()

    async def _wait(self, held: Held) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        self._waiting[id(held)] = held
        if self._sign is None:
            self._sign = asyncio.ensure_future(self._put_up_sign())
        try:
            await self._places.acquire()
        finally:
            del self._waiting[id(held)]
            if not self._waiting:
                self._take_down_sign()

    def _take_down_sign(self) -> None:
        if self._sign is not None:
            self._sign.cancel()
            self._sign = None

    async def _put_up_sign(self) -> None:
        """Say how many wait, as long as some do; open the page when it is pressed, or if nothing can be said."""
        with self._notifier.following(CROWD_ID) as popup:
            said = ("", "")
            while self._waiting:
                words = self._words()
                if words != said and not await self._said(popup, *words):
                    await self._open_page(self._page.offer)
                    return
                said = words
                if await _was_pressed(popup):
                    await self._open_page(self._page.bring_up)
                    said = ("", "")

    def _words(self) -> tuple[str, str]:
        """Return how many wait, and what happens to them: undo windows go out though nobody sees their own popup."""
        count, undo = len(self._waiting), any(held.question.undo for held in self._waiting.values())
        title = "popup.crowd_one" if count == 1 else "popup.crowd"
        text = "popup.crowd_undo" if undo else "popup.crowd_text"
        return say(title, self.language, count=count), say(text, self.language)

    async def _said(self, popup: Popup, title: str, text: str) -> bool:
        buttons = ((Button.REVIEW.value, label(Button.REVIEW, self.language)),)
        event = await popup.show(Show(CROWD_ID, title, text, buttons))
        return event.what is What.SHOWN

    async def _open_page(self, way: Callable[[Held], Awaitable[bool]]) -> None:
        for held in tuple(self._waiting.values())[:1]:
            await way(held)


async def _was_pressed(popup: Popup) -> bool:
    """Wait a moment for a press; closing the popup is as good as one."""
    try:
        event = await asyncio.wait_for(popup.event(), STEP_SECONDS)
    except TimeoutError:
        return False
    return event.what in {What.PRESSED, What.CLICKED, What.DISMISSED, What.LOST}
