"""The interface of a dialog: a window of the system with a question and a few buttons."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Words:
    """What the dialog says. `buttons` are pairs of id and label, the harmless one first; Enter presses that one.

    One of the buttons is `review`: it, and leaving the dialog in any other way, leads on to the page. After `seconds`
    it goes by itself.
    """

    title: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    seconds: int

    def id_of(self, label: str) -> str | None:
        """Return the id of the button with this label; None if there is no such button."""
        return next((id for id, known in self.buttons if known == label), None)


class Dialog(Protocol):
    """One system's dialogs."""

    def is_here(self) -> bool:
        """Return whether dialogs can be shown here, as far as that can be told without showing one."""
        ...

    async def ask(self, words: Words) -> str | None:
        """Show a dialog and return the id of the button that was pressed; None if none was, or if it cannot be shown.

        Closes it when cancelled. Closing, Escape, the end of the time and every failure are None or `review`.
        """
        ...
