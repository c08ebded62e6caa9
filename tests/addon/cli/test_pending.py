"""`twohats pending` and `twohats answer`, against a real page server."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.commands import Done, run, run_alone
from tests.support.prompters import RememberedTickets, ScriptedPrompter, question
from twohats.asking.questions import Questions
from twohats.page.entrance import Entrance
from twohats.page.server import PageServer
from twohats.prompter import Choice


@pytest.fixture
async def questions(tmp_path: Path) -> AsyncIterator[Questions]:
    desk = Questions((ScriptedPrompter(),), RememberedTickets())
    entrance = Entrance(tmp_path / "page", "en", clock=asyncio.get_running_loop().time)
    server = PageServer(desk, entrance, state=tmp_path, language="en", facts=dict)
    server.start()
    yield desk
    await desk.stop()
    await server.stop()


async def told(*words: object) -> Done:
    return await asyncio.to_thread(run, *words)


async def ask(questions: Questions, seconds: int = 60) -> asyncio.Task[object]:
    task = asyncio.create_task(questions.ask(question(seconds=seconds), asyncio.Event()))
    await asyncio.sleep(0.05)
    return task  # type: ignore[return-value]


async def test_nothing_waits(questions: Questions, tmp_path: Path) -> None:
    assert await told("pending", "--state", tmp_path) == Done(0, "nothing waits for an answer\n", "")
    assert questions.open() == ()


async def test_an_open_question_is_listed_with_its_reasons_and_answered(questions: Questions, tmp_path: Path) -> None:
    held = await ask(questions)
    done = await told("pending", "--state", tmp_path)
    first, second = done.out.splitlines()
    assert first.startswith("K7Q2WX  Send this post from @acme (brand, X)?  [open, ")
    assert second == "        This looks like a selfie of yours."
    done = await told("answer", "k7q2wx", "block", "--reason", "not today", "--state", tmp_path)
    assert done == Done(0, "answered: block\n", "")
    answer = await held
    assert (answer.choice, answer.reason) == (Choice.BLOCK, "not today")  # type: ignore[attr-defined]


async def test_a_question_that_ended_can_be_confirmed_once(questions: Questions, tmp_path: Path) -> None:
    await (await ask(questions, seconds=0))
    assert "[unanswered, 0 s]" in (await told("pending", "--state", tmp_path)).out
    done = await told("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert done.out == "confirmed: send it again, it passes once\n"
    again = await told("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert again.problem == "twohats: question `K7Q2WX` is decided already; see `twohats log`"


async def test_an_unknown_question_is_one_line(questions: Questions, tmp_path: Path) -> None:
    done = await told("answer", "NOSUCH", "send", "--state", tmp_path)
    assert done.problem == "twohats: no question `NOSUCH` waits; see `twohats pending`"
    assert questions.open() == ()


async def test_the_page_s_file_is_named_where_no_browser_opens(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)))
    done = await told("pending", "--page", "--state", tmp_path)
    assert "no browser could be opened: open " in done.out
    assert opened[0].startswith("file://")
    assert questions.open() == ()


@pytest.mark.parametrize("content", [None, "", "{", json.dumps({"port": 1, "pid": 1, "token": "made-up"})])
def test_no_running_guard_is_exit_code_3(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "guard.json").write_text(content)
    for words in (("pending",), ("pending", "--page"), ("answer", "K7Q2WX", "send")):
        done = run(*words, "--state", tmp_path)
        assert done == Done(3, "", "twohats: twohats is not running; start it with `twohats run`\n")


def test_it_is_the_same_as_a_program(tmp_path: Path) -> None:
    assert run_alone(tmp_path, "pending").code == 3
