"""Linux: screen savers on the session bus, logind's hint on the system bus, and the X server (facts: desktop 6).

A desktop that sets no hint and runs no screen saver cannot be told to be unlocked.
"""

import os
from importlib import import_module
from typing import Any

from twohats.presences.bus import open_bus

SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Names of screen savers and where they answer; some desktops have two, and answer at one of them."""

LOGIN = "org.freedesktop.login1"
SESSION = ("/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session")


def locked() -> bool | None:
    """Tell whether the screen is locked, or a screen saver covers it; None if nobody says so for certain."""
    if _hint() is True:  # only a yes is certain: not every desktop sets it
        return True
    savers = _savers()
    return any(savers) if savers else None


def idle_seconds() -> float | None:
    """Return for how long nobody has touched keyboard or mouse; None where that cannot be told.

    The X server is asked first: some screen savers answer with the time since they covered the screen instead. In a
    Wayland session it would only know what its own windows get.
    """
    wayland = os.environ.get("XDG_SESSION_TYPE") == "wayland" or "WAYLAND_DISPLAY" in os.environ
    monitors: Any = import_module("dbus_idle")  # there is none but on Linux
    for name in ("DBusIdleMonitor",) if wayland else ("X11IdleMonitor", "DBusIdleMonitor"):
        milliseconds = _milliseconds(getattr(monitors, name))
        if milliseconds is not None:
            return milliseconds / 1000
    return None


def _milliseconds(monitor: Any) -> float | None:
    try:
        opened = monitor()
    except Exception:  # noqa: BLE001  it raises whatever its bus or library does: this one is not there
        return None
    try:
        return float(opened.get_dbus_idle())
    finally:
        opened.close()


def _savers() -> list[bool]:
    """Return what the screen savers that are there say."""
    with open_bus("SESSION") as bus:
        there = [(name, path) for name, path in SAVERS if bus and bus.has_owner(name)]
        said = [bus.ask(name, path, name, "GetActive") for name, path in there if bus]
    return [active for active in said if isinstance(active, bool)]


def _hint() -> object:
    with open_bus("SYSTEM") as bus:
        return bus.property_of(LOGIN, SESSION[0], SESSION[1], "LockedHint") if bus and bus.has_owner(LOGIN) else None
