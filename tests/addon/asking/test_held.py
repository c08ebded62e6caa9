import asyncio

from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.question import NOBODY, Choice, Ending, Standing


def held(seconds: int = 60, limit: float = 600) -> tuple[HeldQuestion, list[HeldQuestion]]:
    ended: list[HeldQuestion] = []
    return HeldQuestion(question(seconds=seconds), limit=limit, ended=ended.append), ended


async def test_the_first_answer_wins() -> None:
    one, ended = held()
    assert one.answer(Choice.BLOCK, by="anna", channel="page", reason="not mine")
    assert not one.answer(Choice.SEND, by="anna", channel="terminal")
    answer = await one.decided()
    assert (answer.choice, answer.channel, answer.reason, answer.question) == (
        Choice.BLOCK,
        "page",
        "not mine",
        "K7Q2WX",
    )
    assert one.standing is Standing.ANSWERED
    assert ended == [one]


async def test_the_clock_answers_block() -> None:
    one, _ = held(seconds=0)
    answer = await one.decided()
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, NOBODY, Ending.CLOCK)
    assert one.standing is Standing.UNANSWERED


async def test_a_touch_stops_the_clock_until_the_limit() -> None:
    one, _ = held(seconds=1, limit=1.2)
    one.touch()
    await asyncio.sleep(1.05)
    assert one.standing is Standing.OPEN
    assert (await one.decided()).channel == Ending.CLOCK


async def test_a_second_touch_does_not_move_the_limit() -> None:
    one, _ = held(limit=600)
    one.touch()
    first = one.seconds_left()
    await asyncio.sleep(0.02)
    one.touch()
    assert one.seconds_left() < first


async def test_a_clock_longer_than_the_limit_is_cut() -> None:
    one, _ = held(seconds=60, limit=5)
    assert one.seconds_left() <= 5


async def test_an_undo_window_longer_than_the_limit_is_not_cut() -> None:
    one = HeldQuestion(question(seconds=60, undo=True), limit=0.05, ended=lambda _: None)
    await asyncio.sleep(0.1)
    assert one.standing is Standing.OPEN
    one.touch()
    assert one.standing is Standing.OPEN
    assert (await one.decided()).channel == Ending.CLOCK


async def test_a_part_that_joins_an_undo_window_has_the_whole_of_its_own() -> None:
    one = HeldQuestion(question(seconds=5, undo=True), limit=600, ended=lambda _: None)
    one.grow(question("OTHER", seconds=30, undo=True))
    assert one.seconds_left() > 29
    one.grow(question("THIRD", seconds=5, undo=True))
    assert one.seconds_left() > 29


async def test_a_part_that_joins_a_question_does_not_move_its_clock() -> None:
    one, _ = held(seconds=5)
    one.grow(question("OTHER", seconds=30))
    assert one.seconds_left() <= 5


async def test_a_touch_after_the_end_changes_nothing() -> None:
    one, _ = held()
    one.end(Ending.GONE)
    one.touch()
    assert one.seconds_left() == 0


async def test_an_ended_question_holds_no_media_bytes() -> None:
    one, _ = held()
    assert one.question.problem.media[0].content
    one.end(Ending.CLOCK)
    assert one.question.problem.media[0].content is None
    assert one.question.activities[0].media[0].content is None


async def test_a_late_yes_confirms_once() -> None:
    one, _ = held()
    assert not one.settle(Choice.SEND, by="anna", channel="page")
    one.end(Ending.CLOCK)
    assert one.settle(Choice.SEND, by="anna", channel="page")
    assert not one.settle(Choice.SEND, by="anna", channel="page")
    assert one.standing is Standing.CONFIRMED
    assert [answer.choice for answer in one.answers] == [Choice.BLOCK, Choice.SEND]


async def test_a_late_no_dismisses() -> None:
    one, _ = held()
    one.end(Ending.GONE)
    assert one.settle(Choice.BLOCK, by="anna", channel="page")
    assert one.standing is Standing.DISMISSED


async def test_what_a_person_answered_cannot_be_settled() -> None:
    one, _ = held()
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert not one.settle(Choice.SEND, by="anna", channel="page")


async def test_a_settlement_that_could_not_be_written_is_taken_back() -> None:
    one, _ = held()
    one.end(Ending.CLOCK)
    one.settle(Choice.SEND, by="anna", channel="page")
    one.unsettle()
    assert one.standing is Standing.UNANSWERED
    assert len(one.answers) == 1


async def test_the_question_ends_when_the_last_waiting_call_leaves() -> None:
    one, _ = held()
    async with one.joined():
        async with one.joined():
            assert one.waiting == 2
        assert one.standing is Standing.OPEN
    assert one.answers[0].channel == Ending.GONE


async def test_cancelling_one_waiter_leaves_the_others_waiting() -> None:
    one, _ = held()
    waiter = asyncio.create_task(one.decided())
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait({waiter})
    one.answer(Choice.SEND, by="anna", channel="page")
    assert (await one.decided()).choice is Choice.SEND


async def test_it_is_remembered_for_a_quarter_of_an_hour() -> None:
    one, _ = held()
    assert one.late_seconds_left() == 900
    assert one.ended_ago() == 0
    one.end(Ending.CLOCK)
    await asyncio.sleep(0.01)
    assert 890 < one.late_seconds_left() < 900
    assert one.ended_ago() > 0
