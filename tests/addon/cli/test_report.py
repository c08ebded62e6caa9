import json
import locale
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from tests.support import policies
from tests.support.commands import run, run_alone
from tests.support.made_trail import EVENING, four_weeks
from tests.support.state import KEYS, Clock, tamper
from twohats import policy_file
from twohats.audit import Audit
from twohats.cli import places
from twohats.state.store import Store


@pytest.fixture(autouse=True)
def _quiet_evening(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "now", lambda: EVENING)
    monkeypatch.setattr(locale, "getlocale", lambda: ("en_GB", "UTF-8"))
    monkeypatch.setattr(policy_file, "default_folder", lambda: tmp_path / "no policy")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    with closing(Store.open(tmp_path / "state")) as store:
        Audit(store, KEYS, Clock()).write_all(list(four_weeks()))
    return tmp_path / "state"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(policies.GOOD, tmp_path / "policy"))


type Report = Callable[..., str]


@pytest.fixture
def report(state: Path, folder: Path) -> Report:
    def words(*more: object) -> str:
        done = run("report", "--state", state, "--policy", folder, *more)
        assert (done.code, done.err) == (0, "")
        return done.out

    return words


def test_the_report_says_first_what_was_caught(report: Report) -> None:
    first, second, *_ = report().splitlines()

    assert first == "3 posts that a person stopped after a question"
    assert second == "26 Oct 2026 to 22 Nov 2026. Posts judged: 276, put to a person: 27."


def test_it_names_the_one_who_runs_it_unless_everybody_is_wanted(report: Report) -> None:
    assert [row["employee"] for row in json.loads(report("--json"))["people"]] == ["anna"]
    assert [row["employee"] for row in json.loads(report("--json", "--people"))["people"]] == ["anna", "bo"]
    assert "personal accounts of others" in report()


def test_it_can_be_of_one_person_who_runs_it_or_has_agreed(report: Report, state: Path, folder: Path) -> None:
    whole, bo, anna = (
        json.loads(report("--json", *more))["total"]["posts"]
        for more in ((), ("--person", "bo", "--people"), ("--person", "anna"))
    )
    assert whole == bo + anna
    assert run("report", "--state", state, "--policy", folder, "--person", "bo").problem == (
        "twohats: figures of `bo` are theirs: if they agreed to it, add `--people`"
    )


def test_since_when_can_be_said(report: Report) -> None:
    assert len(json.loads(report("--json", "--since", "3d"))["days"]) == 4


def test_it_is_told_in_the_language_of_the_computer_or_a_named_one(
    report: Report, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "inlägg" in report("--language", "sv")
    monkeypatch.setattr(locale, "getlocale", lambda: ("sv_SE", "UTF-8"))
    assert "inlägg" in report()
    assert run("report", "--state", state, "--language", "de").problem == (
        "twohats: `de` is not spoken here: write `en` or `sv`"
    )


def test_it_can_be_a_page(report: Report, tmp_path: Path, state: Path) -> None:
    page = tmp_path / "report.html"

    assert report("--html", page, "--language", "sv") == ""
    assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="sv">')
    assert json.loads(report("--html", page, "--json"))["caught"] == 3
    problem = run("report", "--state", state, "--html", tmp_path / "nowhere" / "report.html").problem
    assert problem.endswith("name another file with `--html`")


def test_it_can_be_had_without_a_policy(state: Path) -> None:
    done = run("report", "--state", state, "--json")

    assert done.code == 0
    assert json.loads(done.out)["people"] == []


def test_a_narrow_terminal_cuts_nothing_off(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "console", lambda: Console(markup=False, emoji=False, highlight=False, width=80))

    assert "…" not in report()


def test_a_broken_trail_says_what_is_missing(report: Report, state: Path) -> None:
    with closing(Store.open(state)) as store:
        tamper(store, "UPDATE audit SET body = '{}' WHERE seq = 9")

    assert "Missing from these figures: 1. See `twohats log --verify`" in report()


def test_a_trail_of_nothing_is_a_report_of_nothing(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "empty")):
        pass
    assert run("report", "--state", tmp_path / "empty").out.startswith("0 posts that")
    assert "nothing was written in" in run("report", "--state", tmp_path / "nowhere").problem


def test_a_rule_above_the_budget_can_be_put_back_and_enforced_again(report: Report, folder: Path) -> None:
    before = (folder / "team.yaml").read_text(encoding="utf-8")
    (line,) = [line for line in report().splitlines() if line.startswith("`foreign-hashtag` asked")]
    assert line.endswith("about 14 of 272 posts. Put it back to observe: `twohats report --put-back foreign-hashtag`")

    assert report("--put-back", "foreign-hashtag") == "`foreign-hashtag` is only observed, from the next post on\n"
    assert report("--put-back", "foreign-hashtag") == "`foreign-hashtag` is only observed already\n"
    assert "narrow its condition before you enforce it" in report()
    assert report("--enforce", "foreign-hashtag") == "`foreign-hashtag` is in force, from the next post on\n"
    after = (folder / "team.yaml").read_text(encoding="utf-8")
    assert after.replace("observe: []\n", "") == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--put-back", "nope"), "there is no rule `nope`"),
        (("--enforce", "nope"), "twohats: no rule `nope` in "),
        (("--put-back", "unreadable"), "twohats: `unreadable` is built in"),
        (("--put-back", "links", "--enforce", "tone"), "run them one after the other"),
    ],
)
def test_a_rule_that_cannot_be_changed_is_one_line(
    words: tuple[str, ...], problem: str, state: Path, folder: Path
) -> None:
    assert problem in run("report", "--state", state, "--policy", folder, *words).problem


def test_it_is_the_same_as_a_program(state: Path, folder: Path, tmp_path: Path) -> None:
    done = run_alone(tmp_path, "report", "--state", state, "--policy", folder, "--since", "2026-10-26", "--json")

    assert (done.code, json.loads(done.out)["unreadable"]) == (0, 0)
