import pytest

from twohats.words.folding import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Launch day", "Launch day"),
        ("ﬁne \uff21cme \U0001d4d0cme", "fine Acme Acme"),
        ("bo\u200bm\u00adb", "bomb"),
        ("\u202eacme\u202c", "acme"),
        ("\u0455\u0435rv\u0456\u0441\u0435", "service"),  # all but two letters are Cyrillic
        ("R\u03bfck", "Rock"),  # a Greek letter
        ("сегодня и всегда", "сегодня и всегда"),
        ("jävla skön är den", "jävla skön är den"),
        ("don\u2019t", "don't"),
        ("\ufdfa" * 3, "   "),
    ],
)
def test_what_looks_the_same_is_spelt_the_same(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_a_whole_word_of_lookalikes_among_latin_ones_becomes_latin() -> None:
    assert folded("what a \u0441\u0430\u0440") == "what a cap"
