"""The `observe:` list as text."""

import pytest

from twohats_policy.observe_list import added, layout, removed


def joined(text: str, word: str = "night") -> str | None:
    keys = layout(text)
    assert keys is not None
    return added(text, keys, word)


def left(text: str, number: int) -> str | None:
    keys = layout(text)
    assert keys is not None
    return removed(text, keys, number)


@pytest.mark.parametrize("text", ["{twohats: 1}", "[]", "observe", ""])
def test_only_a_file_of_keys_each_on_its_line_is_looked_into(text: str) -> None:
    assert layout(text) is None


def test_where_the_last_word_of_a_value_ends_is_known() -> None:
    text = "a: 1\nb:\n- x\n- [y, z]\n\n# next\nc: []\n"
    keys = layout(text)

    assert keys is not None
    assert [text[: value.last].splitlines()[-1] for _, value in keys.values()] == ["a: 1", "- [y, z]", "c: []"]


def test_a_new_list_is_written_below_the_packs_or_else_at_the_top() -> None:
    assert joined("twohats: 1\nuse: [a]\nrules: []\n") == "twohats: 1\nuse: [a]\nobserve: [night]\nrules: []\n"
    assert joined("twohats: 1\nuse:\n- a\n\n# Ours.\nrules: []\n") == (
        "twohats: 1\nuse:\n- a\nobserve: [night]\n\n# Ours.\nrules: []\n"
    )
    assert joined("# Ours.\ntwohats: 1") == "# Ours.\ntwohats: 1\nobserve: [night]"
    assert joined("rules: []") is None


def test_words_are_counted_from_nought() -> None:
    assert left("observe: [a, b, c]", 0) == "observe: [b, c]"
    assert left("observe: [a, b, c]", 1) == "observe: [a, c]"
    assert left("observe: [a, b, c]", 2) == "observe: [a, b]"
    assert left("observe:\n- a\n- b\n", 0) == "observe:\n- b\n"


def test_what_is_no_list_or_word_is_left_to_a_person() -> None:
    assert joined("observe: {a: 1}") is left("observe: {a: 1}", 0) is left("use: []", 0) is None
    assert left("observe:\n-\n  a\n", 0) is None
