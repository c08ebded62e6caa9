"""The first rung: a notification with buttons, through the notifier process (facts: desktop 1.3, 1.6).

On desktops that hide the buttons behind a menu, the page is opened beside it. When the desktop or the process is gone,
the question goes on to the next rung.
"""

import asyncio
from itertools import count

from twohats.notifier.wire import Event, Show, What
from twohats.prompter import Held
from twohats.prompters.notifying import Notifier, Popup
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.popup_words import Button, body, buttons_of, headline, label
from twohats.prompters.rungs.pressing import Pressing
from twohats.question import Standing

NOTICE_SECONDS = 10
SWIFT_STEP, SLOW_STEP = 1.0, 10.0
"""Seconds between two texts of a count-down: where a text is replaced in place, and where the popup has to be anew."""


class ButtonsRung:
    """Shows questions as notifications with buttons."""

    def __init__(self, notifier: Notifier, page: PagePrompter, language: str) -> None:
        """Show popups by `notifier`; `page` is where a review takes place."""
        self._notifier, self._page, self._language = notifier, page, language
        self._notices = count(1)

    async def show(self, held: Held) -> bool:
        """Show it, until it is decided or the desktop is gone."""
        with self._notifier.following(held.question.id) as popup:
            asked = _Asked(held, popup, self._page, self._language)
            try:
                return await asked.until_decided()
            finally:
                asked.close()

    async def notice(self, title: str, text: str) -> bool:
        """Show a popup without buttons, that goes by itself."""
        id = f"notice {next(self._notices)}"
        with self._notifier.following(id, clears=False) as popup:
            event = await popup.show(Show(id, title, text, seconds=NOTICE_SECONDS, urgent=False))
            return event.what is What.SHOWN


class _Asked:
    """One question on one popup."""

    def __init__(self, held: Held, popup: Popup, page: PagePrompter, language: str) -> None:
        self._held, self._popup, self._page, self._language = held, popup, page, language
        self._pressing = Pressing(held, held.question, page)
        self._stale, self._was_shown, self._step = True, False, SLOW_STEP
        self._beside: asyncio.Future[bool] | None = None

    async def until_decided(self) -> bool:
        """Show it and take what is pressed; returns False when the popup cannot be had or kept."""
        while self._held.standing is Standing.OPEN:
            if self._stale and not await self._show():
                self._stop_window()
                return False
            event = await self._next()
            if event is None:
                self._stale = True
            elif event.what in {What.LOST, What.FAILED}:
                self._stop_window()
                return False
            else:
                await self._take(event)
        return True

    def close(self) -> None:
        """Stop what goes on beside it."""
        if self._beside is not None:
            self._beside.cancel()

    def _stop_window(self) -> None:
        """Stop the clock of an undo window: the popup may still stand there, and pressing Undo would do nothing."""
        if self._was_shown and self._pressing.question.undo:
            self._held.touch()

    async def _show(self) -> bool:
        question = self._held.question
        title = headline(question, self._language)
        text = body(question, self._held.seconds_left(), self._language)
        buttons = tuple((button.value, label(button, self._language)) for button in buttons_of(question))
        event = await self._popup.show(Show(question.id, title, text, buttons))
        if event.what is not What.SHOWN:
            return False
        if not self._was_shown or self._pressing.question is not question:  # from now on it is in view
            self._pressing = Pressing(self._held, question, self._page)
        self._stale, self._was_shown, self._step = False, True, SWIFT_STEP if event.swift else SLOW_STEP
        if not event.drawn and self._beside is None:
            self._beside = asyncio.ensure_future(self._page.offer(self._held))
        return True

    async def _next(self) -> Event | None:
        """Return what happens to the popup next; None when the question has changed, or the next text is due."""
        event = asyncio.ensure_future(self._popup.event())
        changed = asyncio.ensure_future(self._held.changed(self._pressing.question))
        try:
            step = self._step if self._pressing.question.undo else None
            await asyncio.wait({event, changed}, timeout=step, return_when=asyncio.FIRST_COMPLETED)
            return event.result() if event.done() else None
        finally:
            event.cancel()
            changed.cancel()

    async def _take(self, event: Event) -> None:
        """Do what the press says. A popup goes away when it is pressed: it comes again if that came to nothing."""
        question = self._pressing.question
        if event.what is What.CLICKED or (event.what, event.button) == (What.PRESSED, Button.REVIEW):
            await self._review()
        elif event.what is What.PRESSED and event.button in buttons_of(question):
            self._stale = not self._pressing.press(Button(event.button))
        elif event.what is What.DISMISSED and not question.undo:  # Xfce says so of a click, too (facts: desktop 1.1)
            await self._page.bring_up(self._held)

    async def _review(self) -> None:
        """Go to the page. It stops the clock of an undo window; that change alone needs no new popup."""
        self._stale = not await self._pressing.review()
        if not self._stale:
            self._pressing = Pressing(self._held, self._held.question, self._page)
