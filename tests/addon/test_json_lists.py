"""Lists and objects inside JSON of unknown shape."""

from twohats.json_lists import as_object, first_under, listed, objects, strings


def test_what_is_no_list_counts_as_empty() -> None:
    assert listed("abc") == listed(None) == listed(7) == []


def test_the_values_of_an_object_count_as_a_list() -> None:
    assert listed({"0": "a", "1": "b"}) == ["a", "b"]


def test_entries_of_the_wrong_type_are_left_out() -> None:
    assert objects([{"a": 1}, "x", None, [1]]) == [{"a": 1}]
    assert strings(["a", "", 1, None, "b"]) == ("a", "b")


def test_what_is_no_object_counts_as_an_empty_one() -> None:
    assert as_object([1]) == {}
    assert as_object({"a": 1}) == {"a": 1}


def test_a_value_is_found_however_deep() -> None:
    assert first_under({"a": [{"b": {"c": 7}}]}, "x", "c") == "7"
    assert first_under({"c": {"d": 1}}, "c") == ""
