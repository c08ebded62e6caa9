from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.commands import run
from twohats.histories.holder import Whose
from twohats.history import History
from twohats.media.fingerprint import Secret
from twohats.state import guard_file
from twohats.state.keys import Keys
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Verb

OWN = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222222222")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A post of anna's own account went out while anna was at the keyboard."""
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    secret = Secret(Keys.open(folder, insecure=True).derive("fingerprint"))
    store = Store.open(folder)
    history = History(store, secret, lambda _: None, lambda: datetime.now(UTC), lambda: Whose("anna"))
    history.add(OWN, Activity(platform="x", verb=Verb.POST, text="Spring is here at last"))
    store.flush()
    store.close()
    assert kept(folder) > 0
    return folder


def kept(folder: Path) -> int:
    store = Store.open(folder)
    try:
        return int(store.query("SELECT (SELECT count(*) FROM history) + (SELECT count(*) FROM deeds)")[0][0])
    finally:
        store.close()


def test_what_a_person_did_is_forgotten_when_the_computer_goes_to_somebody_else(state: Path) -> None:
    done = run("forget", "anna", "--state", state)
    assert (done.code, done.err) == (0, "2 entries of the memory of `anna` erased\n")
    assert kept(state) == 0


def test_what_others_did_stays(state: Path) -> None:
    before = kept(state)
    assert run("forget", "bo", "--state", state).err == "0 entries of the memory of `bo` erased\n"
    assert kept(state) == before


def test_nobody_is_forgotten_while_the_guard_runs(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twohats.control.status", lambda _folder: {"employee": "anna"})
    guard_file.write(state, 1)
    before = kept(state)
    assert run("forget", "anna", "--state", state).problem == (
        "twohats: the guard is running and remembers by itself: stop it first"
    )
    assert kept(state) == before


def test_nobody_is_not_everybody(state: Path) -> None:
    assert "nobody is named" in run("forget", " ", "--state", state).problem
