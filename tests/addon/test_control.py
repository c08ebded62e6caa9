import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.prompters import FullDisk, picture, question
from tests.support.visitor import House, page
from twohats import control
from twohats.errors import NotRunningError, UsageError
from twohats.prompter import Answer, Choice, Standing
from twohats.state import guard_file


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with page(tmp_path) as running:
        yield running


async def asked(house: House) -> asyncio.Task[Answer]:
    task = asyncio.create_task(house.questions.ask(question(pictures=(picture(),)), asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


async def test_pending_lists_open_and_ended_questions(house: House) -> None:
    await asked(house)
    await house.questions.ask(question("BBBBBB", seconds=0), asyncio.Event())
    first, second = await asyncio.to_thread(control.pending, house.state)
    assert (first.id, first.standing, first.account) == ("K7Q2WX", Standing.OPEN, "@acme (brand, X)")
    assert first.title == "Send this post from @acme (brand, X)?"
    assert (first.text, first.pictures, first.reasons) == (
        "Sunday in the sun",
        1,
        ("This looks like a selfie of yours.",),
    )
    assert 0 < first.seconds <= 60
    assert (second.id, second.standing, second.seconds) == ("BBBBBB", Standing.UNANSWERED, 0)


@pytest.mark.parametrize("choice", list(Choice))
async def test_an_answer_reaches_the_call_that_waits(house: House, choice: Choice) -> None:
    task = await asked(house)
    standing = await asyncio.to_thread(control.answer, house.state, "k7q2wx", choice, reason="checked with bo")
    answer = await task
    assert standing is Standing.ANSWERED
    assert (answer.choice, answer.by, answer.channel, answer.reason) == (choice, "anna", "command", "checked with bo")


async def test_a_late_answer_confirms(house: House) -> None:
    await house.questions.ask(question(seconds=0, sameness="s"), asyncio.Event())
    assert await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND) is Standing.CONFIRMED
    assert house.tickets.issued == ["s"]


async def test_an_unknown_question_and_a_decided_one_are_told_with_the_remedy(house: House) -> None:
    with pytest.raises(UsageError, match=r"no question `NOSUCH` waits; see `twohats pending`"):
        await asyncio.to_thread(control.answer, house.state, "NOSUCH", Choice.SEND)
    await asked(house)
    await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.BLOCK)
    with pytest.raises(UsageError, match="decided already"):
        await asyncio.to_thread(control.answer, house.state, "K7Q2WX", Choice.SEND)


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
