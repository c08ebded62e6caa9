"""The page prompter: opens the question in the person's browser; the answer comes in through the page's own server."""

import asyncio
import logging
import webbrowser
from collections.abc import Callable

from twohats.page.entrance import Entrance
from twohats.page.peer import can_tell
from twohats.prompter import Held
from twohats.prompters.aside import Aside
from twohats.question import Standing

QUIET_SECONDS = 5.0
"""One browser tab in this time: every open page leads to all questions."""

LINK_SECONDS = 6.0
"""A browser that has not come in by the file after this time is given a link."""

_BROWSER_SECONDS = 10.0
_log = logging.getLogger(__name__)


def browse(address: str) -> bool:
    """Open the address in the person's browser; returns False if there is none. Blocks."""
    return webbrowser.open(address)


class PagePrompter:
    """Shows questions on the confirm page."""

    name = "page"

    def __init__(
        self, entrance: Entrance, *, browse: Callable[[str], bool] = browse, links: Callable[[], bool] = can_tell
    ) -> None:
        """Open files of `entrance` by `browse`, which may block and returns whether it worked.

        `links` tells whether a link is safe here, for browsers that may not read the file.
        """
        self._entrance = entrance
        self._browse = browse
        self._links = links
        self._following: set[asyncio.Task[None]] = set()
        self._aside = Aside("browser", _BROWSER_SECONDS)
        self._opening = asyncio.Lock()
        self._opened = float("-inf")
        self._worked = False

    async def show(self, held: Held) -> bool:
        """Open the page, and wait until the question is decided. Returns False if no browser could be opened."""
        if not await self.offer(held):
            return False
        await held.decided()
        return True

    async def notice(self, title: str, text: str) -> None:
        """Say nothing: nobody wants a tab for a notice. The page lists what ended."""

    async def offer(self, held: Held) -> bool:
        """Open the question in a browser, unless a page of ours is in view: it shows every question by itself."""
        return self._entrance.views.any() or await self.bring_up(held)

    async def bring_up(self, held: Held) -> bool:
        """Open the question in a browser, unless a page was opened a moment ago; returns whether that works here."""
        async with self._opening:
            if self._entrance.now() - self._opened >= QUIET_SECONDS:
                self._worked = await self._open(held)
                self._opened = self._entrance.now()
            return self._worked

    async def _open(self, held: Held) -> bool:
        if not self._entrance.origin:
            return False
        token = self._entrance.token(held.question.id)
        if not await self._tried(lambda: self._browse(self._entrance.write_file(token).as_uri())):
            return False
        if self._links():
            task = asyncio.create_task(self._follow(held, token))
            self._following.add(task)
            task.add_done_callback(self._following.discard)
        return True

    async def _follow(self, held: Held, token: str) -> None:
        """Open a link if nobody came in by the file: browsers in a sandbox may not read it (facts: desktop 2.2)."""
        await asyncio.sleep(LINK_SECONDS)
        if held.standing is Standing.OPEN and not self._entrance.used(token):
            link = f"{self._entrance.origin}/enter/{self._entrance.token(held.question.id)}"
            await self._tried(lambda: self._browse(link))

    async def _tried(self, opening: Callable[[], bool]) -> bool:
        try:
            return await self._aside.call(opening)
        except (OSError, webbrowser.Error) as error:  # TimeoutError is an OSError
            _log.warning("the browser could not be opened: %s", type(error).__name__)
            return False
