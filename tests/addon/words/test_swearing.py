import re

from twohats.lexicons import lines
from twohats.words.reading import read
from twohats.words.swearing import LEVELS, level_of


def test_strong_words_are_kept_as_hashes_only() -> None:
    assert all(re.fullmatch(r"[0-9a-f]{14} (?:begins \d|(?:strong|slur) [*a-z,]+)", line) for line in lines("swearing"))


def test_levels_are_in_order() -> None:
    assert LEVELS == ("none", "mild", "strong", "slur")


def test_a_list_counts_in_its_language_only() -> None:
    assert level_of(read("en jäkla dag"), ("sv",)) == "mild"
    assert level_of(read("en jäkla dag"), ("de",)) == "none"


def test_a_long_word_takes_no_time() -> None:
    assert level_of(read("z" * 100_000 + " zzswearzz"), ()) == "strong"
