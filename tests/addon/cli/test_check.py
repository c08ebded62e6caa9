"""`twohats check`: every bad file is a line with its place and what to do, exit code 2."""

from pathlib import Path

import pytest

from tests.addon.test_guarding import written
from tests.support.commands import run, run_alone
from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from tests.support.gates import ACCOUNTS
from twohats.extras import Extra

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\ntwohats: 1\naccounts: *b\n"
BAD = {
    "broken": ("accounts: [\n", "not YAML"),
    "empty": ("", "is empty"),
    "spaces": (" \n\n", "is empty"),
    "duplicate key": (f"{ACCOUNTS}timezone: UTC\ntimezone: UTC\n", "is given twice"),
    "wrong type": (f"{ACCOUNTS}use: 7\n", "use"),
    "list": ("- a\n", ""),
    "unknown key": (f"{ACCOUNTS}nonsense: 1\n", "nonsense"),
    "billion laughs": (LAUGHS, "alias"),
    "ten million letters": (f"{ACCOUNTS}# {'x' * 1_500_000}\n", "characters"),
    "no character": (f"{ACCOUNTS}# \x00\n", "control character U+0000"),
    "control characters": (f"{ACCOUNTS}# \x1b[31m\x07\n", "control character U+001B"),
    "deep": ("[" * 5_000, "nested more than"),
    "tag": ("!!python/object/apply:os.system ['true']\n", "tag"),
    "time zone": (f"{ACCOUNTS}timezone: Mars/Olympus\n", "Mars/Olympus"),
    "pack": (f"{ACCOUNTS}use: [nosuch]\n", "nosuch"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_by_line_with_the_remedy_last(tmp_path: Path, name: str) -> None:
    text, about = BAD[name]
    (tmp_path / "team.yaml").write_text(text, "utf-8")
    done = run("check", tmp_path)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines
    assert all(line.startswith("team.yaml:") and "; " in line for line in lines)
    assert about in done.err
    assert not any(letter in done.err for letter in "\x00\x07\x1b")


def test_a_huge_file_and_another_encoding_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_bytes(b"#" * 10_000_000)
    assert run("check", tmp_path).problem.endswith("is larger than 2 MB: a policy is a short text file")
    (tmp_path / "team.yaml").write_bytes(b"\xff\xfe\x00")
    assert run("check", tmp_path).problem.endswith("is not UTF-8 text: save it as UTF-8")


def test_no_policy_is_one_line_that_says_how_to_start(tmp_path: Path) -> None:
    assert run("check", tmp_path / "nowhere").problem == (
        f"twohats: no policy found in `{tmp_path}/nowhere`: run `twohats init --policy {tmp_path}/nowhere`"
    )
    assert "cannot read" in run("check", "x" * 300).problem
    with folder_of_an_ordinary_user() as folder:
        (folder / "policy").mkdir(mode=0o000)
        with without_privilege():
            assert "permission denied" in run("check", folder / "policy").problem


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    written(
        tmp_path,
        "{id: a, effect: frobnicate, message: M.}",
        "{id: b, when: account.knd == 1, effect: ask, message: M.}",
    )
    done = run("check", tmp_path)
    assert done.code == 2
    assert "people/anna.yaml:4" in done.err
    assert "people/anna.yaml:5" in done.err


STORIES = "{id: stories, for: {account: brand, verbs: [story]}, effect: block, message: No stories.}"


def test_a_rule_that_never_matters_is_a_warning(tmp_path: Path) -> None:
    written(tmp_path)
    done = run("check", tmp_path)
    assert done.code == 0
    assert "never matters: `rests` (people/anna.yaml:4)" in done.err


def test_an_account_without_handles_is_a_warning(tmp_path: Path) -> None:
    run("init", "--policy", tmp_path, "--yes")
    done = run("check", tmp_path)
    assert done.code == 0
    assert [line for line in done.err.splitlines() if "no handles" in line] == [
        f"warning: account `{ref}` has no handles, so nothing is known to be its own: add them"
        for ref in ("my-brand", "me")
    ]


def test_a_right_policy_says_what_it_holds(tmp_path: Path) -> None:
    written(tmp_path, STORIES)
    done = run("check", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("anna: ")
    assert done.out.endswith(" rules, 0 tests, 0 failed\n")
    assert run("check", tmp_path, "--employee", "bo").out.startswith("bo: ")
    assert "`eve`" in run("check", tmp_path, "--employee", "eve").err


def test_every_employee_with_a_file_is_checked(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "people" / "bo.yaml").write_text("twohats: 1\nemployee: bo\nrules: []\n")
    assert [line.split(":")[0] for line in run("check", tmp_path).out.splitlines()] == ["anna", "bo"]
    (tmp_path / "people" / "bo.yaml").write_text("twohats: 1\nemployee: anna\nrules: []\n")
    assert "people/bo.yaml:2" in run("check", tmp_path).err


TEST = """\
tests:
  - {name: the brand rests, activity: {platform: x, account: acme, text: hi}, expect: block}
  - {name: a stray picture, activity: {platform: x, account: acme, media: [{file: card.png}]}, expect: %s}
"""


def test_the_policy_s_own_tests_are_run(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "card.png").write_bytes(b"a picture")
    team = tmp_path / "team.yaml"
    right = team.read_text()
    team.write_text(right + TEST % "block")
    assert run("check", tmp_path).out.endswith("2 tests, 0 failed\n")
    team.write_text(right + TEST % "allow")
    done = run("check", tmp_path)
    assert done.code == 1
    assert "anna: test `a stray picture`: " in done.err
    assert done.out.endswith("2 tests, 1 failed\n")


def test_the_words_of_a_test_are_looked_at(tmp_path: Path) -> None:
    written(tmp_path, "{id: clean, when: post.swearing == 'strong', effect: ask, message: Mind your words.}")
    team = tmp_path / "team.yaml"
    example = "{name: a curse, activity: {platform: x, account: acme, text: %s}, expect: ask, rules: [clean]}"
    right = team.read_text()
    team.write_text(f"{right}tests:\n  - {example % 'zzswearzz it'}\n")
    assert run("check", tmp_path).code == 0
    team.write_text(f"{right}tests:\n  - {example % 'thank you all'}\n")
    assert "test `a curse`: expected ask, got allow" in run("check", tmp_path).err


def test_a_test_that_names_a_picture_that_is_not_there_is_told(tmp_path: Path) -> None:
    written(tmp_path, STORIES)
    (tmp_path / "team.yaml").write_text((tmp_path / "team.yaml").read_text() + TEST % "block")
    problem = run("check", tmp_path).problem
    assert problem.endswith(f"`card.png`, which is not in `{tmp_path}`: put the picture there or mend the test")


def test_a_picture_in_the_approved_folder_is_approved(tmp_path: Path) -> None:
    stray = "{id: stray, for: {account: brand}, when: '!post.media.all(m, m.approved)', effect: ask, message: Stray.}"
    written(tmp_path, stray)
    team = tmp_path / "team.yaml"
    named = team.read_text().replace("    name: Acme Tools\n", "    name: Acme Tools\n    media: brand/\n")
    example = "{platform: x, account: acme, text: 'Launch day, everybody', media: [{file: %s}]}"
    tests = "".join(
        f"  - {{name: {name}, activity: {example % name}, rules: {rules}, expect: {effect}}}\n"
        for name, effect, rules in (("brand/card.png", "allow", "[]"), ("stray.png", "ask", "[stray]"))
    )
    team.write_text(f"{named}tests:\n{tests}")
    (tmp_path / "brand").mkdir()
    for name in ("brand/card.png", "stray.png"):
        (tmp_path / name).write_bytes(b"a picture")
    done = run("check", tmp_path)
    assert (done.code, done.err) == (0, "")


def test_it_is_the_same_as_a_program(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("accounts: [\n")
    done = run_alone(tmp_path, "check", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert done.err.startswith("team.yaml:")


def test_what_nobody_can_release_and_a_picture_that_is_not_there_are_warnings(tmp_path: Path) -> None:
    written(tmp_path, "{id: two, for: {account: acme}, effect: second, message: Two of us.}")
    team = tmp_path / "team.yaml"
    team.write_text(team.read_text().replace("name: Acme Tools", "name: Acme Tools\n    avatar: acme.png"))
    team.write_text(team.read_text().replace("approves_for", "posts_as"))
    done = run("check", tmp_path)
    assert done.code == 0
    assert done.err.splitlines() == [
        "warning: people/anna.yaml:4: `two` asks for a second person, but nobody can release `acme`; "
        "add each to the `approves_for` of a colleague",
        f"warning: the avatar of `acme`, `acme.png`, is not in `{tmp_path}`: put it there",
    ]


def test_rules_that_are_only_observed_are_counted(tmp_path: Path) -> None:
    written(tmp_path, "{id: two, effect: note, mode: observe, message: Two of us.}")
    assert " rules (1 only observed), 0 tests" in run("check", tmp_path).out


def test_an_embargoed_file_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    written(tmp_path, "{id: two, effect: note, message: Two of us.}")
    team = tmp_path / "team.yaml"
    held = "embargo: [{file: plan.jpg, until: 2026-12-01T09:00}, {words: falcon, until: 2026-12-01T09:00}]"
    team.write_text(team.read_text().replace("name: Acme Tools", f"name: Acme Tools\n    {held}"))
    done = run("check", tmp_path)
    assert done.err.splitlines() == [f"warning: `plan.jpg`, embargoed for `acme`, is not in `{tmp_path}`: put it there"]


def test_what_is_off_says_how_to_turn_it_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "twohats.extras.EXTRAS", {"sparkle": Extra("no_such_module", "sparkling"), "json": Extra("json", "x")}
    )
    done = run("check", written(tmp_path))
    assert done.code == 0
    assert "off: sparkling; to turn it on: install `twohats[sparkle]`" in done.out
    assert "twohats[json]" not in done.out
