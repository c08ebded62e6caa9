import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.pins import ANNAS_PIN, BOS_PIN, team_policy
from tests.support.prompters import FullDisk, picture, question
from tests.support.visitor import House, page
from twohats import control
from twohats.errors import NotRunningError, UsageError
from twohats.page.colleagues import Colleagues
from twohats.prompter import Desk
from twohats.question import Answer, Bypass, Choice, Grounds, Standing
from twohats.sign_ins import SignIns
from twohats.state import guard_file
from twohats.state.reviews import Reviews
from twohats.state.store import Store


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    with closing(Store.open(tmp_path)) as store:
        reviews = Reviews(store, lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
        async with page(tmp_path, reviews=reviews, colleagues=lambda desk: colleagues(desk, reviews)) as running:
            yield running


def colleagues(desk: Desk, reviews: Reviews) -> Colleagues:
    policy = team_policy()
    return Colleagues(desk, SignIns(lambda: policy.people, time.monotonic), lambda: policy, reviews)


async def asked(house: House, **changes: object) -> asyncio.Task[Answer]:
    made = question(pictures=(picture(),), **changes)  # type: ignore[arg-type]
    task = asyncio.create_task(house.questions.ask(made, asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


async def test_pending_lists_open_and_ended_questions(house: House) -> None:
    await asked(house)
    await house.questions.ask(question("BBBBBB", seconds=0), asyncio.Event())
    first, second = (await asyncio.to_thread(control.pending, house.state)).questions
    assert (first.id, first.standing, first.account) == ("K7Q2WX", Standing.OPEN, "@acme (brand, X)")
    assert first.title == "Send this post from @acme (brand, X)?"
    assert (first.text, first.pictures, first.reasons) == (
        "Sunday in the sun",
        1,
        ("This looks like a selfie of yours.",),
    )
    assert 0 < first.seconds <= 60
    assert (second.id, second.standing, second.seconds) == ("BBBBBB", Standing.UNANSWERED, 0)


@pytest.mark.parametrize("choice", [Choice.SEND, Choice.BLOCK])
async def test_an_answer_reaches_the_call_that_waits(house: House, choice: Choice) -> None:
    task = await asked(house)
    told = await asyncio.to_thread(control.answer, house.state, "k7q2wx", choice, reason="checked with bo")
    answer = await task
    assert told == control.Answered(id="K7Q2WX", standing="answered", asked=())
    assert (answer.choice, answer.by, answer.channel, answer.reason) == (choice, "anna", "command", "checked with bo")


async def test_a_late_answer_confirms(house: House) -> None:
    await house.questions.ask(question(seconds=0, sameness="s"), asyncio.Event())
    told = await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND)
    assert told.standing == Standing.CONFIRMED
    assert house.tickets.issued == ["s"]


async def test_an_unknown_question_and_a_decided_one_are_told_with_the_remedy(house: House) -> None:
    with pytest.raises(UsageError, match=r"no question `NOSUCH` waits; see `twohats pending`"):
        await asyncio.to_thread(control.answer, house.state, "NOSUCH", Choice.SEND)
    await asked(house)
    await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.BLOCK)
    with pytest.raises(UsageError, match=r"`K7Q2WX` is decided already; see `twohats log`$"):
        await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND)


async def test_somebody_else_s_answer_wants_their_pin(house: House) -> None:
    task = await asked(house, approvers=("bo",))
    for fields in ({}, {"by": "bo"}, {"by": "bo", "pin": "guess, and a bad one"}, {"by": "anna", "pin": BOS_PIN}):
        with pytest.raises(UsageError):
            await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND, **fields)
    assert not task.done()
    await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND, by="bo", pin=BOS_PIN)
    assert ((await task).by, (await task).channel) == ("bo", "command")


async def test_putting_it_to_a_colleague_says_to_whom(house: House) -> None:
    task = await asked(house, colleagues=("bo",))
    told = await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.ASK)
    assert told == control.Answered(id="K7Q2WX", standing="open", asked=("bo",))
    assert not task.done()
    (question,) = (await asyncio.to_thread(control.pending, house.state)).questions
    assert question.waits_for == "Bo Lind (`bo`)"
    assert question.can_answer > 80_000


async def test_grounds_are_passed_on(house: House) -> None:
    task = await asked(house)
    said = {"why": "approved", "vouched": "Eva Holm", "reason": "by phone"}
    await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND, **said)
    assert (await task).grounds == Grounds(Bypass.APPROVED, "Eva Holm")


async def test_an_approval_without_a_name_is_told(house: House) -> None:
    await asked(house)
    with pytest.raises(UsageError, match="Say who approved it"):
        await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND, why="approved")


async def test_an_emergency_waits_until_somebody_else_has_looked(house: House) -> None:
    task = await asked(house)
    await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND, why="emergency")
    await task
    (found,) = (await asyncio.to_thread(control.pending, house.state)).emergencies
    assert (found.id, found.account, found.by) == ("K7Q2WX", "acme (X)", "anna")
    for fields in ({}, {"by": "anna", "pin": ANNAS_PIN}, {"by": "bo", "pin": "guess, and a bad one"}):
        with pytest.raises(UsageError):
            await asyncio.to_thread(control.answer, house.state, "K7Q2WX", "looked", **fields)
    told = await asyncio.to_thread(control.answer, house.state, "k7q2wx", "looked", by="bo", pin=BOS_PIN)
    assert told.standing == "looked"
    assert (await asyncio.to_thread(control.pending, house.state)).emergencies == ()
    with pytest.raises(UsageError, match="No emergency `K7Q2WX` waits"):
        await asyncio.to_thread(control.answer, house.state, "K7Q2WX", "looked", by="bo", pin=BOS_PIN)


async def test_a_failure_of_the_guard_is_one_line(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.tickets, "issue", FullDisk().issue)
    await house.questions.ask(question(seconds=0), asyncio.Event())
    with pytest.raises(UsageError, match="could not be written down"):
        await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND)


async def test_the_status_and_a_way_into_the_page(house: House) -> None:
    assert (await asyncio.to_thread(control.status, house.state))["version"] == "0.1.0"
    path = await asyncio.to_thread(control.open_file, house.state)
    assert "/enter" in path.read_text(encoding="utf-8")


def test_without_a_guard_it_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError, match=r"not running; start it with `twohats run`") as caught:
        control.pending(tmp_path)
    assert caught.value.exit_code == 3


def test_a_file_left_by_a_guard_that_was_killed_means_not_running(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    guard_file.write(tmp_path, port)
    with pytest.raises(NotRunningError):
        control.status(tmp_path)


async def test_another_program_on_the_old_port_means_not_running(house: House, tmp_path: Path) -> None:
    guard_file.write(tmp_path, house.port)
    with pytest.raises(NotRunningError):
        await asyncio.to_thread(control.status, tmp_path)


async def test_a_proxy_in_the_environment_is_not_used(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert (await asyncio.to_thread(control.status, house.state))["open"] == 0
