"""Dialogs by zenity, on Linux and its kin (facts: desktop 1.5).

Enter presses the harmless button. Escape, closing the window and the review button cannot be told apart, so all three
lead to the page; a display that is not there looks the same, but ends at once.
"""

import shutil

from twohats.prompters.dialogs.dialog import Words
from twohats.prompters.dialogs.program import Finished, run
from twohats.prompters.surroundings import has_screen

_OK, _LEFT = 0, 1
_READ_SECONDS = 0.4
"""A dialog that ended sooner was not seen by anybody."""


class Zenity:
    """Shows dialogs by the program `zenity`."""

    def is_here(self) -> bool:
        """Return whether the program is installed and there is a screen."""
        return has_screen() and shutil.which("zenity") is not None

    async def ask(self, words: Words) -> str | None:
        """Show a dialog; see `Dialog`."""
        finished = await run(arguments(words))
        return None if finished is None else pressed(words, finished)


def arguments(words: Words) -> list[str]:
    """Return the command. Each text stands behind its option's `=`, so that none can be taken for an option."""
    harmless, *others = words.buttons
    labels = dict(words.buttons)
    extra = [f"--extra-button={text}" for id, text in others if id != "review"]
    return [
        "zenity",
        "--question",
        "--no-markup",
        "--width=480",
        f"--title={words.title}",
        f"--text={words.title}\n\n{words.text}",
        f"--ok-label={harmless[1]}",
        f"--cancel-label={labels['review']}",
        *extra,
        f"--timeout={max(1, words.seconds)}",
    ]


def pressed(words: Words, finished: Finished) -> str | None:
    """Return which button ended the dialog."""
    if finished.code == _OK:
        return words.buttons[0][0]
    if finished.code != _LEFT:  # the time was over, or it failed
        return None
    if finished.line:
        return words.id_of(finished.line)
    return "review" if finished.seconds >= _READ_SECONDS else None
