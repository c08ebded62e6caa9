import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.gates import ACCOUNTS, WaitingClient
from tests.support.policies import person
from tests.support.x_calls import OAUTH1, call
from twohats import control, guarding, opening
from twohats.adapter import Reply
from twohats.errors import NotRunningError, UsageError
from twohats.guarding import Guarding, open_guard
from twohats.question import Choice
from twohats.settings import Settings
from twohats.state import folder as state_folder
from twohats_policy.errors import PolicyError

BLOCKED = "{id: rests, for: {account: brand}, effect: block, message: The brand rests.}"
X = frozenset({"api.x.com"})


def written(folder: Path, *rules: str, more: str = "") -> Path:
    (folder / "people").mkdir(parents=True, exist_ok=True)
    (folder / "team.yaml").write_text(f"{ACCOUNTS}use: [hygiene]\n{more}")
    (folder / "people" / "anna.yaml").write_text(person(*(f"  - {rule}\n" for rule in rules or (BLOCKED,))))
    return folder


def settings(tmp_path: Path, **changes: object) -> Settings:
    given = {"policy": tmp_path / "policy", "state": tmp_path / "state", "prompt": ("none",), "insecure_keyring": True}
    return Settings(**given | changes)  # type: ignore[arg-type]


@pytest.fixture
async def guard(tmp_path: Path) -> AsyncIterator[Guarding]:
    written(tmp_path / "policy")
    opened = open_guard(settings(tmp_path))
    opened.start()
    yield opened
    await opened.stop()


async def refused(guard: Guarding, text: str = "hi") -> bool:
    request = call("POST", "https://api.x.com/2/tweets", {"text": text}, **OAUTH1)
    return await guard.gate.check(X, request, WaitingClient()) is not None


def told(caplog: pytest.LogCaptureFixture, words: str) -> int:
    return sum(words in record.getMessage() for record in caplog.records)


async def test_a_guard_judges_by_its_policy_and_says_where_it_is(guard: Guarding, tmp_path: Path) -> None:
    guard.listens = ("127.0.0.1:8080",)
    assert guard.whom == "anna"
    assert await refused(guard)
    status = await asyncio.to_thread(control.status, tmp_path / "state")
    assert {name: status[name] for name in ("employee", "problem", "listens")} == {
        "employee": "anna",
        "problem": "",
        "listens": ["127.0.0.1:8080"],
    }


async def test_a_changed_policy_is_in_force_after_the_next_look(guard: Guarding, tmp_path: Path) -> None:
    written(tmp_path / "policy", BLOCKED.replace("block", "note"))
    await guard.refresh()
    assert not await refused(guard)


async def test_servers_that_a_new_policy_names_are_guarded(guard: Guarding, tmp_path: Path) -> None:
    assert not guard.gate.guards(frozenset({"new.example"}))
    team = tmp_path / "policy" / "team.yaml"
    team.write_text(team.read_text().replace("mastodon.example", "new.example"))
    await guard.refresh()
    assert guard.gate.guards(frozenset({"new.example"}))
    assert not guard.gate.guards(frozenset({"mastodon.example"}))


async def test_a_broken_policy_is_told_once_and_the_last_good_one_stays_until_it_is_mended(
    guard: Guarding, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    written(tmp_path / "policy", "{id: broken, effect: frobnicate, message: M.}")
    for _ in range(3):
        await guard.refresh()
    await asyncio.sleep(0.05)
    assert told(caplog, "the policy has a mistake: The last good one stays in force.") == 1
    assert await refused(guard)
    assert "people/anna.yaml:4" in guard.policy.problem
    written(tmp_path / "policy", BLOCKED.replace("block", "note"))
    await guard.refresh()
    await asyncio.sleep(0.05)
    assert told(caplog, "the policy is in force again") == 1
    assert not await refused(guard, "another")


async def test_a_policy_folder_that_is_deleted_is_told_once_and_picked_up_when_it_is_back(
    guard: Guarding, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    shutil.rmtree(tmp_path / "policy")
    await guard.refresh()
    await guard.refresh()
    await asyncio.sleep(0.05)
    assert told(caplog, "the policy has a mistake: ") == 1
    assert await refused(guard)
    written(tmp_path / "policy", BLOCKED.replace("block", "note"))
    await guard.refresh()
    assert not await refused(guard, "another")


async def test_the_watch_picks_changes_up_by_itself_and_outlives_what_breaks(
    guard: Guarding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "REFRESH_SECONDS", 0.01)
    calls = 0
    look = guard.policy.refresh

    def breaks_once() -> object:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("odd")
        return look()

    monkeypatch.setattr(guard.policy, "refresh", breaks_once)
    written(tmp_path / "policy", BLOCKED.replace("block", "note"))
    async with asyncio.timeout(10):
        while await refused(guard, f"try {calls}"):
            await asyncio.sleep(0.05)
    assert calls > 1


async def test_a_guard_that_was_stopped_answers_no_command(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    opened = open_guard(settings(tmp_path))
    opened.start()
    await opened.stop()
    with pytest.raises(NotRunningError):
        await asyncio.to_thread(control.status, tmp_path / "state")


async def test_what_was_decided_is_on_the_disk_when_the_guard_has_stopped(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    opened = open_guard(settings(tmp_path))
    opened.start()
    assert await refused(opened)
    await opened.stop()
    again = open_guard(settings(tmp_path))
    assert [line["verdict"] for line in again._audit.records()] == ["refuse"]
    again.start()
    await again.stop()


@pytest.mark.parametrize("prompt", ["telepathy", "none,desktop"])
def test_an_unknown_way_of_asking_makes_neither_key_nor_store(tmp_path: Path, prompt: str) -> None:
    written(tmp_path / "policy")
    with pytest.raises(UsageError, match=r"(no way of asking|stands alone)"):
        open_guard(settings(tmp_path, prompt=tuple(prompt.split(","))))
    assert {path.name for path in (tmp_path / "state").iterdir()} <= {"page"}


def test_a_wrong_policy_touches_no_state(tmp_path: Path) -> None:
    written(tmp_path / "policy", "{id: broken, effect: frobnicate, message: M.}")
    with pytest.raises(PolicyError):
        open_guard(settings(tmp_path))
    with pytest.raises(UsageError, match="no policy found"):
        open_guard(settings(tmp_path, policy=tmp_path / "nowhere"))
    assert not (tmp_path / "state").exists()


def test_the_key_file_is_said_aloud(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    opened = open_guard(settings(tmp_path))
    opened.close()
    assert any(state_folder.KEY_FILE in warning for warning in opened.warnings)


async def test_what_became_of_calls_is_written_before_hanging_prompters_are_waited_for(tmp_path: Path) -> None:
    written(tmp_path / "policy", BLOCKED.replace("block", "note"))
    opened = open_guard(settings(tmp_path))
    opened.start()
    request, waiting = call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1), WaitingClient()
    assert await opened.gate.check(X, request, waiting) is None
    await opened.gate.replied(X, request, Reply(201, (), b'{"data": {"id": "1"}}'), waiting.released)
    opened._questions._spawn(asyncio.sleep(60))
    stopping = asyncio.create_task(opened.stop())
    await asyncio.sleep(0.6)
    with opening.open_store(tmp_path / "state") as store:
        rows = store.query("SELECT entry FROM audit WHERE entry = 'outcome'")
    assert not stopping.done()
    assert len(rows) == 1
    await stopping


async def test_what_waited_when_the_guard_died_is_listed_by_the_next_one(tmp_path: Path) -> None:
    written(tmp_path / "policy", BLOCKED.replace("block", "ask"))
    first = open_guard(settings(tmp_path, prompt=("command",)))
    first.start()
    await first.refresh()
    request = call("POST", "https://api.x.com/2/tweets", {"text": "a very personal sentence"}, **OAUTH1)
    held = asyncio.create_task(first.gate.check(X, request, WaitingClient()))
    while not (waiting := first._questions.open()):
        await asyncio.sleep(0.01)
    await first.refresh()
    id = waiting[0].question.id
    second = open_guard(settings(tmp_path))  # as if the first had been killed: it is not stopped before
    second.start()
    await second.refresh()
    pending = await asyncio.to_thread(control.pending, tmp_path / "state")
    assert [(left.id, left.account, left.verb) for left in pending.left_open] == [(id, "acme (X)", "post")]
    assert pending.questions == ()
    with pytest.raises(UsageError, match="no question"):
        await asyncio.to_thread(control.answer, tmp_path / "state", id, "send")
    await second.stop()
    files = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir() if file.is_file())
    assert b"a very personal sentence" not in files
    await first.stop()
    assert await held is not None


async def test_what_was_released_is_never_listed_as_unsent(tmp_path: Path) -> None:
    written(tmp_path / "policy", BLOCKED.replace("block", "ask"))
    first = open_guard(settings(tmp_path, prompt=("command",)))
    first.start()
    request = call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1)
    held = asyncio.create_task(first.gate.check(X, request, WaitingClient()))
    while not (waiting := first._questions.open()):
        await asyncio.sleep(0.01)
    await first.refresh()
    await first._questions.answer(waiting[0].question.id, Choice.SEND, by="anna", channel="command")
    assert await held is None
    with opening.open_store(tmp_path / "state") as store:
        assert store.query("SELECT * FROM left_open") == []
    await first.stop()
