"""The desktop prompter: a ladder for each question, from a notification with buttons down to the browser alone.

Every rung is only a channel to one question; the first answer wins, and silence sends nothing (facts: desktop 1.6).
"""

from collections.abc import Sequence

from twohats.extras import installed
from twohats.prompter import Held
from twohats.prompters.crowd import Crowd
from twohats.prompters.notices import Notices
from twohats.prompters.notifying import Notifier
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import Rung, rungs_for


class DesktopPrompter:
    """Asks on the desktop, in the best way that works at that moment."""

    name = "desktop"

    def __init__(self, rungs: Sequence[Rung], crowd: Crowd) -> None:
        """Try `rungs` in their order; `crowd` keeps a burst of questions from covering the screen."""
        self._rungs = tuple(rungs)
        self._crowd = crowd
        self._notices = Notices(self._tell, crowd.language)

    async def show(self, held: Held) -> bool:
        """Ask, rung by rung, until the question is decided. Returns False if none of them reaches anybody."""
        async with self._crowd.place(held):
            for rung in self._rungs:
                if await rung.show(held):
                    return True
            return False

    async def notice(self, title: str, text: str) -> None:
        """Tell it in the first way that works; of a burst of the same, one and how many more there were."""
        await self._notices.notice(title, text)

    async def _tell(self, title: str, text: str) -> None:
        for rung in self._rungs:
            if await rung.notice(title, text):
                return


def desktop_prompter(page: PagePrompter, language: str) -> DesktopPrompter:
    """Return the desktop prompter of this system; its notifier process is started at once, in a thread."""
    notifier = Notifier(here=lambda: "buttons" in installed())
    notifier.warm_up()
    return DesktopPrompter(rungs_for(notifier, page, language), Crowd(notifier, page, language))
