import asyncio
import logging

import pytest

from tests.addon.prompters.test_page import held
from tests.support.prompters import RememberedTickets, question
from twohats.asking.questions import Questions
from twohats.prompters.none import NonePrompter
from twohats.question import Choice, Ending


async def test_it_refuses_aloud(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert not await NonePrompter("en").show(held())
    assert "this guard was started to ask nobody" in caplog.text
    assert "nobody could be asked (Send this post from @acme (brand, X)?)" in caplog.text


async def test_with_it_every_question_is_a_block_at_once() -> None:
    answer = await Questions([NonePrompter("en")], RememberedTickets()).ask(question(), asyncio.Event())
    assert (answer.choice, answer.channel) == (Choice.BLOCK, Ending.UNREACHED)


async def test_notices_are_logged_without_control_characters(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await NonePrompter("en").notice("Not sent", "evil \x1b[2J")
    assert "Not sent: evil" in caplog.text
    assert "\x1b" not in caplog.text
