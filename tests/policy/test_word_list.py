"""Word lists in conditions."""

import pytest

from twohats_policy.word_list import said_at, says


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("RIP, grandpa", "rip"),
        ("He passed  away\nyesterday", "x, passed away"),
        ("our condolences", "condol*"),
        ("bang 🔫🐴", "💣*, 🔫*"),
        ("Ärligt talat ÖL!", "öl"),
        ("9/11", "9/11"),
        ("(beer)", "beer"),
    ],
)
def test_a_word_is_found_whole_and_in_any_case(text: str, words: str) -> None:
    assert says(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a trip", "rip"),
        ("ripped", "rip"),
        ("passed by, away", "passed away"),
        ("a.b", "a?b"),
        ("aab", "a+b"),
        ("anything", ""),
        ("anything", " , *, "),
        ("öl", "ol"),
    ],
)
def test_parts_and_patterns_are_no_words(text: str, words: str) -> None:
    assert not says(text, words)


def test_what_is_said_is_found_with_its_ending() -> None:
    text = "Prices and pricing, not enterprise"
    assert [text[start:end] for start, end in said_at(text, "pric*, price")] == ["Prices", "pricing"]
