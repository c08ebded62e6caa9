"""`twohats pending` and `twohats answer`, against a real page server."""

import asyncio
import io
import json
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.support.commands import Done, run, run_alone
from tests.support.pins import BOS_PIN, team_policy
from tests.support.prompters import DECISION, POST, RememberedTickets, ScriptedPrompter, question
from twohats.asking.questions import Questions
from twohats.page.colleagues import Colleagues
from twohats.page.entrance import Entrance
from twohats.page.house import Sights
from twohats.page.links import Links
from twohats.page.server import PageServer
from twohats.question import Answer, Bypass, Choice, Grounds
from twohats.sign_ins import SignIns
from twohats.state.left_open import Left
from twohats.state.reviews import Reviews
from twohats.state.store import Store
from twohats_policy.activity import Verb
from twohats_policy.decision import Risk

LEFT: list[Left] = []
"""What waited when twohats stopped the last time."""


@pytest.fixture
async def questions(tmp_path: Path) -> AsyncIterator[Questions]:
    policy, store = team_policy(), Store.open(tmp_path)
    reviews = Reviews(store, lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    desk = Questions((ScriptedPrompter(),), RememberedTickets(), reviews=reviews)
    entrance = Entrance(tmp_path / "page", "en", clock=time.monotonic)
    signing, links = SignIns(lambda: policy.people, time.monotonic), Links("https://192.0.2.7:8443", "AB:CD")
    colleagues = Colleagues(desk, signing, lambda: policy, reviews, links)
    sights = Sights(left=lambda: LEFT)
    server = PageServer(desk, entrance, state=tmp_path, language="en", facts=dict, colleagues=colleagues, sights=sights)
    server.start()
    yield desk
    await desk.stop()
    await server.stop()
    store.close()


async def told(*words: object, stdin: str = "") -> Done:
    return await asyncio.to_thread(partial(run, *words, stdin=stdin))


async def ask(questions: Questions, **changes: object) -> asyncio.Task[Answer]:
    task = asyncio.create_task(questions.ask(question(**changes), asyncio.Event()))  # type: ignore[arg-type]
    await asyncio.sleep(0.05)
    return task


async def test_nothing_waits(questions: Questions, tmp_path: Path) -> None:
    assert await told("pending", "--state", tmp_path) == Done(0, "nothing waits for an answer\n", "")
    assert questions.open() == ()


async def test_an_open_question_is_listed_with_its_reasons_and_answered(questions: Questions, tmp_path: Path) -> None:
    held = await ask(questions)
    done = await told("pending", "--state", tmp_path)
    first, content, reason = done.out.splitlines()
    assert first.startswith("K7Q2WX  Send this post from @acme (brand, X)?  [open, ")
    assert content == '        "Sunday in the sun", pictures or videos: 1'
    assert reason == "        This looks like a selfie of yours."
    done = await told("answer", "k7q2wx", "block", "--reason", "not today", "--state", tmp_path)
    assert done == Done(0, "answered: block\n", "")
    answer = await held
    assert (answer.choice, answer.reason) == (Choice.BLOCK, "not today")


async def test_a_question_that_ended_can_be_confirmed_once(questions: Questions, tmp_path: Path) -> None:
    await (await ask(questions, seconds=0))
    assert "[unanswered, can be answered for 15 min]" in (await told("pending", "--state", tmp_path)).out
    done = await told("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert done.out == "confirmed: send it again, it passes once\n"
    again = await told("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert again.problem == "twohats: Question `K7Q2WX` is decided already; see `twohats log`"


async def test_a_second_opinion_says_whom_it_waits_for_how_long_and_how(questions: Questions, tmp_path: Path) -> None:
    await ask(questions, approvers=("bo", "cilla"), parts=2)
    title, whence, _, reason, whom, link, fingerprint = (await told("pending", "--state", tmp_path)).out.splitlines()
    assert re.search(r"\[open, \d+ s, can be answered for (24 h 0|23 h 59) min, 2 parts: release .*\]$", title)
    assert whence.strip() == "from @acme (brand, X)"
    assert reason.strip() == "This looks like a selfie of yours."
    assert whom.strip() == "waits for Bo Lind (`bo`), Cilla Ek (`cilla`): `twohats answer K7Q2WX send --as ID`"
    assert re.search(r"https://192\.0\.2\.7:8443/second/[0-9a-f]{64}$", link)
    assert fingerprint.endswith("SHA-256 fingerprint AB:CD")


async def test_a_yes_counts_for_no_more_parts_than_were_listed(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions, parts=2)
    words = ("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert "say `twohats answer K7Q2WX send --parts 2`" in (await told(*words)).problem
    assert not waiting.done()
    assert (await told(*words, "--parts", "2")).out == "answered: send\n"
    assert (await waiting).choice is Choice.SEND


async def test_an_undo_window_says_that_it_sends(questions: Questions, tmp_path: Path) -> None:
    await ask(questions, undo=True)
    assert "sent when the time is over, unless you block it" in (await told("pending", "--state", tmp_path)).out


async def test_a_colleague_answers_with_a_pin_from_standard_input(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions, approvers=("bo",))
    words = ("answer", "K7Q2WX", "send", "--as", "bo", "--pin-stdin", "--state", tmp_path)
    done = await told(*words, stdin="guess, and a bad one\n")
    assert done.problem == "twohats: That is not the PIN of Bo Lind. Tries left: 4"
    done = await told(*words, stdin=f"{BOS_PIN}\n")
    assert done == Done(0, "answered: send\n", "")
    assert BOS_PIN not in done.out + done.err
    assert (await waiting).by == "bo"


async def test_a_pin_is_asked_for_hidden(questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    def prompt(text: str, *, hide_input: bool) -> str:
        asked.append((text, hide_input))
        return BOS_PIN

    monkeypatch.setattr("typer.prompt", prompt)
    waiting = await ask(questions, approvers=("bo",))
    await told("answer", "K7Q2WX", "block", "--as", "bo", "--state", tmp_path)
    assert asked == [("PIN of bo", True)]
    assert ((await waiting).by, (await waiting).choice) == ("bo", Choice.BLOCK)


async def test_the_employee_is_told_who_may_release_it(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions, approvers=("bo",))
    done = await told("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert done.problem.startswith("twohats: Only Bo Lind (`bo`) can release this, each with their own PIN")
    assert not waiting.done()


async def test_the_employee_puts_it_to_a_colleague(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions, colleagues=("bo",))
    done = await told("answer", "K7Q2WX", "ask", "--state", tmp_path)
    assert done.out == "put to bo: `twohats pending` shows what they need\n"
    assert not waiting.done()


@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        (("--false-alarm",), Grounds(Bypass.FALSE_ALARM)),
        (("--approved-by", "Eva Holm"), Grounds(Bypass.APPROVED, "Eva Holm")),
        (("--emergency",), Grounds(Bypass.EMERGENCY)),
    ],
)
async def test_grounds_go_with_the_yes(
    questions: Questions, tmp_path: Path, words: tuple[str, ...], grounds: Grounds
) -> None:
    waiting = await ask(questions)
    assert (await told("answer", "K7Q2WX", "send", *words, "--state", tmp_path)).code == 0
    assert (await waiting).grounds == grounds


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("send", "--emergency", "--false-alarm"), "say one of"),
        (("block", "--emergency"), "`--emergency` is a ground for `send` only"),
        (("looked",), "say who looked with `--as ID`"),
    ],
)
def test_words_that_contradict_each_other_are_one_line(tmp_path: Path, words: tuple[str, ...], problem: str) -> None:
    assert problem in run("answer", "K7Q2WX", *words, "--state", tmp_path).problem


async def test_an_emergency_is_listed_until_somebody_else_has_looked(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions)
    await told("answer", "K7Q2WX", "send", "--emergency", "--state", tmp_path)
    await waiting
    done = await told("pending", "--state", tmp_path)
    assert done.out == (
        "K7Q2WX  sent in an emergency from acme (X) by anna, 2026-03-01 12:00 UTC  "
        "[to be looked at by Bo Lind (`bo`), Cilla Ek (`cilla`): `twohats answer K7Q2WX looked --as ID`]\n"
    )
    words = ("answer", "K7Q2WX", "looked", "--as", "bo", "--pin-stdin", "--state", tmp_path)
    assert (await told(*words, stdin=BOS_PIN)).out == "closed: somebody else has looked at it\n"
    assert (await told("pending", "--state", tmp_path)).out == "nothing waits for an answer\n"


HIGH = DECISION.model_copy(
    update={"reasons": tuple(one.model_copy(update={"risk": Risk.HIGH}) for one in DECISION.reasons)}
)


async def test_high_risk_wants_the_handle(questions: Questions, tmp_path: Path) -> None:
    waiting = await ask(questions, decision=HIGH)
    assert "high risk: `send` wants `--handle` with acme" in (await told("pending", "--state", tmp_path)).out
    words = ("answer", "K7Q2WX", "send", "--state", tmp_path)
    assert (await told(*words)).problem.endswith("wrong. Say with `--handle` whose account it is: acme")
    assert "is not the account it goes out from" in (await told(*words, "--handle", "anna")).problem
    assert not waiting.done()
    assert (await told(*words, "--handle", "@acme")).out == "answered: send\n"
    assert (await waiting).choice is Choice.SEND


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


async def test_high_risk_is_asked_for_at_a_terminal(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def prompt(text: str) -> str:
        asked.append(text)
        return "acme"

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("tests.support.commands.io.StringIO", Terminal)
    waiting = await ask(questions, decision=HIGH)
    assert (await told("answer", "k7q2wx", "send", "--state", tmp_path)).out == "answered: send\n"
    assert asked == ["It would be bad if this were wrong. To send it, type whose account it is: acme\n"]
    assert (await waiting).choice is Choice.SEND


async def test_an_ordinary_question_and_a_no_ask_for_nothing(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.commands.io.StringIO", Terminal)
    for decision, choice in ((DECISION, "send"), (HIGH, "block")):
        waiting = await ask(questions, decision=decision)
        assert (await told("answer", "K7Q2WX", choice, "--state", tmp_path)).out == f"answered: {choice}\n"
        assert (await waiting).choice is Choice(choice)


async def test_what_waited_when_twohats_stopped_is_listed_as_unsent(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "LEFT", [Left("GONE22", "acme", "x", "post", datetime(2026, 3, 1, 12, tzinfo=UTC))])
    done = await told("pending", "--state", tmp_path)
    assert done.out == (
        "GONE22  not sent: acme (X), 2026-03-01 12:00 UTC  [twohats stopped while this post waited: send it again]\n"
        "nothing waits for an answer\n"
    )
    assert questions.open() == ()


async def test_an_unknown_question_is_one_line(questions: Questions, tmp_path: Path) -> None:
    done = await told("answer", "NOSUCH", "send", "--state", tmp_path)
    assert done.problem == "twohats: no question `NOSUCH` waits; see `twohats pending`"
    assert questions.open() == ()


async def test_the_page_s_file_is_named_where_no_browser_opens(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(address: str) -> bool:
        opened.append(address)
        return False

    monkeypatch.setattr("webbrowser.open", browse)
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


async def test_what_would_go_out_is_shown(questions: Questions, tmp_path: Path) -> None:
    story = POST.model_copy(update={"verb": Verb.STORY, "text": "And this", "media": ()})
    task = await ask(questions, activities=(POST, story))
    out = (await told("pending", "--state", tmp_path)).out
    assert '"Sunday in the sun", pictures or videos: 1\n        also in the same call: story And this\n' in out
    task.cancel()
