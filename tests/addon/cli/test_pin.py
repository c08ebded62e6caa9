from pathlib import Path

import pytest

from tests.support import policies
from tests.support.commands import run, run_alone
from twohats.sign_ins import matches

PHRASE = "four made-up plain words"


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[tuple[bool, bool]]:
    """Type these when asked; return whether each was hidden, and asked for beside the output."""
    asked: list[tuple[bool, bool]] = []
    coming = iter(typed)

    def prompt(text: str, *, hide_input: bool, err: bool) -> str:
        asked.append((hide_input, err))
        return next(coming)

    monkeypatch.setattr("typer.prompt", prompt)
    return asked


def test_it_asks_twice_and_prints_a_line_that_the_team_file_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, PHRASE, PHRASE)
    done = run("pin")
    assert (done.code, done.err, asked) == (0, "", [(True, True), (True, True)])
    name = "bo: {name: Bo Lind, approves_for: [acme]"
    found = policies.policy(policies.HEAD.replace(name, f"{name}, {done.out.strip()}")).people["bo"].pin
    assert found is not None
    assert matches(found, PHRASE)
    assert PHRASE not in done.out


def test_a_script_gives_it_on_standard_input(tmp_path: Path) -> None:
    done = run_alone(tmp_path, "pin", "--stdin", stdin=f"{PHRASE}\n")
    assert (done.code, done.err) == (0, "")
    assert matches(done.out.partition('"')[2].rpartition('"')[0], PHRASE)


def test_two_runs_print_two_lines() -> None:
    assert run("pin", "--stdin", stdin=PHRASE) != run("pin", "--stdin", stdin=PHRASE)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("12345", "twohats: a PIN has at least 6 characters"),
        ("", "twohats: a PIN has at least 6 characters"),
        ("  1234 ", "twohats: a PIN has at least 6 characters"),
        ("x" * 257, "twohats: a pass phrase has at most 256 characters"),
    ],
)
def test_one_that_is_no_good_is_refused_in_one_line(typed: str, problem: str) -> None:
    assert run("pin", "--stdin", stdin=f"{typed}\n").problem.startswith(problem)


def test_two_that_differ_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, PHRASE, f"{PHRASE}!")
    assert run("pin").problem == "twohats: the two are not the same; run `twohats pin` again"
