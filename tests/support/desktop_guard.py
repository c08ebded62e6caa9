"""The asking half of a guard, on a desktop: real questions, the real ladder, and a browser that only notes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.desktop_session import DesktopSession
from tests.support.pressing import find_buttons, settled, until
from tests.support.prompters import RememberedTickets
from twohats.asking.held import HeldQuestion
from twohats.asking.questions import Questions
from twohats.prompters.crowd import Crowd
from twohats.prompters.desktop import DesktopPrompter
from twohats.prompters.notifying import Notifier
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import rungs_for
from twohats.prompters.rungs.alert import AlertRung
from twohats.question import Answer, Question

LIMIT = 20.0


class DesktopGuard:
    """Asks on the desktop that the environment names."""

    def __init__(self, folder: Path) -> None:
        """Keep the page's files in `folder`; the notifier process starts at once."""
        self.browser = Browser()
        self.notifier = Notifier()
        page = PagePrompter(entrance(folder), browse=self.browser, links=lambda: False)
        crowd = Crowd(self.notifier, page, "en")
        self.alerting = AlertRung(page, "en")
        *rungs, _ = rungs_for(self.notifier, page, "en")
        self.prompter = DesktopPrompter((*rungs, self.alerting), crowd)
        self.questions = Questions([self.prompter], RememberedTickets(), limit=LIMIT)
        self.notifier.warm_up()

    def ask(self, what: Question) -> "asyncio.Task[Answer]":
        """Ask; the task ends with the answer."""
        return asyncio.create_task(self.questions.ask(what, asyncio.Event()))

    def silence_alerts(self) -> None:
        """Let plyer show nothing from now on."""
        self.alerting._alert = lambda _, __: None

    async def ready(self) -> None:
        """Wait until the notifier process runs."""
        await until(lambda: self.notifier._ready, seconds=20)

    async def ask_in_view(self, desktop: DesktopSession, what: Question) -> "asyncio.Task[Answer]":
        """Ask, and wait until the popup is on the screen and the places of its buttons are known."""
        await find_buttons(desktop, HeldQuestion(what, limit=LIMIT, ended=lambda _: None))
        task = self.ask(what)
        await settled(desktop)
        return task

    @property
    def held(self) -> HeldQuestion:
        """The oldest open question."""
        return self.questions.open()[0]


@asynccontextmanager
async def guard_on(
    desktop: DesktopSession, folder: Path, environment: pytest.MonkeyPatch
) -> AsyncIterator[DesktopGuard]:
    """Run a guard on this desktop."""
    for name, value in desktop.environment.items():
        environment.setenv(name, value)
    guard = DesktopGuard(folder)
    try:
        await guard.ready()
        yield guard
    finally:
        await guard.questions.stop()
        guard.notifier.close()
