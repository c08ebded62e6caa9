"""Second opinions through the real proxy and the real commands: held, released by a colleague's PIN, sent once."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.commands import Done, run
from tests.support.gates import ACCOUNTS, WaitingClient, brand, room
from tests.support.outsider import Outsider
from tests.support.pins import BOS_PIN, cheap
from tests.support.policies import packs
from tests.support.proxies import running, through, writes
from tests.support.upstream import Upstream
from tests.support.x_calls import OAUTH1, call
from twohats import control
from twohats.asking import composing
from twohats.guarding import Guarding, open_guard
from twohats.question import Choice
from twohats.settings import Settings
from twohats.stand_ins.messages import Answer, Received
from twohats_policy.parse import load
from twohats_policy.policy import Policy

TWEETS = "https://api.x.com/2/tweets"
SECOND = brand("second", "Two pairs of eyes.")


def posted(request: Received) -> Answer:
    """Answer as the platform does to a post."""
    return Answer.of({"data": {"id": "1900000000000000001", "text": "up"}}, status=201)


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(posted, tmp_path) as platform:
        yield platform


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(tmp_path / "policy", SECOND)
    return Settings(
        policy=tmp_path / "policy",
        state=tmp_path / "state",
        prompt=("command",),
        employee="anna",
        insecure_keyring=True,
        link="127.0.0.1",
    )


def write(folder: Path, rule: str, approves: str = "[acme]") -> None:
    """Write the team's policy: bo has a PIN."""
    folder.mkdir(exist_ok=True)
    bo = f'bo: {{name: Bo Lind, approves_for: {approves}, pin: "{cheap()}"}}'
    team = re.sub(r"bo: \{.*\}", lambda _: bo, ACCOUNTS)
    (folder / "team.yaml").write_text(f"{team}rules:\n  - {rule}\n", encoding="utf-8")


@asynccontextmanager
async def guarded(settings: Settings, upstream: Upstream) -> AsyncIterator[tuple[Guarding, httpx.AsyncClient]]:
    """Run the whole guard in front of the platform; yields a tool's client behind it."""
    guarding = open_guard(settings)
    guarding.start()
    try:
        async with (
            running(guarding.gate, guarding.state / "certificates", through(upstream)) as proxy,
            proxy.client() as client,
        ):
            yield guarding, client
    finally:
        await guarding.stop()


def post(client: httpx.AsyncClient, text: str = "Launch day") -> "asyncio.Task[httpx.Response]":
    """Let the tool post as the brand."""
    return asyncio.create_task(client.post(TWEETS, json={"text": text}, headers=OAUTH1))


async def command(state: Path, *words: str, pin: str = "") -> Done:
    """Run a command in this process."""
    return await asyncio.to_thread(partial(run, *words, "--state", state, stdin=f"{pin}\n"))


async def waiting(state: Path) -> control.PendingQuestion:
    """Return the one question, as soon as there is one."""
    for _ in range(200):
        if found := (await asyncio.to_thread(control.pending, state)).questions:
            return found[0]
        await asyncio.sleep(0.05)
    raise AssertionError("nothing waits")


async def test_a_colleague_releases_what_is_held(settings: Settings, upstream: Upstream) -> None:
    async with guarded(settings, upstream) as (guarding, client):
        held = post(client)
        question = await waiting(guarding.state)
        assert question.waits_for == "Bo Lind (`bo`)"
        answer = ("answer", question.id, "send")
        for words, pin in ((answer, ""), ((*answer, "--as", "bo", "--pin-stdin"), "guess, and a bad one")):
            assert (await command(guarding.state, *words, pin=pin)).code == 2
        assert (writes(upstream), held.done()) == ([], False)
        done = await command(guarding.state, *answer, "--as", "bo", "--pin-stdin", pin=BOS_PIN)
        assert done == Done(0, "answered: send\n", "")
        assert (await held).status_code == 201
    assert [json.loads(one.content)["text"] for one in writes(upstream)] == ["Launch day"]
    log = await command(settings.state or Path(), "log", "--json")
    (line,) = [json.loads(line) for line in log.out.splitlines()]
    assert (line["answer"]["by"], line["verdict"]) == ("bo", "pass")
    assert BOS_PIN not in log.out


async def test_a_release_after_the_time_is_a_permission_for_one_sending(
    settings: Settings, upstream: Upstream, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(composing, "ASK_SECONDS", 1)
    async with guarded(settings, upstream) as (guarding, client):
        refused = await post(client)
        assert refused.status_code == 403
        assert "a colleague has to release it" in refused.text
        question = await waiting(guarding.state)
        assert (question.standing, question.seconds, question.can_answer > 86_000) == ("unanswered", 0, True)
        words = ("answer", question.id, "send", "--as", "bo", "--pin-stdin")
        done = await command(guarding.state, *words, pin=BOS_PIN)
        assert done.out == "confirmed: send it again, it passes once\n"
        assert "Released by Bo Lind: this post from @acme (brand, X): Send it again now" in caplog.text
        assert writes(upstream) == []
        assert (await post(client)).status_code == 201
        assert (await post(client)).status_code == 403
    assert len(writes(upstream)) == 1


async def test_a_colleague_releases_from_another_device(settings: Settings, upstream: Upstream) -> None:
    async with guarded(settings, upstream) as (guarding, client):
        held = post(client)
        question = await waiting(guarding.state)
        link = urlsplit(question.link)
        outsider = Outsider(f"{link.scheme}://{link.netloc}", question.fingerprint)
        shown = await outsider.get(link.path)
        assert "Launch day" in shown.text
        fields = {"form": shown.form, "by": "bo", "pin": BOS_PIN, "choice": "send", "reason": ""}
        assert (await outsider.post(link.path, fields)).status == 303
        assert (await held).status_code == 201
    assert len(writes(upstream)) == 1


async def test_without_the_option_there_is_no_link(settings: Settings, upstream: Upstream) -> None:
    async with guarded(Settings(**{**vars(settings), "link": ""}), upstream) as (guarding, client):
        held = post(client)
        question = await waiting(guarding.state)
        assert (question.link, question.fingerprint) == ("", "")
        await command(guarding.state, "answer", question.id, "block")
        assert (await held).status_code == 403


async def test_who_loses_the_right_meanwhile_releases_nothing(settings: Settings, upstream: Upstream) -> None:
    async with guarded(settings, upstream) as (guarding, client):
        held = post(client)
        question = await waiting(guarding.state)
        write(settings.policy or Path(), SECOND.replace("second", "ask"), approves="[]")
        await guarding.refresh()
        words = ("answer", question.id, "send", "--as", "bo", "--pin-stdin")
        done = await command(guarding.state, *words, pin=BOS_PIN)
        assert "names nobody any more" in done.problem
        assert not held.done()
        await command(guarding.state, "answer", question.id, "block")
        assert (await held).status_code == 403
    assert writes(upstream) == []


async def test_an_emergency_goes_out_and_stays_listed_after_a_restart(settings: Settings, upstream: Upstream) -> None:
    write(settings.policy or Path(), brand("ask", "Sure?"))
    async with guarded(settings, upstream) as (guarding, client):
        held = post(client)
        id = (await waiting(guarding.state)).id
        assert (await command(guarding.state, "answer", id, "send", "--emergency")).code == 0
        assert (await held).status_code == 201
    async with guarded(settings, upstream) as (guarding, _):
        assert "to be looked at by Bo Lind (`bo`)" in (await command(guarding.state, "pending")).out
        words = ("answer", id, "looked", "--as", "bo", "--pin-stdin")
        assert (await command(guarding.state, *words, pin=BOS_PIN)).code == 0
        assert (await command(guarding.state, "pending")).out == "nothing waits for an answer\n"


def by_now(effect: str, who: str) -> Policy:
    """Return a policy by which only `who` approves for the brand."""
    people = f"bo: {{approves_for: {'[acme]' if who == 'bo' else '[]'}}}\n  mia: {{approves_for: [acme]}}"
    team = re.sub(r"bo: \{.*\}", people, ACCOUNTS)
    text = f"{team}rules:\n  - {brand(effect)}\n"
    return load({"team.yaml": text}, employee="anna", packs=packs(), extras=frozenset())


@pytest.mark.parametrize("effect", ["ask", "second"])
@pytest.mark.parametrize(("now", "passes"), [("bo", True), ("mia", False)])
async def test_the_gate_looks_again_who_may_release(tmp_path: Path, effect: str, now: str, passes: bool) -> None:
    with room(tmp_path, by_now(effect, "bo")) as it:
        held = asyncio.create_task(it.send(call("POST", TWEETS, {"text": "One"}, **OAUTH1)))
        await asyncio.sleep(0.05)
        question = it.questions.open()[0]
        if effect == "ask":
            assert question.answer(Choice.ASK, by="anna", channel="page")
        it.follow(by_now(effect, now))
        assert question.answer(Choice.SEND, by="bo", channel="page")
        assert (await held is None) == passes


@pytest.mark.parametrize("effect", ["ask", "second"])
@pytest.mark.parametrize(("now", "passes"), [("bo", True), ("mia", False)])
async def test_a_permission_of_who_may_not_give_it_any_more_is_worth_nothing(
    tmp_path: Path, effect: str, now: str, passes: bool
) -> None:
    with room(tmp_path, by_now(effect, "bo")) as it:
        request, tool = call("POST", TWEETS, {"text": "One"}, **OAUTH1), WaitingClient()
        held = asyncio.create_task(it.send(request, tool))
        await asyncio.sleep(0.05)
        question = it.questions.open()[0]
        if effect == "ask":
            assert question.answer(Choice.ASK, by="anna", channel="page")
        tool.gone.set()
        assert await held is not None
        assert await it.questions.answer(question.question.id, Choice.SEND, by="bo", channel="page")
        it.follow(by_now(effect, now))
        it.prompter.reaches = False
        assert (await it.send(request) is None) == passes
