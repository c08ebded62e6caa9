from pathlib import Path

import psutil
import pytest

from tests.addon.test_guarding import written
from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from tests.support.gates import policy as rules
from tests.support.gates import room
from tests.support.x_calls import OAUTH1, OAUTH2, WEB, call, reply
from twohats.errors import SetupError, UsageError
from twohats.opening import open_audit, open_identity, open_replay, open_store
from twohats.replays.recordings import Exchange
from twohats.state.keys import Keys
from twohats_policy.errors import PolicyError

POST = call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1)


def exchange(index: int = 0, headers: dict[str, str] | None = None) -> Exchange:
    request = call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **(headers or OAUTH1))
    return Exchange("file", index, request, None)


@pytest.mark.parametrize("place", ["nowhere", "file", "file/deeper"])
def test_nothing_was_written_yet_says_what_to_do(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(UsageError, match=r"nothing was written in .*: start the guard with `twohats run`"),
        open_store(tmp_path / place),
    ):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"file"}


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "twohats.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(SetupError, match="is damaged"), open_store(tmp_path):
        pass


def test_a_folder_of_somebody_else_is_told() -> None:
    with folder_of_an_ordinary_user() as folder:
        (folder / "state").mkdir(mode=0o000)
        with without_privilege(), pytest.raises((UsageError, SetupError)) as told, open_store(folder / "state"):
            pass
        (folder / "state").chmod(0o700)
    assert "\n" not in str(told.value)


async def test_the_audit_trail_and_the_logins_of_a_guard_are_read_with_its_key(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    Keys.open(state, insecure=True)
    with room(tmp_path, rules(more="unknown_account: note\nprobe: false")) as it:
        await it.send(call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH2))
        it.store.flush()
    with open_audit(state) as audit:
        assert len(list(audit.records())) == 1
    written(tmp_path / "policy")
    with open_identity(state, tmp_path / "policy", "") as identity:
        assert [login.platform for login, _ in identity.logins()] == ["x"]
    with pytest.raises(UsageError, match="no policy found"), open_identity(state, tmp_path / "nowhere", ""):
        pass


async def test_a_replay_without_a_policy_asks_about_everything() -> None:
    with open_replay(None, "") as replay:
        (found,) = [one async for one in replay.file(iter([exchange()]))]
    assert found.decision is not None
    assert found.decision.effect == "ask"


async def test_a_replay_judges_by_the_policy_that_is_named(tmp_path: Path) -> None:
    with open_replay(written(tmp_path / "policy"), "") as replay:
        (found,) = [one async for one in replay.file(iter([exchange()]))]
    assert found.decision is not None
    assert found.decision.rules == ("rests",)


def test_a_policy_that_is_named_must_be_there_and_right(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no policy found"), open_replay(tmp_path, ""):
        pass
    written(tmp_path / "policy", "{id: broken, effect: frobnicate, message: M.}")
    with pytest.raises(PolicyError), open_replay(tmp_path / "policy", ""):
        pass


async def test_every_file_of_a_replay_starts_with_an_empty_memory(tmp_path: Path) -> None:
    told = Exchange(
        "a", 0, call("GET", "https://api.x.com/2/users/me", **OAUTH2), reply({"data": {"id": "1111111111"}})
    )
    with open_replay(written(tmp_path / "policy"), "") as replay:
        first = [one async for one in replay.file(iter([told, exchange(1, OAUTH2)]))]
        second = [one async for one in replay.file(iter([exchange(0, OAUTH2)]))]
    assert first[1].cases[0].account.ref == "acme"
    assert not second[0].cases[0].account.identified


async def test_many_files_need_no_more_handles_than_one(tmp_path: Path) -> None:
    with open_replay(written(tmp_path / "policy"), "") as replay:
        before = psutil.Process().num_fds()
        for _ in range(20):
            assert [one async for one in replay.file(iter([exchange(headers=WEB)]))]
        assert psutil.Process().num_fds() <= before + 6
