import asyncio
from dataclasses import dataclass, field
from inspect import signature

import pytest

from tests.support.prompters import FullDisk, RememberedTickets, ScriptedPrompter, question
from twohats.asking.held import HeldQuestion
from twohats.asking.questions import Questions
from twohats.prompter import Held
from twohats.question import Answer, Bypass, Choice, Grounds, Question, Standing

EMERGENCY = Grounds(Bypass.EMERGENCY)


@dataclass
class RememberedReviews:
    """Reviews in a list."""

    listed: dict[int, tuple[str, str]] = field(default_factory=dict)
    noted: int = 0

    def note(self, question: Question, by: str) -> int:
        self.noted += 1
        self.listed[self.noted] = (question.id, by)
        return self.noted

    def drop(self, number: int) -> None:
        del self.listed[number]


class FullReviews(RememberedReviews):
    """Reviews that cannot be written down."""

    def note(self, question: Question, by: str) -> int:
        raise OSError("disk full")


@pytest.fixture
def reviews() -> RememberedReviews:
    return RememberedReviews()


async def asked(questions: Questions, **changes: object) -> asyncio.Task[Answer]:
    task = asyncio.create_task(questions.ask(question(**changes), asyncio.Event()))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    return task


async def say(questions: Questions, choice: Choice = Choice.SEND, by: str = "anna", **more: object) -> bool:
    return await questions.answer("K7Q2WX", choice, by=by, channel="page", grounds=EMERGENCY, **more)  # type: ignore[arg-type]


async def test_an_emergency_is_listed_and_goes_out(reviews: RememberedReviews) -> None:
    questions = Questions([ScriptedPrompter()], RememberedTickets(), reviews=reviews)
    waiting = await asked(questions)
    assert await say(questions)
    assert (await waiting).grounds is EMERGENCY
    assert list(reviews.listed.values()) == [("K7Q2WX", "anna")]


async def test_an_emergency_that_cannot_be_listed_does_not_count() -> None:
    questions = Questions([ScriptedPrompter()], RememberedTickets(), reviews=FullReviews())
    waiting = await asked(questions)
    with pytest.raises(OSError, match="disk full"):
        await say(questions)
    assert not waiting.done()
    assert questions.open()[0].standing is Standing.OPEN
    await questions.stop()


async def test_without_a_list_no_emergency_counts() -> None:
    questions = Questions([ScriptedPrompter()], RememberedTickets())
    waiting = await asked(questions)
    assert not await say(questions)
    assert not waiting.done()
    await questions.stop()


async def test_a_late_emergency_is_listed_once(reviews: RememberedReviews) -> None:
    tickets = RememberedTickets()
    questions = Questions([ScriptedPrompter()], tickets, reviews=reviews)
    await (await asked(questions, seconds=0))
    assert await say(questions)
    assert not await say(questions)
    assert tickets.issued == ["same-K7Q2WX"]
    assert list(reviews.listed.values()) == [("K7Q2WX", "anna")]


async def test_what_does_not_count_is_not_listed(reviews: RememberedReviews) -> None:
    questions = Questions([ScriptedPrompter()], RememberedTickets(), reviews=reviews)
    await asked(questions, approvers=("bo",))
    assert not await say(questions, by="anna")
    assert not await say(questions, by="bo", seen=0)
    assert (reviews.noted, reviews.listed) == (2, {})
    await questions.stop()


async def test_a_ticket_that_cannot_be_written_lists_nothing(reviews: RememberedReviews) -> None:
    questions = Questions([ScriptedPrompter()], FullDisk(), reviews=reviews)
    await (await asked(questions, seconds=0))
    with pytest.raises(OSError, match="disk full"):
        await say(questions)
    assert reviews.listed == {}
    assert questions.expired()[0].standing is Standing.UNANSWERED


async def test_a_no_is_no_emergency(reviews: RememberedReviews) -> None:
    questions = Questions([ScriptedPrompter()], RememberedTickets(), reviews=reviews)
    await asked(questions)
    assert await say(questions, Choice.BLOCK)
    assert reviews.noted == 0


def test_a_prompter_cannot_name_an_emergency_so_none_goes_out_unlisted() -> None:
    for answers in (Held.answer, HeldQuestion.answer):
        assert set(signature(answers).parameters) == {"self", "choice", "by", "channel", "reason", "seen"}
