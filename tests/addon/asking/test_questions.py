import asyncio
import gc
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.prompters import FullDisk, RememberedTickets, ScriptedPrompter, question
from twohats.asking import questions as questions_module
from twohats.asking import shelf as shelf_module
from twohats.asking.questions import Questions, new_id
from twohats.asking.tickets import LONG_LIFETIME
from twohats.prompter import Held
from twohats.question import NOBODY, Answer, Bypass, Choice, Ending, Grounds, Standing

STAYS = asyncio.Event  # a client that waits: nobody sets it


def desk(*prompters: ScriptedPrompter, tickets: RememberedTickets | None = None, limit: float = 600) -> Questions:
    return Questions(prompters, tickets or RememberedTickets(), limit=limit)


async def asking(
    questions: Questions, id: str = "K7Q2WX", sameness: str = "s", *, seconds: int = 60
) -> asyncio.Task[Answer]:
    task = asyncio.create_task(questions.ask(question(id, sameness, seconds=seconds), STAYS()))
    await asyncio.sleep(0.01)
    return task


@pytest.mark.parametrize("choice", [Choice.SEND, Choice.BLOCK])
async def test_a_person_answers(choice: Choice) -> None:
    answer = await desk(ScriptedPrompter([choice])).ask(question(), STAYS())
    assert (answer.choice, answer.by, answer.channel, answer.question) == (choice, "anna", "scripted", "K7Q2WX")


async def test_a_retry_joins_the_open_question() -> None:
    prompter = ScriptedPrompter()
    questions = desk(prompter)
    first, second = await asking(questions, "AAAAAA"), await asking(questions, "BBBBBB")
    assert [held.question.id for held in questions.open()] == ["AAAAAA"]
    assert len(prompter.shown) == 1
    assert await questions.answer("AAAAAA", Choice.SEND, by="anna", channel="page")
    assert (await first).choice is Choice.SEND
    assert ((await second).choice, (await second).channel) == (Choice.BLOCK, Ending.TWIN)


async def test_a_retry_whose_first_call_has_left_is_the_one_that_goes_out() -> None:
    questions, left = desk(ScriptedPrompter()), asyncio.Event()
    first = asyncio.create_task(questions.ask(question("AAAAAA", "same"), left))
    await asyncio.sleep(0)
    second = await asking(questions, "BBBBBB", "same")
    left.set()
    assert (await first).channel == Ending.GONE
    assert await questions.answer("AAAAAA", Choice.SEND, by="anna", channel="page")
    assert (await second).choice is Choice.SEND


async def test_the_parts_of_one_action_join_one_question() -> None:
    prompter, tickets = ScriptedPrompter(), RememberedTickets()
    questions = desk(prompter, tickets=tickets)
    parts = [question(f"PART{n}", f"same-{n}", action="one") for n in range(3)]
    calls = [asyncio.create_task(questions.ask(part, STAYS())) for part in parts]
    await asyncio.sleep(0.01)
    (held,) = questions.open()
    assert (held.question.parts, len(held.question.activities), len(prompter.shown)) == (3, 3, 1)
    assert not await questions.answer("PART0", Choice.SEND, by="anna", channel="page", seen=2)
    assert await questions.answer("PART0", Choice.SEND, by="anna", channel="page", seen=3)
    assert [(await call).choice for call in calls] == [Choice.SEND] * 3


async def test_what_comes_later_or_needs_another_answer_is_a_question_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions = desk(ScriptedPrompter())
    kept = [asyncio.create_task(questions.ask(question("FIRST", "s1", action="one"), STAYS()))]
    other = question("SECOND", "s2", action="one", approvers=("bo",))
    kept.append(asyncio.create_task(questions.ask(other, STAYS())))
    await asyncio.sleep(0.01)
    monkeypatch.setattr(questions_module, "ACTION_SECONDS", 0)
    kept.append(asyncio.create_task(questions.ask(question("THIRD", "s3", action="one"), STAYS())))
    await asyncio.sleep(0.01)
    assert [held.question.parts for held in questions.open()] == [1, 1, 1]


async def test_a_late_yes_permits_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    prompter, tickets = ScriptedPrompter(reaches=True), RememberedTickets()
    questions = desk(prompter, tickets=tickets)
    calls = [
        asyncio.create_task(questions.ask(question(f"PART{n}", f"same-{n}", action="one", seconds=0), STAYS()))
        for n in range(2)
    ]
    assert [(await call).channel for call in calls] == [Ending.CLOCK] * 2
    approved = Grounds(Bypass.APPROVED, "Mia")
    assert await questions.answer("PART0", Choice.SEND, by="anna", channel="page", grounds=approved, seen=2)
    assert tickets.issued == ["same-0", "same-1"]
    assert tickets.lifetimes == [LONG_LIFETIME] * 2


async def test_a_question_put_to_a_colleague_keeps_the_call_waiting_for_them() -> None:
    questions = desk(ScriptedPrompter([Choice.ASK]))
    call = asyncio.create_task(questions.ask(question(colleagues=("bo",)), STAYS()))
    await asyncio.sleep(0.01)
    (held,) = questions.open()
    assert held.question.approvers == ("bo",)
    assert held.seconds_left() > 60
    assert not await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert await questions.answer("K7Q2WX", Choice.SEND, by="bo", channel="page")
    assert ((await call).choice, (await call).by) == (Choice.SEND, "bo")


async def test_a_second_opinion_that_ran_out_opens_again_for_the_same_colleague() -> None:
    questions = desk(ScriptedPrompter([Choice.ASK]), limit=0.05)
    first = await questions.ask(question("FIRST", "same", colleagues=("bo",)), STAYS())
    assert first.channel == Ending.SECOND
    again = asyncio.create_task(questions.ask(question("AGAIN", "same", colleagues=("bo",)), STAYS()))
    await asyncio.sleep(0.01)
    assert [(held.question.id, held.question.approvers) for held in questions.open()] == [("FIRST", ("bo",))]
    assert (await again).choice is Choice.BLOCK


async def test_an_undo_window_that_reaches_nobody_is_still_a_window() -> None:
    questions = desk(ScriptedPrompter(reaches=False))
    answer = await questions.ask(question(seconds=0, undo=True), STAYS())
    assert (answer.choice, answer.by, answer.channel) == (Choice.SEND, NOBODY, Ending.WINDOW)
    assert questions.expired() == ()


async def test_the_first_prompter_to_answer_wins_and_the_others_are_cleared() -> None:
    silent = ScriptedPrompter(name="silent")
    questions = desk(silent, ScriptedPrompter([Choice.BLOCK]))
    assert (await questions.ask(question(), STAYS())).choice is Choice.BLOCK
    await asyncio.sleep(0.01)
    assert silent.shown
    assert questions.open() == ()


async def test_nobody_answers_and_nothing_is_sent() -> None:
    questions = desk(ScriptedPrompter())
    answer = await questions.ask(question(seconds=0), STAYS())
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, NOBODY, Ending.CLOCK)
    assert [held.question.id for held in questions.expired()] == ["K7Q2WX"]


async def test_a_late_yes_issues_one_ticket() -> None:
    tickets = RememberedTickets()
    questions = desk(ScriptedPrompter(), tickets=tickets)
    await questions.ask(question(sameness="s", seconds=0), STAYS())
    assert await questions.answer("k7q2wx ", Choice.SEND, by="anna", channel="page", reason="asked bo")
    assert not await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert tickets.issued == ["s"]
    assert tickets.allowed == [("anna", "asked bo")]
    assert questions.expired() == ()


async def test_a_late_no_issues_none() -> None:
    tickets = RememberedTickets()
    questions = desk(ScriptedPrompter(), tickets=tickets)
    await questions.ask(question(seconds=0), STAYS())
    assert await questions.answer("K7Q2WX", Choice.BLOCK, by="anna", channel="page")
    assert tickets.issued == []


async def test_a_ticket_that_cannot_be_written_leaves_the_question_answerable() -> None:
    questions = desk(ScriptedPrompter(), tickets=FullDisk())
    await questions.ask(question(seconds=0), STAYS())
    with pytest.raises(OSError, match="disk full"):
        await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert len(questions.expired()) == 1


async def test_of_several_parts_all_may_be_sent_once_or_none() -> None:
    @dataclass
    class NearlyFullDisk(RememberedTickets):
        room: int = 1

        def issue(self, sameness: str, **more: Any) -> None:
            if len(self.issued) >= self.room:
                raise OSError("disk full")
            super().issue(sameness, **more)

    tickets = NearlyFullDisk()
    questions = desk(ScriptedPrompter(), tickets=tickets)
    parts = [question(f"PART{n}", f"same-{n}", action="one", seconds=0) for n in range(2)]
    await asyncio.gather(*(questions.ask(part, STAYS()) for part in parts))
    with pytest.raises(OSError, match="disk full"):
        await questions.answer("PART0", Choice.SEND, by="anna", channel="page", seen=2)
    assert tickets.issued == []
    tickets.room = 2
    assert await questions.answer("PART0", Choice.SEND, by="anna", channel="page", seen=2)
    assert tickets.issued == ["same-0", "same-1"]


async def test_a_client_that_leaves_closes_the_question_and_a_late_yes_is_a_ticket() -> None:
    tickets, gone = RememberedTickets(), asyncio.Event()
    questions = desk(ScriptedPrompter(), tickets=tickets)
    task = asyncio.create_task(questions.ask(question(sameness="s"), gone))
    await asyncio.sleep(0.01)
    gone.set()
    assert (await task).channel == Ending.GONE
    assert questions.open() == ()
    assert await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert tickets.issued == ["s"]


async def test_the_question_stays_open_while_another_call_waits() -> None:
    questions, gone = desk(ScriptedPrompter()), asyncio.Event()
    leaving = asyncio.create_task(questions.ask(question(sameness="s"), gone))
    staying = await asking(questions, "BBBBBB", "s")
    gone.set()
    assert (await leaving).channel == Ending.GONE
    assert len(questions.open()) == 1
    await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert (await staying).choice is Choice.SEND


async def test_a_cancelled_call_has_left() -> None:
    questions = desk(ScriptedPrompter())
    task = await asking(questions)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert questions.open() == ()
    assert len(questions.expired()) == 1


async def test_an_unanswered_activity_that_is_sent_again_opens_under_its_old_id() -> None:
    questions = desk(ScriptedPrompter())
    await questions.ask(question("AAAAAA", "s", seconds=0), STAYS())
    task = await asking(questions, "BBBBBB", "s")
    assert [held.question.id for held in questions.open()] == ["AAAAAA"]
    assert questions.expired() == ()
    await questions.answer("AAAAAA", Choice.SEND, by="anna", channel="page")
    assert (await task).choice is Choice.SEND


async def test_a_no_also_answers_the_tools_own_retry() -> None:
    prompter = ScriptedPrompter([Choice.BLOCK, Choice.SEND])
    questions = desk(prompter)
    await questions.ask(question("AAAAAA", "s"), STAYS())
    assert (await questions.ask(question("BBBBBB", "s"), STAYS())).choice is Choice.BLOCK
    assert len(prompter.shown) == 1


async def test_a_yes_is_for_one_sending_only() -> None:
    prompter = ScriptedPrompter([Choice.SEND, Choice.BLOCK])
    questions = desk(prompter)
    await questions.ask(question("AAAAAA", "s"), STAYS())
    assert (await questions.ask(question("BBBBBB", "s"), STAYS())).choice is Choice.BLOCK


async def test_nobody_reachable_blocks_at_once() -> None:
    questions = desk(ScriptedPrompter(reaches=False), ScriptedPrompter(reaches=False))
    async with asyncio.timeout(1):
        answer = await questions.ask(question(), STAYS())
    assert (answer.choice, answer.channel) == (Choice.BLOCK, Ending.UNREACHED)


async def test_no_prompters_at_all_block_at_once() -> None:
    async with asyncio.timeout(1):
        assert (await desk().ask(question(), STAYS())).channel == Ending.UNREACHED


async def test_one_reachable_prompter_is_enough() -> None:
    questions = desk(ScriptedPrompter(reaches=False), ScriptedPrompter())
    task = await asking(questions)
    assert not task.done()
    await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert (await task).choice is Choice.SEND


async def test_a_prompter_that_breaks_reaches_nobody() -> None:
    class Broken(ScriptedPrompter):
        async def show(self, held: Held) -> bool:
            raise RuntimeError("no bus")

    assert (await desk(Broken()).ask(question(), STAYS())).channel == Ending.UNREACHED


async def test_a_prompter_that_returns_early_leaves_it_to_the_clock() -> None:
    class Hasty(ScriptedPrompter):
        async def show(self, held: Held) -> bool:
            return True

    questions = desk(Hasty())
    task = await asking(questions)
    assert not task.done()
    await questions.stop()
    assert (await task).channel == Ending.STOPPED


async def test_a_thousand_different_questions_are_open_at_once() -> None:
    questions = desk(ScriptedPrompter())
    tasks = [asyncio.create_task(questions.ask(question(f"Q{n}"), STAYS())) for n in range(1000)]
    await asyncio.sleep(0.05)
    assert len(questions.open()) == 1000
    for n in range(1000):
        assert await questions.answer(f"Q{n}", Choice.SEND if n % 2 else Choice.BLOCK, by="anna", channel="page")
    answers = await asyncio.gather(*tasks)
    assert all(answer.choice is (Choice.SEND if n % 2 else Choice.BLOCK) for n, answer in enumerate(answers))


async def test_above_the_bound_the_answer_is_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MAX_OPEN", 1)
    questions = desk(ScriptedPrompter())
    await asking(questions, "AAAAAA", "a")
    assert (await questions.ask(question("BBBBBB", "b"), STAYS())).channel == Ending.CROWDED
    assert len(questions.open()) == 1


async def test_two_activities_never_share_an_id() -> None:
    questions = desk(ScriptedPrompter())
    await asking(questions, "AAAAAA", "a")
    await asking(questions, "AAAAAA", "b")
    assert len({held.question.id for held in questions.open()}) == 2


async def test_stopping_blocks_what_waits_and_what_comes() -> None:
    questions = desk(ScriptedPrompter())
    task = await asking(questions)
    await questions.stop()
    assert (await task).channel == Ending.STOPPED
    assert (await questions.ask(question(), STAYS())).channel == Ending.STOPPED


async def test_a_prompter_that_ignores_its_cancellation_delays_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    released = asyncio.Event()

    class Stubborn(ScriptedPrompter):
        async def show(self, held: Held) -> bool:
            while not released.is_set():
                try:
                    await released.wait()
                except asyncio.CancelledError:
                    self.cancelled += 1
            return True

    questions = desk(Stubborn())
    task = await asking(questions)
    await questions.answer("K7Q2WX", Choice.BLOCK, by="anna", channel="page")
    async with asyncio.timeout(0.5):
        assert (await task).choice is Choice.BLOCK
    released.set()
    await asyncio.sleep(0)


async def test_a_notice_goes_to_every_prompter_and_a_failing_one_is_silent() -> None:
    class Broken(ScriptedPrompter):
        async def notice(self, title: str, text: str) -> None:
            raise RuntimeError("no bus")

    first, second = ScriptedPrompter(), ScriptedPrompter()
    questions = desk(first, Broken(), second)
    questions.tell("Not sent", "the post was refused")
    await asyncio.sleep(0.01)
    assert first.notices == second.notices == [("Not sent", "the post was refused")]
    gc.collect()


async def test_the_answer_to_an_unknown_id_is_no() -> None:
    assert not await desk().answer("NOSUCH", Choice.SEND, by="anna", channel="page")


async def test_a_touched_question_outlives_its_clock() -> None:
    questions = desk(ScriptedPrompter(), limit=5)
    task = await asking(questions, seconds=1)
    held = questions.find("K7Q2WX")
    assert held is not None
    held.touch()
    assert held.seconds_left() > 4
    await questions.stop()
    assert held.standing is Standing.UNANSWERED
    await task


def test_ids_are_easy_to_type_and_differ() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(len(id) == 6 and id.isalnum() and not set(id) & set("01OIL") for id in ids)
