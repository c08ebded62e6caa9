"""Incidents as their files tell them."""

from pathlib import Path

import pytest

from twohats.errors import UsageError
from twohats.incidents.incident import merged, read_incident, read_suite

HEAD = """number: 7
name: A house
date: "2011-04-28"
where: X
what: Something went wrong.
source: a newspaper
"""
SCENE = """scene:
  employee: anna
  now: 2011-04-28T15:20:00Z
  request: {url: "https://api.x.com/2/tweets", headers: {a: b}, json: {text: one}}
expect: {effect: ask, rule: only-a-name}
"""


def written(folder: Path, text: str, name: str = "07-a-house.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_the_twin_is_the_scene_with_a_few_things_changed(tmp_path: Path) -> None:
    found = read_incident(written(tmp_path, f"{HEAD}{SCENE}ok: {{hat: acme, request: {{json: {{text: two}}}}}}\n"))
    assert found.bad is not None
    assert found.twin is not None
    assert (found.bad.hat, found.bad.request.json_body) == ("", {"text": "one"})
    assert (found.twin.hat, found.twin.request.json_body) == ("acme", {"text": "two"})
    assert found.twin.request.headers == found.bad.request.headers


def test_one_that_is_out_of_reach_has_a_whole_scene_for_its_twin(tmp_path: Path) -> None:
    ok = SCENE.partition("expect")[0].replace("scene:", "ok:")
    found = read_incident(written(tmp_path, f"{HEAD}unreachable: it was a phone\n{ok}"))
    assert (found.bad, found.expect) == (None, None)
    assert found.twin is not None
    assert found.twin.employee == "anna"


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"a": 1, "b": 2}, {"b": None}, {"a": 1}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": 1}, {"a": {"b": 2}}, {"a": {"b": 2}}),
        ({}, {"a": {"b": None}}, {"a": {}}),
        ("word", {"a": 1}, {"a": 1}),
    ],
)
def test_a_patch_replaces_removes_and_reaches_into_mappings(target: object, patch: object, result: object) -> None:
    assert merged(target, patch) == result


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("number: [", "while parsing"),
        (HEAD.replace("number: 7", "number: seven"), "number: "),
        (f"{HEAD}colour: red\n", "colour: "),
        (f"{HEAD}{SCENE.replace('now:', 'then:')}", "now: "),
    ],
)
def test_a_file_that_is_none_is_one_line_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_incident(written(tmp_path, text))
    assert str(raised.value).startswith(f"`07-a-house.yaml` is no incident ({words}")
    assert "\n" not in str(raised.value)


def test_a_suite_is_read_by_number_and_without_the_files_beside(tmp_path: Path) -> None:
    written(tmp_path, f"{HEAD}{SCENE}".replace("number: 7", "number: 10"), "10-another.yaml")
    written(tmp_path, f"{HEAD}{SCENE}")
    written(tmp_path, "twohats: 1\n", "team.yaml")
    assert [incident.number for incident in read_suite(tmp_path)] == [7, 10]


def test_an_empty_folder_is_no_suite(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name the folder of the suite"):
        read_suite(tmp_path)
