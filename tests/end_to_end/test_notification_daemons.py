"""Real notification daemons on a desktop without a screen: their buttons are pressed with a real pointer."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.desktop_guard import LIMIT, DesktopGuard, guard_on
from tests.support.desktop_session import DRAWING, DUNST, XFCE, Daemon, DesktopSession, desktop_session
from tests.support.guarded import Guard, write_policy
from tests.support.platform import HOSTS, Platform
from tests.support.pressing import find_buttons, press, settled, until
from tests.support.prompters import POST, question
from tests.support.upstream import Upstream
from tests.support.witness import Witness
from twohats.asking.held import HeldQuestion
from twohats.asking.parts import referred
from twohats.prompters.crowd import PLACES
from twohats.question import ARM_SECONDS, Choice, Ending
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


@pytest.fixture
async def guard(
    desktop: DesktopSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DesktopGuard]:
    async with guard_on(desktop, tmp_path, monkeypatch) as guard:
        yield guard
    await until(lambda: desktop.popup() is None)


@drawing
async def test_send_releases(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = await guard.ask_in_view(desktop, question(colleagues=("bo",)))
    await asyncio.sleep(ARM_SECONDS)
    await press(desktop, guard.held, "send")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by, answer.channel) == (Choice.SEND, "anna", "desktop")


@drawing
async def test_block_refuses(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = await guard.ask_in_view(desktop, question(colleagues=("bo",)))
    await press(desktop, guard.held, "block")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "desktop")
    await until(lambda: desktop.popup() is None)


@drawing
async def test_ask_puts_it_to_a_colleague_and_the_popup_offers_no_yes_any_more(
    desktop: DesktopSession, guard: DesktopGuard
) -> None:
    what = question(colleagues=("bo",))
    await find_buttons(desktop, HeldQuestion(referred(what), limit=LIMIT, ended=lambda _: None))
    task = await guard.ask_in_view(desktop, what)
    await press(desktop, guard.held, "ask")
    await until(lambda: guard.held.question.approvers)
    await settled(desktop)
    assert not task.done()
    assert guard.held.answer(Choice.SEND, by="bo", channel="page")
    assert (await asyncio.wait_for(task, 5)).by == "bo"
    await until(lambda: desktop.popup() is None)


@drawing
async def test_review_opens_the_page_and_stops_the_clock(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = await guard.ask_in_view(desktop, question(seconds=10, decision=RISKY))
    await press(desktop, guard.held, "review")
    await until(lambda: guard.browser.opened)
    assert guard.held.seconds_left() > 10
    assert not task.done()


@drawing
async def test_undo_refuses_while_the_window_counts_down(desktop: DesktopSession, guard: DesktopGuard) -> None:
    task = await guard.ask_in_view(desktop, question(seconds=10, undo=True))
    await asyncio.sleep(1.2)  # the text has been replaced meanwhile
    await press(desktop, guard.held, "undo")
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.by) == (Choice.BLOCK, "anna")


@drawing
async def test_the_end_of_the_time_sends_nothing_and_takes_the_popup_away(
    desktop: DesktopSession, guard: DesktopGuard
) -> None:
    task = guard.ask(question(seconds=3))
    await settled(desktop)
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.channel) == (Choice.BLOCK, Ending.CLOCK)
    await until(lambda: desktop.popup() is None)


@drawing
async def test_a_popup_goes_when_its_question_is_decided_elsewhere(
    desktop: DesktopSession, guard: DesktopGuard
) -> None:
    task = guard.ask(question())
    await settled(desktop)
    guard.held.answer(Choice.BLOCK, by="anna", channel="page")
    await task
    await until(lambda: desktop.popup() is None)


@drawing
async def test_a_yes_at_once_is_none_and_the_popup_comes_again(
    desktop: DesktopSession, guard: DesktopGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twohats.prompters.rungs.pressing.ARM_SECONDS", 30)
    task = await guard.ask_in_view(desktop, question(colleagues=("bo",)))
    await press(desktop, guard.held, "send")
    await asyncio.sleep(0.5)
    assert not task.done()
    await settled(desktop)


by_menu = pytest.mark.parametrize("desktop", [DUNST], ids=lambda daemon: daemon.name, indirect=True)
every = pytest.mark.parametrize("desktop", [*DRAWING, DUNST], ids=lambda daemon: daemon.name, indirect=True)


@by_menu
@pytest.mark.parametrize(("label", "choice"), [("Send", Choice.SEND), ("Do not send", Choice.BLOCK)])
async def test_a_daemon_without_buttons_answers_by_its_menu_and_the_page_is_open_beside_it(
    desktop: DesktopSession, guard: DesktopGuard, label: str, choice: Choice
) -> None:
    task = guard.ask(question(colleagues=("bo",)))
    await settled(desktop)
    await until(lambda: guard.browser.opened)
    await asyncio.sleep(ARM_SECONDS)
    desktop.choose(label)
    answer = await asyncio.wait_for(task, 5)
    assert (answer.choice, answer.channel) == (choice, "desktop")


@by_menu
async def test_its_menu_asks_a_colleague(desktop: DesktopSession, guard: DesktopGuard) -> None:
    guard.ask(question(colleagues=("bo",)))
    await settled(desktop)
    desktop.choose("Ask a colleague")
    assert await until(lambda: guard.held.question.approvers) == ("bo",)


@every
async def test_a_notice_is_shown(desktop: DesktopSession, guard: DesktopGuard) -> None:
    await guard.prompter.notice("twohats: <b>the policy</b> has a mistake", "The last good one & only <i>it</i> stays.")
    window = await settled(desktop)
    desktop.click(window.left + 20, window.top + 12)


@every
async def test_a_burst_is_a_few_popups_and_no_more(desktop: DesktopSession, guard: DesktopGuard) -> None:
    tasks = [guard.ask(question(f"Q{n}")) for n in range(30)]
    await settled(desktop)
    assert len(guard.notifier._followed) <= PLACES + 1
    for held in guard.questions.open():
        held.answer(Choice.BLOCK, by="anna", channel="page")
    answers = await asyncio.wait_for(asyncio.gather(*tasks), 5)
    assert {answer.choice for answer in answers} == {Choice.BLOCK}


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def upstream(platform: Platform, tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(platform, tmp_path, hosts=HOSTS) as running:
        yield running


LOOK_FIRST = Decision(
    effect=Effect.ASK, reasons=(Reason(rule="look-first", effect=Effect.ASK, message="Is it for the brand?"),)
)
RULES = """\
twohats: 1
employee: anna
rules:
  - id: look-first
    for: {account: brand}
    effect: ask
    message: Is it for the brand?
"""


@pytest.mark.parametrize("desktop", [XFCE], ids=lambda daemon: daemon.name, indirect=True)
@pytest.mark.parametrize("button", ["send", "block"])
async def test_a_post_waits_in_the_real_guard_for_the_real_button(
    desktop: DesktopSession,
    witness: Witness,
    platform: Platform,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
) -> None:
    for name, value in desktop.environment.items():
        monkeypatch.setenv(name, value)
    like = HeldQuestion(
        question(problem=POST.model_copy(update={"text": "Launch day"}), decision=LOOK_FIRST),
        limit=LIMIT,
        ended=lambda _: None,
    )  # the same words, so that its buttons are in the same places
    await find_buttons(desktop, like)
    policy = write_policy(tmp_path / "policy", rules=RULES)
    with Guard(tmp_path / "guard", witness, policy, prompt="desktop") as guard:
        posting = asyncio.create_task(asyncio.to_thread(guard.desk.post, "tweepy", "acme", "Launch day"))
        await until(desktop.popup, seconds=30)
        assert platform.posts_of("acme") == ()
        await asyncio.sleep(ARM_SECONDS)
        await press(desktop, like, button)
        outcome = await asyncio.wait_for(posting, 30)
    assert bool(outcome.sent) == (button == "send"), outcome
    assert [post.text for post in platform.posts_of("acme")] == (["Launch day"] if button == "send" else [])
