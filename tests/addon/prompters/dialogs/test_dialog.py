import pytest

from twohats.prompters import dialogs as dialogs_module
from twohats.prompters.dialogs import DIALOGS, Dialog, dialog_here
from twohats.prompters.dialogs.dialog import Words

WORDS = Words(
    "@acme (brand, X): send this post?",
    "--help <b>& “text”",
    (("block", "Do not send"), ("send", "Send"), ("ask", "Ask a colleague"), ("review", "Review")),
    30,
)


class Fake:
    def __init__(self, *, here: bool) -> None:
        self.here = here

    def is_here(self) -> bool:
        return self.here

    async def ask(self, words: Words) -> str | None:
        return words.buttons[0][0]


def test_a_button_is_known_by_its_label() -> None:
    assert WORDS.id_of("Ask a colleague") == "ask"
    assert WORDS.id_of("ask") is None


def test_the_first_that_is_here_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    second: Dialog = Fake(here=True)
    monkeypatch.setattr(dialogs_module, "DIALOGS", (Fake(here=False), second, Fake(here=True)))
    assert dialog_here() is second
    monkeypatch.setattr(dialogs_module, "DIALOGS", (Fake(here=False),))
    assert dialog_here() is None


def test_every_system_has_one() -> None:
    assert len(DIALOGS) == 3
