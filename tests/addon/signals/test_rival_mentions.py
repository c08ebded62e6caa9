import pytest

from tests.support.subjects import told
from twohats.signals.rival_mentions import SIGNAL

RIVALS = "rivals: [Drill Kings, '@boringco', rival.example]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Better than drill kings any day", "Drill Kings"),
        ("#DrillKings who?", "Drill Kings"),
        ("As seen at @BoringCo", "boringco"),
        ("Read https://shop.rival.example/a?b=1", "rival.example"),
    ],
)
def test_a_rival_is_told_however_it_is_named(text: str, found: str) -> None:
    assert told(SIGNAL, text, acme=RIVALS) == (found,)


@pytest.mark.parametrize("text", ["", "The kings of drill", "https://notrival.example", "https://[broken"])
def test_anything_else_is_none(text: str) -> None:
    assert told(SIGNAL, text, acme=RIVALS) == ()
    assert told(SIGNAL, text) == ()
