"""`twohats run`: what keeps it from starting is one line, exit code 2; `tests/end_to_end` uses it as people do."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.addon.test_guarding import written
from tests.support.commands import run, run_alone
from tests.support.environment import isolated
from twohats.state.folder import KEY_FILE

OWN = ("--prompt", "none", "--insecure-keyring")


@pytest.fixture
def places(tmp_path: Path) -> tuple[object, ...]:
    return ("--policy", written(tmp_path / "policy"), "--state", tmp_path / "state")


@pytest.mark.parametrize(
    "listen",
    [
        "",
        ":8080",
        "8080",
        "localhost",
        "x:²",
        "x:٣",
        "x:65536",
        "x:" + "9" * 5000,
        "[]:8080",
        "[::1:8080",
        "a b:80",
        "\x1b:1",
    ],
)
def test_what_is_no_address_is_told(places: tuple[object, ...], tmp_path: Path, listen: str) -> None:
    problem = run("run", *places, "--listen", listen).problem
    assert problem.endswith("is not HOST:PORT: write `--listen 127.0.0.1:8080`")
    assert "\x1b" not in problem
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("prompt", ["telepathy", "desktop,telepathy", "none,desktop"])
def test_an_unknown_way_of_asking_is_told(places: tuple[object, ...], prompt: str) -> None:
    problem = run("run", *places, "--prompt", prompt).problem
    assert "no way of asking; choose from" in problem or "stands alone; leave it out" in problem


def test_no_policy_a_wrong_one_and_an_unknown_employee_are_told(places: tuple[object, ...], tmp_path: Path) -> None:
    assert "run `twohats init" in run("run", "--policy", tmp_path / "nowhere").problem
    assert "cannot be an employee's id" in run("run", *places, "--employee", "../x").problem
    assert "`eve`" in run("run", *places, "--employee", "eve").problem
    (tmp_path / "policy" / "team.yaml").write_text("accounts: [\n")
    done = run("run", *places)
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("team.yaml:") for line in done.err.splitlines())
    assert not (tmp_path / "state").exists()


def test_a_state_folder_that_cannot_be_written_is_told(places: tuple[object, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    for place in ("file", "file/deeper"):
        problem = run("run", *places[:2], "--state", tmp_path / place, *OWN).problem
        assert problem.endswith("is not a folder; give another state folder by `--state`")
    (tmp_path / "state").mkdir(mode=0o700)
    (tmp_path / "state" / "twohats.db").mkdir()
    assert run("run", *places, *OWN).problem.endswith("by `--state`")


def test_a_taken_port_is_told_by_the_program_itself(places: tuple[object, ...], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_alone(tmp_path, "run", *places, *OWN, "--listen", f"127.0.0.1:{port}")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    last = done.err.splitlines()[-1]
    assert last.startswith("twohats: cannot listen: ")
    assert last.endswith("choose another with --listen HOST:PORT")


def test_it_says_whom_it_guards_where_and_what_to_trust_and_ends_on_a_signal(
    places: tuple[object, ...], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "twohats", "run", *map(str, places), *OWN, "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(command, env=isolated(tmp_path), stderr=subprocess.PIPE, text=True)
    said = []
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line)
        if "guarding" in line:
            break
    assert any(KEY_FILE in line for line in said)
    assert said[-1].startswith("twohats: guarding anna at 127.0.0.1:")
    trusted = Path(said[-1].rpartition("tools must trust ")[2].strip())
    assert trusted.is_file()
    assert run("pending", "--state", tmp_path / "state").out == "nothing waits for an answer\n"
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    process.communicate(timeout=10)
    assert time.monotonic() - begun < 5
    assert run("pending", "--state", tmp_path / "state").code == 3
