"""Replacing the text of a popup in place, which desktops can and desktop-notifier does not offer (facts: desktop 1.3).

This is the one module that reaches into desktop-notifier: into its Linux part, version 6. Where that is not as it was,
nothing is replaced, and the popup is cleared and shown anew.
"""

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
    from dbus_fast import Variant

    backend: Any = notifier._backend  # pyright: ignore[reportPrivateUsage]
    actions = [*(_DEFAULT if clickable else ()), *(word for pair in order.buttons for word in pair)]
    hints = {"urgency": Variant("y", _CRITICAL if order.urgent else _NORMAL)}
    got = await backend.interface.call_notify(
        notifier.app_name, number, "", order.title, text, actions, hints, order.seconds * 1000
    )
    if got != number:  # it had just been closed, so this is a new popup
        backend._platform_to_interface_notification_identifier.forceput(got, order.id)
    return True
