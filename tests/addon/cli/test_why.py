import json
from pathlib import Path
from typing import Any

import pytest

from tests.addon.test_guarding import written
from tests.support.commands import Done, run, run_alone
from tests.support.recordings import har, har_entry, line, tweet, write_flows
from tests.support.x_calls import OAUTH1, call


def readings(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The same post in every kind of file."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.jsonl").write_text(tweet() + "\n")
    (folder / "b.har").write_text(har(har_entry()))
    write_flows(folder / "c.flow", [call("POST", "https://api.x.com/2/tweets", {"text": "Launch day"}, **OAUTH1)])
    headers = dict(json.loads(tweet())["headers"])
    cassette = {
        "method": "POST",
        "url": "https://api.x.com/2/tweets",
        "headers": headers,
        "body": '{"text": "Launch day"}',
    }
    (folder / "d.yaml").write_text(json.dumps({"request": cassette, "expect": "nothing"}))
    return folder


def test_every_kind_of_file_says_the_same_of_the_same_post(files: Path, tmp_path: Path) -> None:
    done = run("why", "--json", "--policy", written(tmp_path / "policy"), files)
    assert (done.code, done.err) == (0, "")
    found = readings(done)
    assert [Path(one["source"]).name for one in found] == ["a.jsonl", "b.har", "c.flow", "d.yaml"]
    for one in found:
        (activity,) = one["activities"]
        assert (one["reading"], activity["verb"], activity["text"], activity["account"]["ref"]) == (
            "activity",
            "post",
            "Launch day",
            "acme",
        )
        assert one["decision"]["rules"] == ["rests"]


def test_for_people_each_request_is_a_few_lines(files: Path, tmp_path: Path) -> None:
    done = run("why", "--policy", written(tmp_path / "policy"), files / "a.jsonl")
    assert done.code == 0
    first, second, third, fourth, *rest = done.out.splitlines()
    assert first.endswith("a.jsonl#0 POST api.x.com/2/tweets")
    assert second == '  post "Launch day" from @acme (brand, X)'
    assert third == "    decision: block"
    assert fourth == "    rule rests (people/anna.yaml:4): The brand rests."
    assert rest[0].startswith("    smallest change that would flip it: ")


def test_the_har_traps_are_all_read(tmp_path: Path) -> None:
    form = [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}]
    update = "https://api.x.com/1.1/statuses/update.json"
    entries = [
        har_entry(update, {"mimeType": "x", "params": [{"name": "status", "value": "params only"}]}, headers=form),
        har_entry(post_data={"encoding": "base64", "text": "eyJ0ZXh0IjogImJhc2U2NCJ9"}),
        har_entry(httpVersion="h2", headers=[{"name": ":authority", "value": "x"}]),
        har_entry() | {"response": {"status": 0}},
    ]
    (tmp_path / "a.har").write_text(har(*entries))
    found = readings(run("why", "--json", tmp_path / "a.har"))
    assert [one["activities"][0]["text"] for one in found] == ["params only", "base64", "Launch day", "Launch day"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.har", "a.flow"])
def test_of_a_damaged_file_the_good_requests_come_first_and_then_one_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name == "a.jsonl":
        file.write_text(f'{tweet()}\n{tweet()}\n{{"method": "PO')
    elif name == "a.har":
        file.write_text(har(har_entry(), har_entry(), har_entry())[:-60])
    else:
        posts = [call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1)] * 3
        write_flows(file, posts)
        file.write_bytes(file.read_bytes()[:-9])
    done = run("why", "--json", file)
    assert (done.code, len(readings(done))) == (2, 2)
    assert done.err == f"twohats: `{file}` is damaged after request 1, or not a recording: record it again\n"


def test_a_damaged_file_keeps_no_other_back(files: Path) -> None:
    (files / "a.jsonl").write_text("no json\n")
    (files / "b.har").write_text("no har\n")
    done = run("why", "--json", files)
    assert (done.code, len(readings(done))) == (2, 2)
    assert [Path(line.split("`")[1]).name for line in done.err.splitlines()] == ["a.jsonl", "b.har"]


@pytest.mark.parametrize("name", ["nowhere", "notes.txt", "empty"])
def test_nothing_to_read_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("hi")
    (tmp_path / "empty").mkdir()
    assert run("why", tmp_path / name).problem.startswith("twohats: ")


def test_a_policy_that_is_named_must_be_there(files: Path, tmp_path: Path) -> None:
    assert "no policy found" in run("why", "--policy", tmp_path / "nowhere", files).problem


def test_odd_letters_of_a_call_break_no_output(tmp_path: Path) -> None:
    odd = line("POST", "https://api.x.com/2/tweets?\udcff", b'{"text": "a\\ud800\\u001b[31m"}')
    (tmp_path / "a.jsonl").write_text(odd + "\n")
    done = run("why", "--json", tmp_path / "a.jsonl")
    assert done.out.isascii()
    assert "\x1b" not in run("why", tmp_path / "a.jsonl").out


LABEL = {
    **{"file": "post.jsonl", "op": "text", "text": "Launch day", "has_image": False, "has_video": False},
    **{"scheduled": False, "publish": [0], "reposts": [], "edits": [], "evidence": {"0": [{"kind": "account-id"}]}},
    **{"account_ids": {"x": "1111111111"}, "account_name": "acme", "whoami": [], "logins": [], "requests": []},
}


def labelled(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "x" / "client"
    folder.mkdir(parents=True)
    (folder / "post.jsonl").write_text(tweet(text) + "\n")
    (folder / "labels.json").write_text(json.dumps({"cases": {"post": LABEL}}))
    return folder


def test_labels_beside_a_recording_give_a_score(tmp_path: Path) -> None:
    done = run("why", labelled(tmp_path, "Launch day"))
    assert done.code == 0
    assert "100.0 %" in done.out
    assert "against the labels" not in run("why", "--json", tmp_path / "x").out


def test_what_is_read_otherwise_than_labelled_is_exit_code_1(tmp_path: Path) -> None:
    done = run("why", labelled(tmp_path, "[/red] something else"))
    assert done.code == 1
    assert "text is `[/red] something else`" in done.out
    assert run("why", "--json", tmp_path / "x").code == 1


def test_many_misses_are_cut_short(tmp_path: Path) -> None:
    folder = labelled(tmp_path, "Launch day")
    (folder / "post.jsonl").write_text((tweet("other") + "\n") * 30)
    assert "and 10 more" in run("why", folder).out


def test_it_is_the_same_as_a_program(files: Path, tmp_path: Path) -> None:
    done = run_alone(tmp_path, "why", "--json", files / "a.jsonl")
    assert (done.code, done.err, len(readings(done))) == (0, "", 1)
