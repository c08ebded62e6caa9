import re

from twohats.lexicons import lines
from twohats.words.hashed import LEVELS, level_of_phrase, longest_phrase, perhaps_listed

ANYWHERE = frozenset({"*"})


def test_listed_words_are_kept_as_hashes_only() -> None:
    kinds = r"[0-9a-f]{14} (?:begins \d|(?:mild|strong|slur) [*a-z,]+)|sieve [0-9a-f]+ -"
    assert all(re.fullmatch(kinds, line) for line in lines("swearing"))


def test_levels_are_in_order() -> None:
    assert LEVELS == ("none", "mild", "strong", "slur")


def test_a_listed_word_has_its_level() -> None:
    assert level_of_phrase("zzswearzz", ANYWHERE) == "strong"
    assert level_of_phrase("zzslurzz", ANYWHERE) == "slur"
    assert level_of_phrase("zzslurzz", frozenset({"sv"})) == "none"
    assert level_of_phrase("shelf", ANYWHERE) == "none"


def test_most_words_begin_no_phrase() -> None:
    assert longest_phrase("shelf") == 0


def test_a_quick_look_keeps_every_listed_word_and_spares_most_others() -> None:
    usual = [f"shelf{number}" for number in range(100)]
    found = perhaps_listed(["zzslurzz", *usual, "zzswearzz"])
    assert (found[0], found[-1]) == ("zzslurzz", "zzswearzz")
    assert len(found) < 20
