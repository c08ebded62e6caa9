from twohats.words.reading import read
from twohats.words.swearing import level_of


def test_a_list_counts_in_its_language_only() -> None:
    assert level_of(read("en jäkla dag"), ("sv",)) == "mild"
    assert level_of(read("en jäkla dag"), ("de",)) == "none"


def test_a_long_word_takes_no_time() -> None:
    assert level_of(read("z" * 100_000 + " zzswearzz"), ()) == "strong"
