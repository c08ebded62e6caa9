"""Plain values as strict models."""

from twohats_policy.files import PersonFile, TeamFile
from twohats_policy.source import read
from twohats_policy.validation import keys_at, validated


def told(text: str) -> list[str]:
    return [str(problem) for problem in validated(read("f", text)[0], TeamFile)[1]]


def test_a_file_that_fits_has_no_problems() -> None:
    source, _ = read("f", "twohats: 1\nemployee: anna\n")

    assert validated(source, PersonFile) == (PersonFile(twohats=1, employee="anna"), [])


def test_what_fits_is_kept_beside_what_does_not() -> None:
    team, problems = validated(read("f", "twohats: 1\naccounts: {a: {kind: brand}, b: {kind: x}}\n")[0], TeamFile)

    assert len(problems) == 1
    assert team is not None
    assert list(team.accounts) == ["a"]


def test_the_keys_of_any_place_are_known() -> None:
    assert "for" in keys_at(TeamFile, ("rules", 0))
    assert "username" in keys_at(TeamFile, ("accounts", "acme", "handles", "x"))
    assert keys_at(TeamFile, ("timezone",)) == ()


def test_nothing_at_all_is_named_as_such() -> None:
    assert told("twohats: 1\nrules:\n") == ["f:2: rules: nothing is not a list; write a list here"]


def test_one_word_stands_for_a_list_of_one() -> None:
    assert told("twohats: 1\nuse: media\n") == []


def test_a_long_value_is_shortened_in_the_message() -> None:
    assert len(told(f"twohats: 1\nunknown_account: {'y' * 5000}\n")[0]) < 250


def test_a_text_that_is_too_long_is_told() -> None:
    assert told(f"twohats: 1\nrules:\n  - {{id: r, effect: ask, message: {'m' * 301}}}\n") == [
        "f:3: rules[0].message: is longer than 300 characters; make it shorter"
    ]


def test_a_number_out_of_range_is_told() -> None:
    text = "twohats: 1\nrules:\n  - {id: r, effect: wait, message: m, wait_seconds: %d}\n"

    assert told(text % 0) == ["f:3: rules[0].wait_seconds: `0` is too small; write 1 or more"]
    assert told(text % 9999) == ["f:3: rules[0].wait_seconds: `9999` is too large; write 3600 or less"]


def test_a_value_of_a_shape_of_its_own_says_itself_what_is_wrong() -> None:
    assert told("twohats: 1\npeople: {anna: {pin: 4711}}\n") == [
        "f:2: people.anna.pin: is no PIN made by twohats; run `twohats pin`, and write what it prints here, in quotes"
    ]
