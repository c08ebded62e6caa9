"""Real notification daemons on a desktop without a screen: their buttons are pressed with a real pointer."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.desktop_session import DRAWING, DUNST, Daemon, DesktopSession, desktop_session
from tests.support.pressing import find_buttons, press, settled, until
from tests.support.prompters import RememberedTickets, question
from twohats.asking.held import HeldQuestion
from twohats.asking.parts import referred
from twohats.asking.questions import Questions
from twohats.prompter import ARM_SECONDS, Answer, Choice, Ending, Question
from twohats.prompters.crowd import Crowd
from twohats.prompters.desktop import DesktopPrompter
from twohats.prompters.notifying import Notifier
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import rungs_for
from twohats_policy.decision import Decision, Effect, Reason, Risk

pytestmark = pytest.mark.slow
drawing = pytest.mark.parametrize("desktop", DRAWING, ids=lambda daemon: daemon.name, indirect=True)
RISKY = Decision(
    effect=Effect.ASK, reasons=(Reason(rule="r", effect=Effect.ASK, message="Is it yours?", risk=Risk.HIGH),)
)


@pytest.fixture(scope="module")
def desktop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DesktopSession]:
    daemon: Daemon = request.param
    with desktop_session(tmp_path_factory.mktemp("d"), daemon) as session:
        yield session


class Guard:
    """The asking half of a guard, on a desktop."""

    def __init__(self, folder: Path) -> None:
        self.browser = Browser()
        self.notifier = Notifier()
        page = PagePrompter(entrance(folder), browse=self.browser, links=lambda: False)
        rungs = rungs_for(self.notifier, page, "en")
        self.questions = Questions(
            [DesktopPrompter(rungs, Crowd(self.notifier, page, "en"))], RememberedTickets(), limit=20
        )
        self.notifier.warm_up()

    def ask(self, what: Question) -> "asyncio.Task[Answer]":
        return asyncio.create_task(self.questions.ask(what, asyncio.Event()))

    @property
    def held(self) -> HeldQuestion:
        return self.questions.open()[0]

    async def stop(self) -> None:
        await self.questions.stop()
        self.notifier.close()


@pytest.fixture
async def guard(desktop: DesktopSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Guard]:
    for name, value in desktop.environment.items():
        monkeypatch.setenv(name, value)
    guard = Guard(tmp_path)
    yield guard
    await guard.stop()
    await until(lambda: desktop.popup() is None)


async def asked(desktop: DesktopSession, guard: Guard, what: Question) -> "asyncio.Task[Answer]":
    """Ask, and wait until the popup is on the screen and its buttons' places are known."""
    await find_buttons(desktop, HeldQuestion(what, limit=20, ended=lambda _: None))
    task = guard.ask(what)
    await settled(desktop)
    return task


@drawing
async def test_send_releases(desktop: DesktopSession, guard: Guard) -> None:
    task = await asked(desktop, guard, question(colleagues=("bo",)))
    await asyncio.sleep(ARM_SECONDS)
    await press(desktop, guard.held, "send")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by, answer.channel) == (Choice.SEND, "anna", "desktop")


@drawing
async def test_block_refuses(desktop: DesktopSession, guard: Guard) -> None:
    task = await asked(desktop, guard, question(colleagues=("bo",)))
    await press(desktop, guard.held, "block")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "desktop")
    await until(lambda: desktop.popup() is None)


@drawing
async def test_ask_puts_it_to_a_colleague_and_the_popup_offers_no_yes_any_more(
    desktop: DesktopSession, guard: Guard
) -> None:
    what = question(colleagues=("bo",))
    await find_buttons(desktop, HeldQuestion(referred(what), limit=20, ended=lambda _: None))
    task = await asked(desktop, guard, what)
    await press(desktop, guard.held, "ask")
    await until(lambda: guard.held.question.approvers)
    await settled(desktop)
    assert not task.done()
    assert guard.held.answer(Choice.SEND, by="bo", channel="page")
    assert (await asyncio.wait_for(task, 5)).by == "bo"
    await until(lambda: desktop.popup() is None)


@drawing
async def test_review_opens_the_page_and_stops_the_clock(desktop: DesktopSession, guard: Guard) -> None:
    task = await asked(desktop, guard, question(seconds=10, decision=RISKY))
    await press(desktop, guard.held, "review")
    await until(lambda: guard.browser.opened)
    assert guard.held.seconds_left() > 10
    assert not task.done()


@drawing
async def test_undo_refuses_while_the_window_counts_down(desktop: DesktopSession, guard: Guard) -> None:
    task = await asked(desktop, guard, question(seconds=10, undo=True))
    await asyncio.sleep(1.2)  # the text has been replaced meanwhile
    await press(desktop, guard.held, "undo")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by) == (Choice.BLOCK, "anna")


@drawing
async def test_the_end_of_the_time_sends_nothing_and_takes_the_popup_away(
    desktop: DesktopSession, guard: Guard
) -> None:
    task = guard.ask(question(seconds=1))
    await settled(desktop)
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.channel) == (Choice.BLOCK, Ending.CLOCK)
    await until(lambda: desktop.popup() is None)


@drawing
async def test_a_popup_goes_when_its_question_is_decided_elsewhere(desktop: DesktopSession, guard: Guard) -> None:
    task = guard.ask(question())
    await settled(desktop)
    guard.held.answer(Choice.BLOCK, by="anna", channel="page")
    await task
    await until(lambda: desktop.popup() is None)


@drawing
async def test_a_yes_at_once_is_none_and_the_popup_comes_again(desktop: DesktopSession, guard: Guard) -> None:
    task = await asked(desktop, guard, question(colleagues=("bo",)))
    window = desktop.popup()
    await press(desktop, guard.held, "send")
    await asyncio.sleep(0.5)
    assert not task.done()
    assert window is not None
    await settled(desktop)


by_menu = pytest.mark.parametrize("desktop", [DUNST], ids=lambda daemon: daemon.name, indirect=True)
every = pytest.mark.parametrize("desktop", [*DRAWING, DUNST], ids=lambda daemon: daemon.name, indirect=True)


@by_menu
@pytest.mark.parametrize(("label", "choice"), [("Send", Choice.SEND), ("Do not send", Choice.BLOCK)])
async def test_a_daemon_without_buttons_answers_by_its_menu_and_the_page_is_open_beside_it(
    desktop: DesktopSession, guard: Guard, label: str, choice: Choice
) -> None:
    task = guard.ask(question(colleagues=("bo",)))
    await settled(desktop)
    await until(lambda: guard.browser.opened)
    await asyncio.sleep(ARM_SECONDS)
    desktop.choose(label)
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.channel) == (choice, "desktop")


@by_menu
async def test_its_menu_asks_a_colleague(desktop: DesktopSession, guard: Guard) -> None:
    guard.ask(question(colleagues=("bo",)))
    await settled(desktop)
    desktop.choose("Ask a colleague")
    assert await until(lambda: guard.held.question.approvers) == ("bo",)


@every
async def test_a_notice_is_shown(desktop: DesktopSession, guard: Guard) -> None:
    (prompter,) = guard.questions._prompters
    await prompter.notice("twohats: <b>the policy</b> has a mistake", "The last good one & only <i>it</i> stays.")
    window = await settled(desktop)
    desktop.click(window.left + 20, window.top + 12)


@every
async def test_a_burst_is_a_few_popups_and_no_more(desktop: DesktopSession, guard: Guard) -> None:
    tasks = [guard.ask(question(f"Q{n}")) for n in range(30)]
    await settled(desktop)
    assert len(guard.notifier._followed) == 4
    for held in guard.questions.open():
        held.answer(Choice.BLOCK, by="anna", channel="page")
    answers = await asyncio.wait_for(asyncio.gather(*tasks), 5)
    assert {answer.choice for answer in answers} == {Choice.BLOCK}
