"""The desktop prompter's ladder where a rung is broken: no daemon, one that hangs or dies, no notifier process."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.desktop_guard import DesktopGuard, guard_on
from tests.support.desktop_session import GNOME, DesktopSession, desktop_session
from tests.support.pressing import settled, until
from tests.support.prompters import question
from twohats.prompters.dialogs.zenity import Zenity
from twohats.question import ARM_SECONDS, Choice, Ending

pytestmark = pytest.mark.slow
FALL_SECONDS = 2.0


@pytest.fixture
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DesktopSession]:
    with desktop_session(tmp_path_factory.mktemp("d")) as session:
        yield session


@pytest.fixture
async def guard(
    desktop: DesktopSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DesktopGuard]:
    async with guard_on(desktop, tmp_path, monkeypatch) as guard:
        yield guard


@pytest.fixture
def no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Zenity, "is_here", lambda _: False)


async def falls(guard: DesktopGuard, seconds: float = FALL_SECONDS) -> None:
    """Wait until the page is opened, which must not take longer than that."""
    begun = time.monotonic()
    await until(lambda: guard.browser.opened)
    assert time.monotonic() - begun <= seconds


def notifier_process() -> psutil.Process:
    """Return the notifier process of this test."""
    (found,) = (one for one in psutil.Process().children() if _is_notifier(one))
    return found


def _is_notifier(process: psutil.Process) -> bool:
    try:
        return "twohats.notifier" in process.cmdline()
    except psutil.Error:  # it has just ended
        return False


async def test_without_a_daemon_a_dialog_comes_and_enter_blocks(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = guard.ask(question())
    await until(lambda: desktop.window("Zenity"))
    await asyncio.sleep(0.3)
    desktop.key("Return")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "desktop")


async def test_a_dialog_that_is_left_leads_to_the_page(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = guard.ask(question())
    await until(lambda: desktop.window("Zenity"))
    await asyncio.sleep(0.5)
    desktop.key("Escape")
    await until(lambda: guard.browser.opened)
    assert not task.done()


async def test_the_send_button_of_a_dialog_sends(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = guard.ask(question())
    await until(lambda: desktop.window("Zenity"))
    await asyncio.sleep(ARM_SECONDS)
    desktop.key("Tab", "Tab", "space")
    assert (await asyncio.wait_for(task, 5)).choice is Choice.SEND


async def test_a_dialog_goes_when_the_question_is_decided_elsewhere(
    desktop: DesktopSession, guard: DesktopGuard
) -> None:
    guard.ask(question())
    await until(lambda: desktop.window("Zenity"))
    guard.held.answer(Choice.BLOCK, by="anna", channel="page")
    await until(lambda: desktop.window("Zenity") is None)


@pytest.mark.usefixtures("no_dialogs")
async def test_with_neither_the_page_is_opened(guard: DesktopGuard) -> None:
    guard.ask(question())
    await falls(guard)


@pytest.mark.usefixtures("no_dialogs")
async def test_with_no_browser_either_nobody_is_reached_and_nothing_is_sent(guard: DesktopGuard) -> None:
    guard.browser.works = False
    answer = await asyncio.wait_for(guard.ask(question()), FALL_SECONDS)
    assert (answer.choice, answer.channel) == (Choice.BLOCK, Ending.UNREACHED)


@pytest.mark.usefixtures("no_dialogs")
@pytest.mark.parametrize("known", [False, True])
async def test_a_stopped_daemon_is_left_for_the_page_and_leaves_no_popup_when_it_wakes(
    desktop: DesktopSession, guard: DesktopGuard, known: bool
) -> None:
    guard.silence_alerts()  # that one may come when the daemon wakes; it has no buttons
    desktop.run(GNOME)
    if known:
        before = guard.ask(question("BEFORE"))
        await settled(desktop)
        guard.held.answer(Choice.BLOCK, by="anna", channel="page")
        await before
        await until(lambda: desktop.popup() is None)
    desktop.stop_daemon()
    guard.ask(question(undo=True, seconds=4))
    await falls(guard)
    desktop.wake_daemon()
    await asyncio.sleep(0.5)  # what was on its way may come, and goes
    await until(lambda: desktop.popup() is None)


def stops(desktop: DesktopSession) -> None:
    desktop.stop_daemon()


def dies(desktop: DesktopSession) -> None:
    desktop.kill_daemon()


def bus_dies(desktop: DesktopSession) -> None:
    desktop.bus.kill()


def notifier_dies(desktop: DesktopSession) -> None:
    notifier_process().kill()


@pytest.mark.usefixtures("no_dialogs")
@pytest.mark.parametrize("breaks", [stops, dies, bus_dies, notifier_dies])
async def test_what_breaks_under_a_popup_leads_to_the_page_and_an_undo_window_does_not_run_out(
    desktop: DesktopSession, guard: DesktopGuard, breaks: Callable[[DesktopSession], None]
) -> None:
    desktop.run(GNOME)
    task = guard.ask(question(undo=True, seconds=4))
    await settled(desktop)
    breaks(desktop)
    await falls(guard)
    assert not guard.held.question.undo
    assert not task.done()


async def test_a_notifier_that_dies_is_there_again_for_the_next_question(
    desktop: DesktopSession, guard: DesktopGuard
) -> None:
    desktop.run(GNOME)
    for _ in range(2):
        await guard.ready()
        notifier_process().kill()
        await until(lambda: guard.notifier._child is None)
        guard.notifier.warm_up()
    task = guard.ask(question())
    await settled(desktop)
    guard.held.answer(Choice.BLOCK, by="anna", channel="page")
    await task


@pytest.mark.usefixtures("no_dialogs")
async def test_a_notifier_that_hangs_is_left_for_the_page(desktop: DesktopSession, guard: DesktopGuard) -> None:
    desktop.run(GNOME)
    os.kill(notifier_process().pid, signal.SIGSTOP)
    guard.ask(question())
    await falls(guard)


async def test_the_notifier_ends_with_the_guard_and_knows_no_secret(
    desktop: DesktopSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X_BEARER_TOKEN", "made-up-secret")
    desktop.run(GNOME)
    async with guard_on(desktop, tmp_path, monkeypatch) as guard:
        guard.ask(question())
        await settled(desktop)
        process = notifier_process()
        assert "made-up-secret" not in str(process.environ())
        assert "made-up-secret" not in str(process.cmdline())
    await until(lambda: not process.is_running())
    assert desktop.popup() is None
