import asyncio
import io
import os
import pty
import threading
from collections.abc import Iterator
from typing import TextIO

import pytest

from tests.support.prompters import BRAND, DECISION, PERSONAL, POST, question
from twohats.asking.held import HeldQuestion
from twohats.prompter import Held
from twohats.prompters import keyboard as keyboard_module
from twohats.prompters import terminal as terminal_module
from twohats.prompters.terminal import TerminalPrompter
from twohats.question import ARM_SECONDS, Choice, Ending, Question, Standing
from twohats_policy.decision import Risk


class Screen(io.StringIO):
    """What is written to the terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"


class Desk:
    """A terminal prompter with a pseudo terminal to type at."""

    def __init__(self, language: str = "en") -> None:
        self.outer, inner = pty.openpty()
        self.reads: TextIO = os.fdopen(inner, encoding="utf-8")
        self.screen = Screen()
        self.prompter = TerminalPrompter(language, reads=self.reads, writes=self.screen)

    async def show(self, *questions: Question) -> list[HeldQuestion]:
        """Show the questions and wait until they can be seen."""
        held = [HeldQuestion(one, limit=600, ended=lambda _: None) for one in questions]
        self.tasks = [asyncio.create_task(self.prompter.show(one)) for one in held]
        await self.sees("Enter", len(held))
        return held

    async def type(self, line: str) -> None:
        """Type a line; the reader is another thread."""
        os.write(self.outer, line.encode())
        await asyncio.sleep(0.1)

    async def sees(self, words: str, times: int = 1) -> None:
        """Wait until the words are on the screen."""
        async with asyncio.timeout(5):
            while self.screen.getvalue().count(words) < times:
                await asyncio.sleep(0.01)

    def close(self) -> None:
        """Close the terminal."""
        if self.outer >= 0:
            os.close(self.outer)
            self.outer = -1


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for module in (keyboard_module, terminal_module):
        monkeypatch.setattr(module, "in_foreground", lambda stream: stream.isatty())
    made = Desk()
    yield made
    made.close()
    for thread in threading.enumerate():
        if thread.name == "keyboard":
            thread.join(5)
    made.reads.close()


async def test_the_question_is_shown_with_what_happens_at_the_end(desk: Desk) -> None:
    await desk.show(question())
    for words in (
        "--- twohats asks (K7Q2WX) ---",
        "Send this post from @acme (brand, X)?",
        "Text: Sunday in the sun",
        "Pictures: 1",
        "- This looks like a selfie of yours.",
        "Nothing has left this computer yet.",
        "If nobody answers, it is not sent.",
    ):
        assert words in desk.screen.getvalue()


async def test_block_is_taken_at_once(desk: Desk) -> None:
    (one,) = await desk.show(question())
    await desk.type("block\n")
    answer = await one.decided()
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "terminal")
    assert await desk.tasks[0]
    await desk.sees("Blocked: Send this post")


async def test_send_counts_only_after_a_moment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = await desk.show(question())
    await desk.type("send\n")
    await desk.sees("Not taken: the question had only just appeared.")
    assert one.standing is Standing.OPEN
    monkeypatch.setattr(terminal_module, "ARM_SECONDS", 0.0)
    assert ARM_SECONDS > 0
    await desk.type("SEND\n")
    assert (await one.decided()).choice is Choice.SEND
    await desk.sees("Released: Send this post")


async def test_with_several_open_one_has_to_be_named(desk: Desk) -> None:
    first, second = await desk.show(question("AAAAAA"), question("BBBBBB"))
    await desk.type("block\n")
    await desk.sees("several questions are open. Name one: AAAAAA, BBBBBB")
    await desk.type("send bbbbbb checked with bo\n")
    assert first.standing is Standing.OPEN
    answer = await second.decided()
    assert (answer.choice, answer.reason) == (Choice.SEND, "checked with bo")


@pytest.mark.parametrize("line", ["yes\n", "y\n", "send NOSUCH\n", "sendit\n", "\x1b[A\n"])
async def test_anything_else_decides_nothing(desk: Desk, line: str) -> None:
    (one,) = await desk.show(question())
    await desk.type(line)
    await desk.sees("Not ")
    assert one.standing is Standing.OPEN


async def test_a_yes_is_for_the_parts_that_were_printed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "ARM_SECONDS", 0.0)
    (one,) = await desk.show(question())
    printed = desk.prompter._shown["K7Q2WX"]
    one.grow(question("OTHER", account=PERSONAL, accounts=(BRAND, PERSONAL)))
    desk.prompter._shown["K7Q2WX"] = printed  # the line was typed before the new part was printed
    desk.prompter._take("send\n")
    await desk.sees("Not taken: K7Q2WX is not what it was")
    assert one.standing is Standing.OPEN
    await desk.sees("2 posts in one go: @acme (brand, X), @anna (personal, X).")
    await desk.type("send\n")
    assert (await one.decided()).choice is Choice.SEND


async def test_high_risk_wants_the_id_and_the_account(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "ARM_SECONDS", 0.0)
    reasons = tuple(reason.model_copy(update={"risk": Risk.HIGH}) for reason in DECISION.reasons)
    (one,) = await desk.show(question(decision=DECISION.model_copy(update={"reasons": reasons})))
    await desk.sees("Type `send K7Q2WX` and whose account it is (acme), or `block K7Q2WX`")
    for typed in ("send", "send k7q2wx", "send k7q2wx anna", "send k7q2wx it is fine acme"):
        desk.screen.truncate(0)
        await desk.type(f"{typed}\n")
        await desk.sees("then type `send K7Q2WX` and whose account it is: acme")
        assert one.standing is Standing.OPEN
    await desk.type("send k7q2wx @Acme checked with bo\n")
    answer = await one.decided()
    assert (answer.choice, answer.reason) == (Choice.SEND, "checked with bo")


async def test_high_risk_is_blocked_without_the_account(desk: Desk) -> None:
    reasons = tuple(reason.model_copy(update={"risk": Risk.HIGH}) for reason in DECISION.reasons)
    (one,) = await desk.show(question(decision=DECISION.model_copy(update={"reasons": reasons})))
    await desk.type("block\n")
    assert (await one.decided()).choice is Choice.BLOCK


async def test_a_growing_question_takes_its_moment_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "ARM_SECONDS", 0.3)
    (one,) = await desk.show(question())
    await asyncio.sleep(0.4)
    one.grow(question("OTHER"))
    await desk.sees("2 posts in one go")
    await desk.type("send\n")
    await desk.sees("had only just appeared")
    assert one.standing is Standing.OPEN


async def test_an_undo_window_says_that_it_goes_out(desk: Desk) -> None:
    await desk.show(question(undo=True, seconds=20))
    await desk.sees("It goes out in 20 s. To stop it, type `block K7Q2WX`")
    assert "it is not sent" not in desk.screen.getvalue()


async def test_a_second_opinion_is_not_the_employee_s_to_release(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "ARM_SECONDS", 0.0)
    (one,) = await desk.show(question(approvers=("bo",)))
    await desk.sees("Only bo can release it")
    await desk.type("send\n")
    await desk.sees("or not yours to release")
    assert one.standing is Standing.OPEN


async def test_an_empty_line_decides_nothing(desk: Desk) -> None:
    (one,) = await desk.show(question())
    await desk.type("\n  \n")
    assert one.standing is Standing.OPEN


async def test_what_was_typed_before_answers_nothing(desk: Desk) -> None:
    (first,) = await desk.show(question("AAAAAA"))
    first.end(Ending.CLOCK)
    await desk.tasks[0]
    await desk.type("block\n")
    second = HeldQuestion(question("BBBBBB"), limit=600, ended=lambda _: None)
    task = asyncio.create_task(desk.prompter.show(second))
    await asyncio.sleep(0.2)
    assert second.standing is Standing.OPEN
    task.cancel()


async def test_a_hostile_caption_cannot_steer_the_terminal(desk: Desk) -> None:
    text = "\x1b[2J\x1b]0;owned\x07\r\nReleased: all\u202e\x9b31m"
    hostile = POST.model_copy(update={"text": text})
    await desk.show(question(problem=hostile, activities=(hostile,)))
    shown = desk.screen.getvalue()
    assert not set(shown) & set("\x1b\x07\r\x9b\u202e")
    assert "\nReleased" not in shown


async def test_without_a_terminal_nobody_is_reached() -> None:
    held: Held = HeldQuestion(question(), limit=600, ended=lambda _: None)
    assert not await TerminalPrompter("en", reads=io.StringIO("send\n"), writes=Screen()).show(held)


async def test_a_terminal_that_closes_reaches_nobody_any_more(desk: Desk) -> None:
    (one,) = await desk.show(question())
    desk.close()
    async with asyncio.timeout(5):
        assert not await desk.tasks[0]
    assert one.standing is Standing.OPEN


async def test_a_suspended_terminal_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "_WRITE_SECONDS", 0.1)
    released = threading.Event()

    class Suspended(Screen):
        def write(self, text: str, /) -> int:
            released.wait(5)
            return len(text)

    prompter = TerminalPrompter("en", reads=desk.reads, writes=Suspended())
    held = HeldQuestion(question(), limit=600, ended=lambda _: None)
    async with asyncio.timeout(2):
        assert not await prompter.show(held)
    released.set()
    await asyncio.sleep(0.05)


async def test_notices_go_to_a_terminal_only(desk: Desk) -> None:
    await desk.prompter.notice("Not sent", "a rule met")
    await desk.sees("twohats: Not sent. a rule met")
    quiet = io.StringIO()
    await TerminalPrompter("en", reads=desk.reads, writes=quiet).notice("Not sent", "a rule met")
    await asyncio.sleep(0.05)
    assert quiet.getvalue() == ""


async def test_a_question_that_opens_again_at_once_can_be_answered(desk: Desk) -> None:
    first, again = await desk.show(question(), question())
    first.end(Ending.GONE)
    assert await desk.tasks[0]
    assert "K7Q2WX" in desk.prompter._shown
    await desk.type("block K7Q2WX\n")
    assert again.answers[0].choice is Choice.BLOCK
    assert await desk.tasks[1]
