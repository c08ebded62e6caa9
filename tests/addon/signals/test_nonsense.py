import pytest

from tests.support.subjects import told
from twohats.signals.nonsense import SIGNAL


@pytest.mark.parametrize(
    "text", [";l;;gmlxzssaw", "asdfghjkl", "qwertyuiop", "xkjrtzw bvqpf", "j", ";;", "fghjk dfghj"]
)
def test_mash_is_nonsense(text: str) -> None:
    assert told(SIGNAL, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Soon.",
        "hahahaha",
        "Brrrr!",
        "🎉",
        "?",
        "...",
        "2026",
        "Yesss",
        "Angstschweiß",
        "Strömstad",
        "Rhythm",
        "@xkjrtz",
        "https://acme.example/xkjrtzwbv",
        "#fghjkl new",
        "сегодня открыто",
        "新しいお店",
        "Zürich, wir kommen!",
        "IKEA",
        "don't; won't; can't",
    ],
)
def test_what_somebody_would_say_is_none(text: str) -> None:
    assert told(SIGNAL, text) is False
