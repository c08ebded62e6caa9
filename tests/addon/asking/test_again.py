import asyncio

import pytest

from tests.support.prompters import RememberedTickets, ScriptedPrompter, question
from twohats.asking.again import asked_again, was_just_refused
from twohats.asking.held import HeldQuestion
from twohats.asking.questions import Questions
from twohats.question import ASK_SECONDS, Choice, Ending, Question


def ended(asked: Question, ending: Ending | None = None, *, touched: bool = False) -> HeldQuestion:
    """Return the question as it ended; without an ending the employee said no."""
    held = HeldQuestion(asked, limit=600, ended=lambda _: None)
    if touched:
        held.touch()
    if ending is None:
        held.answer(Choice.BLOCK, by="anna", channel="page")
    else:
        held.end(ending)
    return held


async def test_what_nobody_answered_keeps_its_id_and_its_colleagues() -> None:
    last = ended(question("FIRST", "same", approvers=("bo",)), Ending.SECOND)
    again = asked_again(question("AGAIN", "same"), last)
    assert (again.id, again.approvers) == ("FIRST", ("bo",))


async def test_parts_come_again_under_a_new_id_so_that_no_old_form_fits() -> None:
    last = ended(question("FIRST", "same", parts=2), Ending.GONE)
    assert asked_again(question("AGAIN", "same"), last).id == "AGAIN"


@pytest.mark.parametrize("touched", [False, True])
async def test_what_was_undone_never_goes_out_by_itself_at_the_next_try(touched: bool) -> None:
    last = ended(question(undo=True, seconds=5), touched=touched)
    again = asked_again(question(undo=True, seconds=5), last)
    assert (again.undo, again.seconds) == (False, ASK_SECONDS)


async def test_a_window_that_somebody_stopped_does_not_run_at_the_next_try() -> None:
    last = ended(question(undo=True), Ending.CLOCK, touched=True)
    assert not asked_again(question(undo=True), last).undo


async def test_what_was_put_to_a_colleague_has_no_window_even_under_a_milder_policy() -> None:
    last = ended(question(approvers=("bo",)), Ending.SECOND)
    again = asked_again(question(undo=True, seconds=5), last)
    assert (again.undo, again.approvers) == (False, ("bo",))


@pytest.mark.parametrize("ending", [Ending.GONE, Ending.STOPPED, Ending.WINDOW])
async def test_a_window_that_nobody_stopped_is_one_again(ending: Ending) -> None:
    last = ended(question(undo=True, seconds=5), ending)
    assert asked_again(question(undo=True, seconds=5), last).undo


async def test_a_no_counts_for_a_moment() -> None:
    assert was_just_refused(ended(question()))
    assert not was_just_refused(ended(question(), Ending.CLOCK))


async def test_a_tool_that_tries_again_after_an_undo_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twohats.asking.again.ECHO_SECONDS", -1.0)
    questions = Questions([ScriptedPrompter([Choice.BLOCK])], RememberedTickets(), limit=0.2)
    first = await questions.ask(question("FIRST", "same", undo=True, seconds=30), asyncio.Event())
    again = await questions.ask(question("AGAIN", "same", undo=True, seconds=30), asyncio.Event())
    assert (first.choice, again.choice, again.channel) == (Choice.BLOCK, Choice.BLOCK, Ending.CLOCK)
