"""One desktop that popups can be shown on, through desktop-notifier."""

import asyncio
import html
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_notifier import Button, Capability, DesktopNotifier, Notification, Urgency

from twohats.notifier.replacing import leave, number_of, replace, take_away
from twohats.notifier.wire import Event, Show, What

if TYPE_CHECKING:
    from twohats.notifier.server import Server


_LOOK_ALIKES = str.maketrans("<>&", "\u2039\u203a\uff06")


class NotShownError(Exception):
    """The desktop cannot show this popup."""


class Desk:
    """A connection to the desktop. It is given up when the desktop is `lost`, and another one is opened."""

    def __init__(self, server: "Server | None", notifier: DesktopNotifier) -> None:
        """Show through `notifier`; `server` is known on Linux only. `open` makes these."""
        self._server, self._notifier = server, notifier
        self._abilities: frozenset[Capability] = frozenset()
        self._numbers: dict[str, int] = {}
        self._closing: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, tell: Callable[[Event], None], lost: Callable[[], None]) -> "Desk":
        """Connect. `tell` hears of presses; `lost` is called when the desktop is gone. May wait for ever.

        Raises NotShownError where nothing can be shown, and what the system's own interface raises.
        """
        desk = cls(await _server(lost), DesktopNotifier("twohats", app_icon=None))
        try:
            await desk._meet(tell)
        except BaseException:
            desk.close()
            raise
        return desk

    async def show(self, order: Show) -> Event:
        """Show or replace a popup and return that it was SHOWN. May wait for ever; late ones are taken away again.

        Raises NotShownError, and what the system's own interface raises.
        """
        if order.buttons and Capability.BUTTONS not in self._abilities:
            raise NotShownError("no buttons")
        if not await self._replaced(order):
            await self.clear(order.id)
            await self._send(order)
        number = number_of(self._notifier, order.id)
        if number is not None:
            self._numbers[order.id] = number
        drawn = self._server is None or self._server.draws_buttons
        return Event(What.SHOWN, order.id, drawn=drawn, swift=number is not None)

    async def clear(self, id: str) -> None:
        """Take a popup away, if it is there."""
        number = self._numbers.pop(id, None) or number_of(self._notifier, id)
        if number is not None:
            outlives = self._server is not None and self._server.popups_outlive_closing
            await take_away(self._notifier, number, outlives=outlives)
        if id in await self._notifier.get_current_notifications():
            try:
                await self._notifier.clear(id)
            except KeyError:  # it was pressed or closed a moment ago
                return

    async def answers(self) -> None:
        """Return when the desktop answers; may wait for ever."""
        if self._server is not None:
            await self._server.answers()

    def close(self) -> None:
        """Leave; popups stay as they are."""
        leave(self._notifier)
        if self._server is not None:
            self._server.close()

    async def _meet(self, tell: Callable[[Event], None]) -> None:
        self._abilities = await self._notifier.get_capabilities()
        if not self._abilities:  # an unsigned Python on macOS: popups "succeed", unseen (facts: desktop 1.3)
            raise NotShownError("nothing can be shown from here")
        self._notifier.on_button_pressed = lambda id, button: self._heard(tell, Event(What.PRESSED, id, button))
        self._notifier.on_clicked = lambda id: self._heard(tell, Event(What.CLICKED, id))
        self._notifier.on_dismissed = lambda id: self._heard(tell, Event(What.DISMISSED, id))

    def _heard(self, tell: Callable[[Event], None], event: Event) -> None:
        """Tell it, and close the popup: dunst leaves one standing that was answered by its menu."""
        number = self._numbers.pop(event.id, None)
        if number is not None:
            closing = asyncio.ensure_future(take_away(self._notifier, number, outlives=False))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
        tell(event)

    async def _replaced(self, order: Show) -> bool:
        if order.id not in await self._notifier.get_current_notifications():
            return False
        clickable = Capability.ON_CLICKED in self._abilities
        return await replace(self._notifier, order, self._body(order), clickable=clickable)

    async def _send(self, order: Show) -> None:
        sending = asyncio.ensure_future(self._notifier.send_notification(self._notification(order)))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            sending.add_done_callback(lambda _: asyncio.ensure_future(self.clear(order.id)))
            raise
        if order.id not in await self._notifier.get_current_notifications():  # it never raises (facts: desktop 1.3)
            raise NotShownError("the desktop did not take it")

    def _notification(self, order: Show) -> Notification:
        return Notification(
            order.title,
            self._body(order),
            urgency=Urgency.Critical if order.urgent else Urgency.Normal,
            buttons=tuple(Button(label, identifier=id) for id, label in order.buttons),
            timeout=order.seconds,
            identifier=order.id,
        )

    def _body(self, order: Show) -> str:
        """Return the text as this desktop takes it: only a body, and only where it may hold markup, is escaped. Where
        nobody can tell, its signs are replaced by others that look alike.
        """
        if self._server is not None and self._server.marks_up:
            return html.escape(order.text, quote=False)
        may = self._server is not None and self._server.may_mark_up
        return order.text.translate(_LOOK_ALIKES) if may else order.text


async def _server(lost: Callable[[], None]) -> "Server | None":
    if not sys.platform.startswith("linux"):
        return None
    from twohats.notifier.server import Server

    return await Server.open(lost)
