"""Policy files: good ones load, bad ones say what is wrong, all of it."""

from pathlib import Path

import pytest

from tests.support.policies import FOLDER, good_files, good_policy, packs, policy, problems, rule, team
from tests.support.policies import person as person_file
from twohats_policy.decision import Effect
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load

BAD = sorted((FOLDER / "bad").glob("*.yaml"))
SAYS = "# says:\n"


def said(path: Path) -> str:
    """What a bad file says it is answered with."""
    lines = path.read_text("utf-8").partition(SAYS)[2].splitlines()
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)


def stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_answered_with_the_message_it_names(path: Path) -> None:
    text = path.read_text("utf-8").partition(SAYS)[0]
    found = problems(text) if path.name.startswith("team-") else problems(team(rule("team-rule")), text)

    assert stripped("\n".join(found)) == said(path)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_has_a_place_and_ends_with_a_remedy(path: Path) -> None:
    for line in said(path).splitlines():
        if not line.startswith("  |"):
            file, number, words = line.split(":", 2)
            assert file.endswith(".yaml")
            assert number.isdigit()
            assert "; " in words


def test_the_good_files_load() -> None:
    kept = good_policy()

    assert {"no-beer-on-the-brand", "hat-mismatch", "draft-marker"} <= {rule.rule.id for rule in kept.rules}
    assert str(kept.team.timezone) == "Europe/Stockholm"
    assert kept.accounts.find("instagram", "17841433333333331")
    assert kept.media_folder("acme") == "brand-assets/"
    assert kept.unknown_account is Effect.ASK


def test_json_is_good_yaml() -> None:
    assert problems('{"twohats": 1, "people": {"anna": {}}}') == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "team.yaml:1: is empty; start it with `twohats: 1`, or run `twohats init`"),
        (" \n\n", "team.yaml:1: is empty; start it with `twohats: 1`, or run `twohats init`"),
        ("twohats: 1\n\x00", "team.yaml:2: control character U+0000; delete it: a policy is plain text"),
        ("twohats: 1\n# \x1b[31m", "team.yaml:2: control character U+001B; delete it: a policy is plain text"),
        ("a" * 10_000_000, "team.yaml:1: 10.0 million characters long, 1 million is the limit; a policy is a short"),
        ("[" * 100_000, "team.yaml:1: nested more than 16 levels deep; a policy is flat"),
        ("twohats: 2", "team.yaml:1: twohats: `2` is none of the words offered here; use one of: 1"),
    ],
    ids=["empty", "blank", "nul", "escape", "ten-megabytes", "hundred-thousand-levels", "newer-version"],
)
def test_hostile_text_is_answered_in_one_line(text: str, message: str) -> None:
    found = [line for line in problems(text) if "no employee" not in line]

    assert len(found) == 1
    assert found[0].startswith(message)


def test_the_team_file_must_be_there() -> None:
    with pytest.raises(PolicyError, match=r"team.yaml:1: there is no such file; run `twohats init`"):
        load({}, employee="anna", packs={}, extras=frozenset())


def test_files_are_found_under_any_folder_with_either_slash() -> None:
    files = {f"C:\\policy\\{name.replace('/', chr(92))}": text for name, text in good_files().items()}
    kept = load(files, employee="anna", packs=packs(), extras=frozenset())

    assert "no-beer-on-the-brand" in {rule.rule.id for rule in kept.rules}


def test_the_file_of_another_employee_is_not_looked_at() -> None:
    files = good_files() | {"people/bo.yaml": "broken: ["}

    assert load(files, employee="anna", packs=packs(), extras=frozenset()).employee == "anna"


def test_an_employee_the_team_does_not_have_is_a_problem() -> None:
    assert problems(team(), employee="zoe") == [
        "team.yaml:6: people: there is no employee `zoe`; add it, or use one of: anna, bo"
    ]


def test_nobody_in_particular_has_a_policy_too() -> None:
    assert policy(team(rule("r")), employee="").employee == ""


def test_an_exempt_rule_is_not_in_force_for_that_person_only() -> None:
    text = team(rule("r")).replace("name: Anna Berg,", "name: Anna Berg, exempt: [r],")

    assert policy(text).rules == ()
    assert not policy(text).empty
    assert [rule.rule.id for rule in policy(text, employee="bo").rules] == ["r"]


def test_a_rule_of_a_pack_that_only_a_person_uses_can_be_exempted() -> None:
    text = team().replace("name: Bo Lind,", "name: Bo Lind, exempt: draft-marker,")

    assert problems(text) == []


def test_a_persons_file_brings_rules_packs_and_tests() -> None:
    kept = policy(team(), person_file(rule("own")) + "use: hygiene\n")

    assert {"own", "draft-marker"} <= {rule.rule.id for rule in kept.rules}


def test_platforms_that_do_not_exist_are_told_where_the_platforms_are_known() -> None:
    text = team(rule("r", more="for: {platforms: instagrm}"))

    assert problems(text) == []
    assert problems(text, platforms=frozenset({"x", "instagram"})) == [
        "team.yaml:11: rules[0].for.platforms: there is no platform `instagrm`; did you mean `instagram`?"
    ]


def test_the_settings_of_the_team_have_their_places() -> None:
    places = policy(team(rule("r"), more="unreadable: second")).places

    assert (str(places["unreadable"]), str(places["people"])) == ("team.yaml:9", "team.yaml:6")
    assert "unknown_call" not in places
