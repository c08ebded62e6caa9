import pytest

from tests.support.subjects import told
from twohats.signals.password_like import SIGNAL

KEY = "ghp" + "_" + "a1B2" * 9


@pytest.mark.parametrize(
    "text",
    [
        "Tr0ub4dor&3xyz",
        "aB3$dE6&hI9",
        f"here {KEY}",
        "the wifi password: hunter2go",
        "Lösenord: sommar-2026x",
        "mdp: soleil2026x",
    ],
)
def test_passwords_and_keys_are_seen(text: str) -> None:
    assert told(SIGNAL, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Launch2026!",
        "#Launch_2026",
        "https://acme.example/Launch2026?x=1",
        "www.acme.example/Kod2026",
        "anna.berg1@acme.example",
        "Soon...",
        "24/7",
        "50%",
        "2026-11-22",
        "v2.1.4",
        "RTX5090",
        "Now: 20:00-22:00",
        "Use the code: SUMMER20 at checkout",
        "Kod: SOMMAR20",
        "Kod: SOMMAR-20%",
        "Forgot your password? Here is how to choose a better one.",
        "🔑🔑🔑",
    ],
)
def test_ordinary_codes_are_none(text: str) -> None:
    assert told(SIGNAL, text) is False
