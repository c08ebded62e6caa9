import pytest

from tests.support.subjects import told
from twohats.signals.personal_tone import SIGNAL
from twohats.words.reading import NO_LIST


@pytest.mark.parametrize(
    "text",
    [
        "ugh so tired, my boss is driving me nuts lol",
        "så trött, orkar inte, saknar er alla",
        "mi jefe me tiene loca jajaja 😭",
    ],
)
def test_a_private_person_scores_high(text: str) -> None:
    score = told(SIGNAL, text)
    assert isinstance(score, float)
    assert score > 0.8


@pytest.mark.parametrize(
    "text", ["Our new drill is in stock. Order now: https://acme.example", "Wir suchen Verstärkung für unseren Laden."]
)
def test_a_house_scores_low(text: str) -> None:
    score = told(SIGNAL, text)
    assert isinstance(score, float)
    assert score < 0.2


def test_too_little_is_nothing_and_another_language_unknown() -> None:
    assert told(SIGNAL, "lol 😭") == 0.0
    assert told(SIGNAL, "Zapraszamy do naszego nowego sklepu, otwieramy już w sobotę rano.") == NO_LIST
