"""The board: tells open pages at once that something happened (facts: peers 7.2).

It is a prompter too: an open page reaches its person. Where none is open it reaches nobody, and says so.
"""

import asyncio
from collections import OrderedDict

from twohats.prompter import Held
from twohats.question import Question, Standing

MOST_REMEMBERED = 1024
"""Questions whose last change is remembered; a page that missed more than that looks anew anyway."""

AFTER_SECONDS = 1.0
"""How soon after a yes it is known whether something came between it and the platform."""


class Board:
    """Counts what happens. A page knows the number it has seen and waits for a higher one."""

    name = "open page"

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self.watched = 0
        self._changed: OrderedDict[str, int] = OrderedDict()
        self._reminded: OrderedDict[str, asyncio.TimerHandle] = OrderedDict()
        self._news = asyncio.Event()
        self._follows: set[asyncio.Task[None]] = set()

    def tell(self, question: str = "") -> None:
        """Say that something happened, with the id of the question that looks different now, if one does."""
        self.version += 1
        if question:
            self._changed[question] = self.version
            self._changed.move_to_end(question)
            while len(self._changed) > MOST_REMEMBERED:
                self._changed.popitem(last=False)
        self._news.set()
        self._news = asyncio.Event()

    def since(self, version: int) -> list[str]:
        """Return the questions that look different since that number."""
        return [id for id, changed in self._changed.items() if changed > version]

    async def news(self, version: int, seconds: float) -> bool:
        """Wait until there is a higher number or the board is closed, at most so long; return whether there is."""
        if self.version > version or self.closed:
            return True
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def remind(self, question: str, seconds: float) -> None:
        """Say once for each question that it looks different, in a while: something about it is being looked up."""
        if question in self._reminded or self.closed:
            return
        self._reminded[question] = asyncio.get_running_loop().call_later(seconds, self.tell, question)
        while len(self._reminded) > MOST_REMEMBERED:
            self._reminded.popitem(last=False)[1].cancel()

    def close(self) -> None:
        """Let every page that waits go: the guard stops."""
        self.closed = True
        for task in self._follows:
            task.cancel()
        for reminder in self._reminded.values():
            reminder.cancel()
        self.tell()

    async def show(self, held: Held) -> bool:
        """Tell the open pages of the question and of all that happens to it; return False if no page is open."""
        self.tell(held.question.id)
        task = asyncio.create_task(self._follow(held, held.question))
        self._follows.add(task)
        task.add_done_callback(self._follows.discard)
        if not self.watched:
            return False
        await held.decided()
        return True

    async def notice(self, title: str, text: str) -> None:
        """Let the lists look anew: a notice is about something that ended."""
        self.tell()

    async def _follow(self, held: Held, told: Question) -> None:
        while held.standing is Standing.OPEN or held.question is not told:
            await held.changed(told)
            told = held.question
            self.tell(told.id)
        await asyncio.sleep(AFTER_SECONDS)
        if held.hindrance is not None:
            self.tell(told.id)
