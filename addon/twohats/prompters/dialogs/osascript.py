"""Dialogs by `osascript`, on macOS, where an unsigned Python shows no notification with buttons (facts: desktop 1.5).

Written from the documentation; nobody has run it yet (docs/limits.md).
"""

import shutil

from twohats.prompters.dialogs.dialog import Words
from twohats.prompters.dialogs.program import Finished, run

_MOST_BUTTONS = 3
_SCRIPT = """\
on run argv
  set theButtons to items 4 thru -1 of argv
  set theAnswer to display dialog (item 2 of argv) with title (item 1 of argv) buttons theButtons ¬
    default button (count of theButtons) with icon caution giving up after ((item 3 of argv) as integer)
  if gave up of theAnswer then return ""
  return button returned of theAnswer
end run"""
"""The words are its arguments: none of them is ever part of the script."""


class Osascript:
    """Shows dialogs by the program `osascript`."""

    def is_here(self) -> bool:
        """Return whether the program is installed."""
        return shutil.which("osascript") is not None

    async def ask(self, words: Words) -> str | None:
        """Show a dialog; see `Dialog`."""
        finished = await run(arguments(words))
        return None if finished is None else pressed(words, finished)


def arguments(words: Words) -> list[str]:
    """Return the command. A dialog has at most three buttons, the default one at the right; the page has all."""
    shown = [pair for pair in words.buttons if pair[0] != "ask"][:_MOST_BUTTONS]
    labels = [text for _, text in reversed(shown)]
    texts = [words.title, f"{words.title}\n\n{words.text}", str(max(1, words.seconds))]
    return ["osascript", "-e", _SCRIPT, *texts, *labels]


def pressed(words: Words, finished: Finished) -> str | None:
    """Return which button ended the dialog; giving up and failing say nothing."""
    return words.id_of(finished.line) if finished.code == 0 and finished.line else None
