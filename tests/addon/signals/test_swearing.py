import pytest

from tests.support.subjects import told
from twohats.signals.swearing import SIGNAL


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", "none"),
        ("Three ways to hang a shelf, in our new video.", "none"),
        ("What a zzmildzz day this was", "mild"),
        ("Damn, that was f*** good", "mild"),
        ("No one in this town knows how to zzswearzz drive", "strong"),
        ("You zzslurzz", "slur"),
        ("zzmildzz zzswearzz zzslurzz", "slur"),
        ("en jäkla bra dag på jobbet var det", "mild"),
    ],
)
def test_the_worst_word_counts(text: str, level: str) -> None:
    assert told(SIGNAL, text) == level


@pytest.mark.parametrize(
    "text",
    ["ZZSwearZZ", "zz5w3@rzz!", "z z s w e a r z z", "zzswe\u200barzz", "zzswwwwearzz", "zzswe\u0430rzz", "#ZzSwearzz"],
)
def test_disguises_are_seen_through(text: str) -> None:
    assert told(SIGNAL, text) == "strong"


@pytest.mark.parametrize("text", ["50% off!!! @all $5 4 you", "a b c d e", "C3PO and R2D2", "Mississippi", "10*10"])
def test_signs_and_numbers_are_no_disguise(text: str) -> None:
    assert told(SIGNAL, text) == "none"
