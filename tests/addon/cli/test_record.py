from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support.commands import run
from tests.support.recordings import har, har_entry, write_flows
from tests.support.x_calls import OAUTH1, call
from twohats.cli.places import now


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    (tmp_path / "a.har").write_text(har(har_entry(), har_entry("https://api.x.com/2/users/1111111111/likes")))
    return tmp_path / "a.har"


def test_a_recorded_request_becomes_a_cassette_without_its_secrets(recording: Path, tmp_path: Path) -> None:
    done = run("record", recording, "--as", "web-post", "--into", tmp_path, "--about", "a post")
    assert (
        done.out
        == f"wrote {tmp_path / 'web-post.yaml'}: look through it before you share it, and label it under `expect`\n"
    )
    text = (tmp_path / "web-post.yaml").read_text("utf-8")
    loaded = YAML(typ="safe", pure=True).load(text)
    assert (loaded["about"], loaded["captured"]) == ("a post", now().date())
    assert "Launch day" not in text
    assert "1111111111-made-up" not in text


def test_any_request_of_the_file_can_be_taken_also_of_flows(recording: Path, tmp_path: Path) -> None:
    run("record", recording, "--as", "like", "--into", tmp_path, "--index", "1")
    assert "/likes" in (tmp_path / "like.yaml").read_text("utf-8")
    flows = write_flows(tmp_path / "a.flow", [call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1)])
    assert run("record", flows, "--as", "flow", "--into", tmp_path).code == 0


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--index", "2"), "has no request 2: count from 0"),
        (("--index", "-1"), "has no request -1: count from 0"),
        (("--as", "../web"), "is no name of a cassette: write `--as web-post`, in small letters"),
        (("--as", "Web Post"), "is no name of a cassette: write `--as web-post`, in small letters"),
        (("--into", "/nowhere/at/all"), "(no such file or directory): choose another name with `--as`"),
    ],
)
def test_what_cannot_be_done_is_one_line(recording: Path, tmp_path: Path, words: tuple[str, ...], problem: str) -> None:
    assert run("record", recording, "--as", "web-post", "--into", tmp_path, *words).problem.endswith(problem)
    assert [path.name for path in tmp_path.iterdir()] == ["a.har"]


def test_a_cassette_is_never_written_over_another(recording: Path, tmp_path: Path) -> None:
    run("record", recording, "--as", "web-post", "--into", tmp_path)
    before = (tmp_path / "web-post.yaml").read_bytes()
    problem = run("record", recording, "--as", "web-post", "--into", tmp_path, "--index", "1").problem
    assert problem.endswith("web-post.yaml` is there already: choose another name with `--as`")
    assert (tmp_path / "web-post.yaml").read_bytes() == before


def test_a_file_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.har").write_text("{")
    for name in ("nowhere.har", "bad.har"):
        assert run("record", tmp_path / name, "--as", "web-post").problem.startswith("twohats: ")
