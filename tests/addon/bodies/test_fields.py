import pytest

from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json
from twohats.errors import UnreadableActivityError


def test_values_by_name_in_order() -> None:
    values = Fields([("b", 1), ("a", ""), ("b", 2)])
    assert [*values] == ["b", "a"]
    assert ("a" in values, "c" in values) == (True, False)
    assert (values.first("c", "b"), values.first("c")) == (1, None)


def test_text_of_the_first_name_that_has_one() -> None:
    values = Fields([("status", ""), ("text", "hello"), ("n", 5), ("yes", True), ("null", None)])
    assert values.text("status", "text") == "hello"
    assert [values.text(name) for name in ("n", "yes", "null", "missing")] == ["5", "true", "", ""]


def test_the_same_text_twice_is_one_text() -> None:
    assert Fields([("id", "5"), ("id", 5), ("id", "")]).text("id") == "5"


def test_two_different_texts_are_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="`id` is given more than once"):
        Fields([("id", "5"), ("id", "6")]).text("id")


@pytest.mark.parametrize(
    "pairs",
    [
        [("ids", "1,2, 3")],
        [("ids[]", "1"), ("ids[]", "2"), ("ids[]", "3")],
        [("ids[0]", "1"), ("ids[1]", 2), ("ids[2]", "3")],
        [("ids", ["1", [2, "3"]])],
        [("ids", "1"), ("ids", "2,3"), ("ids", None), ("idsx[]", "9")],
    ],
)
def test_lists_in_every_spelling(pairs: list[tuple[str, Json]]) -> None:
    assert Fields(pairs).all("ids") == ("1", "2", "3")


def test_json_in_a_string_is_parsed() -> None:
    values = Fields([("variables", '{"a": [1]}'), ("plain", {"a": 1}), ("empty", "")])
    assert values.json("variables") == {"a": [1]}
    assert (values.json("plain"), values.json("empty"), values.json("missing")) == ({"a": 1}, "", None)


@pytest.mark.parametrize("pairs", [[("v", "{")], [("v", "{}"), ("v", '{"a": 1}')]])
def test_broken_or_contradicting_json_is_unreadable(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(UnreadableActivityError, match="`v`"):
        Fields([*pairs]).json("v")
