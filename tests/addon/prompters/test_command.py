import asyncio
import logging

import pytest

from tests.addon.prompters.test_page import held
from tests.support import questions_shown as shown
from tests.support.prompters import PERSONAL, RememberedTickets, question
from twohats.asking.held import HeldQuestion
from twohats.asking.questions import Questions
from twohats.prompters.command import CommandPrompter
from twohats.question import Choice, Ending


async def test_it_logs_how_to_answer_and_waits_for_it(caplog: pytest.LogCaptureFixture) -> None:
    waiting = held()
    with caplog.at_level(logging.WARNING):
        showing = asyncio.ensure_future(CommandPrompter("en").show(waiting))
        await asyncio.sleep(0)
    assert f"twohats answer {waiting.question.id} send" in caplog.text
    assert not showing.done()
    assert waiting.answer(Choice.BLOCK, by="anna", channel="command")
    assert await showing


async def test_a_question_of_it_is_answered_by_its_id() -> None:
    questions = Questions([CommandPrompter("en")], RememberedTickets())
    asked = asyncio.ensure_future(questions.ask(question(), asyncio.Event()))
    await asyncio.sleep(0.01)
    assert await questions.answer(questions.open()[0].question.id, Choice.SEND, by="anna", channel="command")
    assert (await asked).choice is Choice.SEND


async def test_a_question_that_grows_is_logged_anew(caplog: pytest.LogCaptureFixture) -> None:
    waiting = HeldQuestion(question(undo=True), limit=600, ended=lambda _: None)
    with caplog.at_level(logging.WARNING):
        showing = asyncio.ensure_future(CommandPrompter("en").show(waiting))
        await asyncio.sleep(0)
        assert "It goes out in 60 s unless you undo it. Send this post" in caplog.text
        waiting.grow(question("OTHER", account=PERSONAL, accounts=(PERSONAL,), undo=True))
        await asyncio.sleep(0)
    assert "2 posts in one go: @anna (personal, X)." in caplog.text
    waiting.end(Ending.GONE)
    assert await showing


async def test_notices_are_logged_without_control_characters(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await CommandPrompter("en").notice("Not sent", "evil \x1b[2J")
    assert "Not sent: evil" in caplog.text
    assert "\x1b" not in caplog.text


async def test_a_question_of_high_risk_says_what_its_answer_takes(caplog: pytest.LogCaptureFixture) -> None:
    waiting = HeldQuestion(shown.high_risk(), limit=600, ended=lambda _: None)
    with caplog.at_level(logging.WARNING):
        showing = asyncio.ensure_future(CommandPrompter("en").show(waiting))
        await asyncio.sleep(0)
    assert "`twohats answer RISKY2 send --handle ACCOUNT`" in caplog.text
    waiting.end(Ending.GONE)
    assert await showing
