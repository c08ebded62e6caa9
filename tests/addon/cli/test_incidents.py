"""`twohats incidents`: the table, and the exit code."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.commands import run
from twohats.incidents.place import suite_folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A suite of two incidents: one that is stopped, one that is out of reach."""
    shipped = suite_folder()
    for name in ("team.yaml", "24-nokia.yaml", "46-lg.yaml"):
        shutil.copy(shipped / name, tmp_path / name)
    return tmp_path


def test_the_table_says_what_stopped_it_and_what_is_out_of_reach(small: Path) -> None:
    done = run("incidents", "--suite", small)
    assert (done.code, done.err) == (0, "")
    assert "foul-words" in done.out
    assert "it was sent from a phone" in done.out
    assert done.out.splitlines()[-1] == "1 of 1 stopped, 1 out of reach; 2 of 2 twins silent"


def test_numbers_choose_some(small: Path) -> None:
    (line,) = run("incidents", "--json", "--suite", small, 24).out.splitlines()
    assert json.loads(line) == {
        "number": 24,
        "name": "Nokia New Zealand",
        "date": "2013-11-27",
        "effect": "block",
        "rules": ["foul-words"],
        "stopped": True,
        "twin": "allow",
        "silent": True,
        "unreachable": "",
        "as_expected": True,
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("zzswearzz you, dark", "Thank you, dark"),
        ("rule: foul-words", "rule: draft-marker"),
        ("Thank you", "zzswearzz"),
    ],
)
def test_one_that_is_not_as_expected_is_marked_and_ends_with_code_1(small: Path, before: str, after: str) -> None:
    path = small / "24-nokia.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    done = run("incidents", "--suite", small)
    assert done.code == 1
    assert "(!)" in done.out


def test_a_folder_without_incidents_and_a_broken_one_are_one_line(tmp_path: Path, small: Path) -> None:
    assert run("incidents", "--suite", tmp_path / "gone").problem.endswith("name the folder of the suite")
    (small / "24-nokia.yaml").write_text("number: x\n", "utf-8")
    assert "`24-nokia.yaml` is no incident" in run("incidents", "--suite", small).problem


def test_with_the_packs_as_they_come_it_says_what_is_left(small: Path) -> None:
    done = run("incidents", "--as-shipped", "--suite", small)
    assert (done.code, done.err) == (0, "")
    last = done.out.splitlines()[-1]
    assert last == "1 of 1 asked about or refused with the packs as they come; not: none"
