"""What is left of a file without the entries that do not fit."""

from twohats_policy.files import TeamFile
from twohats_policy.fitting import fitting_part
from twohats_policy.tree import Value


def test_rules_keep_their_numbers_and_ids() -> None:
    good: Value = {"id": "b", "effect": "note", "message": "m"}
    part = fitting_part(
        {"rules": [{"id": "a", "effect": "x"}, good, 3]}, [("rules", 0, "effect"), ("rules", 2)], TeamFile
    )

    assert part is not None
    assert [rule.id for rule in part.rules] == ["a", "b", "stand-in-2"]


def test_a_test_that_does_not_fit_is_stood_in_for() -> None:
    part = fitting_part({"tests": [{}]}, [("tests", 0, "name")], TeamFile)

    assert part is not None
    assert [example.name for example in part.tests] == ["-"]


def test_a_key_that_does_not_fit_is_left_out() -> None:
    part = fitting_part({"rules": {"a": 1}, "use": ["x"], "zzz": 1}, [("rules",), ("zzz",)], TeamFile)

    assert part is not None
    assert part.use == ("x",)


def test_a_file_of_which_nothing_fits_is_nothing() -> None:
    assert fitting_part({"use": 3}, [], TeamFile) is None
