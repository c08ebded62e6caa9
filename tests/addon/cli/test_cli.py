"""What all commands have in common: one clear line for every error, the remedy last, and the exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.support.commands import run, run_alone
from tests.support.environment import isolated
from tests.support.recordings import tweet
from twohats import __version__
from twohats.errors import AuditError
from twohats.state.store import StoreError


def test_the_version_and_the_help_are_told() -> None:
    assert run("--version").out == f"twohats {__version__}\n"
    for words in ((), ("--help",)):
        done = run(*words)
        assert done.code == 0
        assert all(command in done.out for command in ("demo", "run", "init", "check", "why", "log", "pending"))


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("frobnicate",), "no such command 'frobnicate': see `twohats --help`"),
        (("log", "--frobnicate"), "no such option: --frobnicate"),
        (("answer",), "missing argument"),
        (("answer", "K7Q2WX", "maybe"), "'maybe' is not one of 'send', 'block'"),
        (("why",), "missing argument"),
        (("run", "--listen"), "option '--listen' requires an argument"),
        (("demo", "--answer", "maybe"), "'maybe' is not one of 'send', 'block'"),
        (("schema", "x\x1b[31m"), "has no schema: choose person or team"),
    ],
)
def test_wrong_arguments_are_one_line(words: tuple[str, ...], about: str) -> None:
    problem = run(*words).problem
    assert problem.startswith("twohats: ")
    assert about in problem
    assert "\x1b" not in problem


@pytest.mark.parametrize("error", [StoreError("the disk is full: free some space"), AuditError("it: do this")])
def test_an_error_of_a_part_below_is_one_line_too(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_word: str) -> None:
        raise error

    broken = typer.Typer()
    broken.command()(breaks)
    monkeypatch.setattr("twohats.cli.app_for", lambda _: broken)
    assert run("x").problem == f"twohats: {error}"


def test_an_answer_that_never_comes_is_one_line(tmp_path: Path) -> None:
    done = run("init", "--policy", tmp_path / "new", stdin="")
    assert done.code == 2
    assert done.err.splitlines()[-1] == "twohats: stopped before it was done: run it again"
    assert not (tmp_path / "new").exists()


def test_a_terminal_that_lacks_letters_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(tweet("Åsa 🎩") + "\n", "utf-8")
    command = [sys.executable, "-m", "twohats", "why", str(tmp_path / "a.jsonl")]
    environment = isolated(tmp_path) | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "\\xc5sa" in done.stdout


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    command = [sys.executable, "-m", "twohats", "schema"]
    with os.fdopen(writes, "wb") as out:
        process = subprocess.Popen(command, env=isolated(tmp_path), stdout=out, stderr=subprocess.PIPE)
        os.close(reads)
    _, said = process.communicate(timeout=60)
    assert said == b""


def test_it_is_a_program_of_its_own(tmp_path: Path) -> None:
    assert run_alone(tmp_path, "--version").out == f"twohats {__version__}\n"
    assert run_alone(tmp_path, "pending").code == 3
    done = run_alone(tmp_path, "check", tmp_path / "nowhere")
    assert (done.code, len(done.err.splitlines()), done.out) == (2, 1, "")
