import asyncio
from pathlib import Path

import pytest

from tests.addon.test_guarding import written
from tests.support.commands import Done, run
from tests.support.gates import policy, room
from tests.support.x_calls import call
from twohats.state.keys import Keys


@pytest.fixture
def places(tmp_path: Path) -> tuple[object, ...]:
    """Two logins of nobody known were used."""
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    Keys.open(state, insecure=True)
    with room(tmp_path, policy(more="unknown_account: note\nprobe: false")) as it:
        for token in ("one", "two"):
            bearer = {"authorization": f"Bearer made-up-{token}"}
            asyncio.run(it.send(call("POST", "https://api.x.com/2/tweets", {"text": token}, **bearer)))
        it.store.flush()
    return ("--state", state, "--policy", written(tmp_path / "policy"))


def rows(done: Done) -> list[list[str]]:
    assert (done.code, done.err) == (0, "")
    return [line.split() for line in done.out.splitlines()[1:]]


def test_logins_are_listed_without_their_tokens(places: tuple[object, ...]) -> None:
    done = run("accounts", *places)
    assert [row[1] for row in rows(done)] == ["x", "x"]
    assert "an unknown account (X)" in done.out
    assert "made-up" not in done.out


@pytest.mark.parametrize("account", ["@acme", "1111111111"])
def test_a_login_that_was_named_is_that_account(places: tuple[object, ...], account: str) -> None:
    id = rows(run("accounts", *places))[0][0]
    assert "(brand, X)" in run("accounts", "--name", f"{id}={account}", *places).out
    assert "(brand, X)" in run("accounts", *places).out


def test_a_login_that_was_forgotten_is_gone(places: tuple[object, ...]) -> None:
    id = rows(run("accounts", *places))[0][0]
    assert id not in [row[0] for row in rows(run("accounts", "--forget", id, *places))]
    assert len(rows(run("accounts", *places))) == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--name", "abc"), "`--name` needs an account: write `--name ID=@handle` or `--name ID=platform-id`"),
        (("--name", "abc="), "`--name` needs an account: write `--name ID=@handle` or `--name ID=platform-id`"),
        (("--name", "nosuch=@acme"), "`nosuch` is not exactly one login: take the id from `twohats accounts`"),
        (("--forget", "nosuch"), "`nosuch` is not exactly one login: take the id from `twohats accounts`"),
    ],
)
def test_what_cannot_be_done_is_one_line(places: tuple[object, ...], words: tuple[str, ...], problem: str) -> None:
    assert run("accounts", *words, *places).problem == f"twohats: {problem}"


def test_where_nothing_was_written_there_is_nothing_to_list(tmp_path: Path) -> None:
    words = ("--state", tmp_path / "state", "--policy", written(tmp_path / "policy"))
    assert "nothing was written in" in run("accounts", *words).problem
    assert "no policy found" in run("accounts", "--policy", tmp_path / "nowhere").problem
