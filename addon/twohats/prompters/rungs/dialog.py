"""The second rung: a dialog of the system, where there is no notification with buttons (facts: desktop 1.5).

What nobody pressed in it, or what brought no dialog at all, goes on to the next rung, which opens the page.
"""

import asyncio
from math import ceil

from twohats.prompter import Held
from twohats.prompters.dialogs import Dialog
from twohats.prompters.dialogs.dialog import Words
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.popup_words import Button, body, buttons_of, headline, label
from twohats.prompters.rungs.pressing import Pressing
from twohats.question import Question, Standing


class DialogRung:
    """Shows questions as dialogs."""

    def __init__(self, dialog: Dialog, page: PagePrompter, language: str) -> None:
        """Ask by `dialog`."""
        self._dialog, self._page, self._language = dialog, page, language

    async def show(self, held: Held) -> bool:
        """Ask, anew when the question changes, until it is decided or the dialog is left without an answer."""
        while held.standing is Standing.OPEN:
            question = held.question
            pressing = Pressing(held, question, self._page)
            button = await self._pressed(held, question)
            if held.question is not question:
                continue
            if button is Button.REVIEW:
                await pressing.review()
            if button is None or button is Button.REVIEW:
                return False
            pressing.press(button)
        return True

    async def notice(self, title: str, text: str) -> bool:
        """Nobody wants a window for a notice."""
        return False

    async def _pressed(self, held: Held, question: Question) -> Button | None:
        """Return what is pressed; None if nothing is, or if the question has changed meanwhile."""
        asking = asyncio.ensure_future(self._dialog.ask(self._words(held, question)))
        changed = asyncio.ensure_future(held.changed(question))
        try:
            await asyncio.wait({asking, changed}, return_when=asyncio.FIRST_COMPLETED)
            pressed = asking.result() if asking.done() else None
        finally:
            asking.cancel()
            changed.cancel()
            await asyncio.wait({asking})  # until its window is gone
        return Button(pressed) if pressed in buttons_of(question) else None

    def _words(self, held: Held, question: Question) -> Words:
        labels = tuple((button.value, label(button, self._language)) for button in buttons_of(question))
        seconds = held.seconds_left()
        return Words(headline(question, self._language), body(question, seconds, self._language), labels, ceil(seconds))
