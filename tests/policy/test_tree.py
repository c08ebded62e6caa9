"""Plain values built from YAML events."""

from ruamel.yaml import YAML

from twohats_policy.tree import Fault, Tree, words_of


def built(text: str) -> Tree:
    tree = Tree()
    for event in YAML(typ="safe", pure=True).parse(text):
        tree.take(event)
    return tree


def test_the_first_of_two_equal_keys_is_kept_and_told() -> None:
    tree = built("a: 1\nb: 2\na: {c: 3}\n")

    assert tree.value == {"a": 1, "b": 2}
    assert tree.faults == [Fault(3, "`a` is given twice, first in line 1", "delete one of the two", fatal=False)]


def test_nested_values_keep_their_shape() -> None:
    assert built("a: [1, {b: [x]}, []]\nc: {}\n").value == {"a": [1, {"b": ["x"]}, []], "c": {}}


def test_an_alias_is_a_fault_told_once_a_line() -> None:
    tree = built("a: &x 1\nb: [*x, *x]\n")

    assert [fault.line for fault in tree.faults] == [2]
    assert tree.faults[0].fatal


def test_a_list_as_a_key_stops_the_reading() -> None:
    assert built("[a, b]: 1\n").stopped


def test_only_a_mapping_has_words() -> None:
    assert words_of({"a": 1, "b": None}) == ("a", "b")
    assert words_of([1]) == words_of("a") == ()
