"""Pressing the buttons of a real popup: nobody tells where a desktop draws them, so they are looked for by clicking."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from itertools import product

from tests.support.desktop_session import DesktopSession, Window
from twohats.notifier.wire import Event, Show, What
from twohats.prompter import Held
from twohats.prompters.notifying import Notifier, Popup
from twohats.prompters.rungs.popup_words import body, buttons_of, headline, label

_ROWS = (37, 28)
"""Pixels above a popup's lower edge where buttons were seen."""

_STEP, _INWARDS = 30, 12
"""Pixels from one try to the next, from the right; and from the first hit, near a button's edge, towards its middle."""

_HOVER_SECONDS, _GO_SECONDS = 0.1, 1.5
_PRESS_SECONDS = 0.4


async def until[T](found: Callable[[], T | None], seconds: float = 5.0) -> T:
    """Wait until something is found and return it.

    Raises:
        TimeoutError: it is not.
    """
    async with asyncio.timeout(seconds):
        while not (value := found()):
            await asyncio.sleep(0.02)
        return value


async def settled(desktop: DesktopSession) -> Window:
    """Return the popup once it stands still."""
    last: Window | None = None
    while True:
        window = await until(desktop.popup)
        if window == last:
            return window
        last = window
        await asyncio.sleep(0.05)


async def press(desktop: DesktopSession, held: Held, button: str) -> None:
    """Press a button of the question's popup, which is on the screen, as often as it takes until that popup goes."""
    async with asyncio.timeout(20):
        number = (await settled(desktop)).number
        while _is_there(desktop, number):
            await _click(desktop, *desktop.spots[_kind(held)][button])
            await _went(desktop, number)


def _is_there(desktop: DesktopSession, number: int) -> bool:
    window = desktop.popup()
    return window is not None and window.number == number


async def _went(desktop: DesktopSession, number: int) -> None:
    """Wait a moment for it to go. A click that comes while the popup is laid out anew is none."""
    with suppress(TimeoutError):
        await until(lambda: not _is_there(desktop, number), _GO_SECONDS)


async def _click(desktop: DesktopSession, left: int, up: int) -> None:
    """Click on the popup, this far from its left and lower edges, once it stands still under the pointer.

    notification-daemon lays a popup out anew when the pointer comes: it gets a cross, and its words less room.
    """
    window = await settled(desktop)
    desktop.point(window.left + left, window.top + window.height - up)
    await asyncio.sleep(_HOVER_SECONDS)
    window = await settled(desktop)
    desktop.click(window.left + left, window.top + window.height - up)


async def find_buttons(desktop: DesktopSession, held: Held) -> None:
    """Find out where this desktop draws the buttons of such a question, by a popup with the same words."""
    question, kind = held.question, _kind(held)
    if kind in desktop.spots:
        return
    labels = tuple((button.value, label(button, "en")) for button in buttons_of(question))
    order = Show("trial", headline(question, "en"), body(question, held.seconds_left(), "en"), labels)
    notifier = Notifier()
    try:
        desktop.spots[kind] = await _found(desktop, notifier, order)
    finally:
        notifier.close()
    await until(lambda: desktop.popup() is None)


def _kind(held: Held) -> str:
    """Return what the places of the buttons depend on: the buttons, and the words, which make some popups wider."""
    question = held.question
    return repr((buttons_of(question), headline(question, "en"), body(question, 0, "en")))


async def _found(desktop: DesktopSession, notifier: Notifier, order: Show) -> dict[str, tuple[int, int]]:
    spots: dict[str, tuple[int, int]] = {}
    with notifier.following(order.id) as popup:
        shown = False
        for row, column in product(_ROWS, range(1, 40)):
            if not shown:
                await _shown(popup, order)
                shown = True
            left = (await settled(desktop)).width - column * _STEP
            if left < 0:
                continue
            await _click(desktop, left, row)
            event = await _heard(popup)
            shown = event is None
            if event is not None and event.what is What.PRESSED:
                spots.setdefault(event.button, (left - _INWARDS, row))
            if len(spots) == len(order.buttons):
                return spots
    raise AssertionError(f"found only {sorted(spots)}")


async def _shown(popup: Popup, order: Show) -> None:
    """Show it; a machine that is busy may take several tries."""
    async with asyncio.timeout(20):
        while (await popup.show(order)).what is not What.SHOWN:
            await asyncio.sleep(0.2)


async def _heard(popup: Popup) -> Event | None:
    try:
        return await asyncio.wait_for(popup.event(), _PRESS_SECONDS)
    except TimeoutError:
        return None
