"""YAML text as plain values that remember their lines."""

import pytest

from twohats_policy.source import Source, read, written
from twohats_policy.tree import Spot


def test_values_follow_the_core_schema_of_yaml_1_2() -> None:
    source, problems = read("f", "{a: 1, b: -2.5, c: yes, d: true, e: ~, f: '1', g: 012, h: 0x1, i: on, j: 1_000}")

    assert problems == []
    assert source.value == {
        "a": 1, "b": -2.5, "c": "yes", "d": True, "e": None, "f": "1", "g": 12, "h": "0x1", "i": "on", "j": "1_000",
    }  # fmt: skip


def test_a_value_is_found_at_the_line_of_its_key() -> None:
    source, _ = read("f", "a:\n  - b\n  - c:\n      d\ne: 1\n")

    assert source.spot(("a",)) == Spot(1)
    assert source.spot(("a", 1, "c")) == Spot(3)
    assert source.spot(("e", "nothing", 4)) == Spot(5)


def test_a_problem_in_a_block_of_text_counts_the_lines_of_the_block() -> None:
    source, _ = read("f", "x: 1\nwhen: |\n  one\n  two\n")

    assert source.problem(("when",), "w", "r", below=1).line == 4
    assert source.problem(("x",), "w", "r", below=1).line == 1


def test_a_path_is_written_as_people_write_it() -> None:
    assert written(("rules", 2, "for", "verbs", 0)) == "rules[2].for.verbs[0]"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read("f", "\ufeffa: 1") == (Source("f", {"a": 1}, {(): Spot(1), ("a",): Spot(1)}), [])


def test_a_name_is_found_in_a_list_as_a_key_or_as_the_only_value() -> None:
    source, _ = read("f", "a: [x, y]\nb: {x: 1}\nc: x\n")

    assert source.nearest(("a",), "y", ["x", "y"]) == ("a", 1)
    assert source.nearest(("b",), "x", ["x"]) == ("b", "x")
    assert source.nearest(("c",), "x", ["x"]) == ("c",)


@pytest.mark.parametrize("text", ["- " * 20_000 + "a", "{a: " * 20_000, ": " * 20_000, "? " * 20_000, "&a [" * 20_000])
def test_hostile_nesting_is_given_up_early(text: str) -> None:
    source, problems = read("f", text)

    assert source.value is None
    assert len(problems) == 1


def test_no_more_than_twenty_control_characters_are_told() -> None:
    assert len(read("f", "\x01\n" * 1000)[1]) == 20
