"""`twohats demo`, as a program of its own: the whole thing through the real proxy."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run, run_alone


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "verdict", "ending"),
    [
        ("send", "pass", "The picture went out from the brand."),
        ("block", "refuse", "The picture did not go out from the brand."),
    ],
)
def test_the_story_ends_as_it_was_answered(tmp_path: Path, answer: str, verdict: str, ending: str) -> None:
    done = run_alone(tmp_path, "demo", "--answer", answer, "--state", tmp_path / "play")
    assert done.code == 0
    assert "Traceback" not in done.err
    assert done.out.splitlines()[-1] == ending
    assert "the log is whole" in done.out
    lines = [json.loads(line) for line in done.out.splitlines() if line.startswith("   {")]
    assert [(line["account"], line["verdict"]) for line in lines] == [("anna", "pass"), ("acme", verdict)]
    assert lines[1]["answer"]["choice"] == answer


@pytest.mark.slow
def test_where_nobody_sits_the_demo_answers_block_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run_alone(tmp_path, "demo")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "The picture did not go out from the brand."
    assert list(tmp_path.rglob("team.yaml")) == []


def test_a_folder_that_holds_another_policy_or_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "team.yaml").write_text("twohats: 1\n")
    assert "holds another policy" in run("demo", "--answer", "block", "--state", tmp_path).problem
    (tmp_path / "file").write_text("")
    assert "cannot write" in run("demo", "--answer", "block", "--state", tmp_path / "file").problem
