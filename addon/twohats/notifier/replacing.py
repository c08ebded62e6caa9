"""What desktops can do with a popup and desktop-notifier does not offer: replace its text in place, take it away after
a press (facts: desktop 1.3).

This is the one module that reaches into desktop-notifier: into its Linux part, version 6. Where that is not as it was,
popups are cleared and shown anew. All goes through its own connection: Xfce tells presses to whoever notified last.
"""

from contextlib import suppress
from typing import Any

from desktop_notifier import DesktopNotifier

from twohats.notifier.wire import Show

_DEFAULT = ("default", "")
_CRITICAL, _NORMAL = 2, 1


def number_of(notifier: DesktopNotifier, id: str) -> int | None:
    """Return the number that the notification server gave the popup with this id, None if that cannot be told."""
    backend = getattr(notifier, "_backend", None)
    numbers = getattr(backend, "_platform_to_interface_notification_identifier", None)
    inverse = getattr(numbers, "inverse", None)
    return inverse.get(id) if inverse is not None and getattr(backend, "interface", None) else None


async def replace(notifier: DesktopNotifier, order: Show, text: str, *, clickable: bool) -> bool:
    """Replace the popup of this id by the order, with `text`. Returns False if that cannot be done here.

    Raises what the bus raises.
    """
    number = number_of(notifier, order.id)
    if number is None:
        return False
    actions = [*(_DEFAULT if clickable else ()), *(word for pair in order.buttons for word in pair)]
    urgency = _CRITICAL if order.urgent else _NORMAL
    got = await _notify(notifier, number, (order.title, text), actions, urgency, order.seconds * 1000)
    if got != number:  # it had just been closed, so this is a new popup
        _backend(notifier)._platform_to_interface_notification_identifier.forceput(got, order.id)
    return True


async def take_away(notifier: DesktopNotifier, number: int, *, outlives: bool) -> None:
    """Close the popup with this number, if it is there. One that `outlives` being closed is made to expire first."""
    if outlives:
        await _notify(notifier, number, ("", ""), [], _NORMAL, 1)
    with suppress(Exception):  # some servers call it an error if it is gone already
        await _backend(notifier).interface.call_close_notification(number)


def leave(notifier: DesktopNotifier) -> None:
    """Close its connection to the bus, which it has no way of doing."""
    bus = getattr(_backend(notifier), "bus", None)
    if bus is not None:
        bus.disconnect()


async def _notify(
    notifier: DesktopNotifier, number: int, texts: tuple[str, str], actions: list[str], urgency: int, milliseconds: int
) -> int:
    from dbus_fast import Variant

    hints = {"urgency": Variant("y", urgency)}
    call = _backend(notifier).interface.call_notify
    return int(await call(notifier.app_name, number, "", *texts, actions, hints, milliseconds))


def _backend(notifier: DesktopNotifier) -> Any:
    return notifier._backend  # pyright: ignore[reportPrivateUsage]
