import pytest

from tests.support.subjects import told
from twohats.signals.misspelt import SIGNAL

NAMES = "protected: [W.E.B. Du Bois, Acme Tools, Björn Lindqvist, Bo]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Education must not simply teach work. W.E.B. DeBois", "W E B DeBois: W.E.B. Du Bois"),
        ("New at Acme Tols today", "Acme Tols: Acme Tools"),
        ("New at AcmeTool today", "AcmeTool: Acme Tools"),
        ("Meet Bjorn Lindqvist", "Bjorn Lindqvist: Björn Lindqvist"),
        ("Meet Björn Lindkvist", "Björn Lindkvist: Björn Lindqvist"),
    ],
)
def test_a_slip_in_a_protected_name_is_told(text: str, found: str) -> None:
    assert told(SIGNAL, text, acme=NAMES) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "W.E.B. Du Bois, 1903",
        "Acme Tools and acme tools",
        "Acme Tools' new drill, ACME TOOLS",
        "Björn Lindqvists bok",
        "Bob and Bo",
        "At Acme, tools are cheap",
        "Lindqvist",
        "#AcmeTools",
    ],
)
def test_what_is_right_or_something_else_is_none(text: str) -> None:
    assert told(SIGNAL, text, acme=NAMES) == ()


def test_without_protected_names_nothing_is_misspelt() -> None:
    assert told(SIGNAL, "Acme Tols") == ()
