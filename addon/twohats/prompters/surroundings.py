"""What a program that the guard starts gets to know of its surroundings: the desktop, and nothing secret.

The guard's own environment may hold passwords and tokens; a program that shows a popup needs none of them.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_KEPT = re.compile(
    r"""APPDATA | COMSPEC | DBUS_SESSION_BUS_ADDRESS | DISPLAY | HOME | HOMEDRIVE | HOMEPATH | LANG | LANGUAGE |
        LD_LIBRARY_PATH | LOCALAPPDATA | LOGNAME | PATH | PATHEXT | PROGRAMDATA | PYTHONHOME | PYTHONPATH |
        SYSTEMDRIVE | SYSTEMROOT | TEMP | TMP | TMPDIR | USER | USERNAME | USERPROFILE | VIRTUAL_ENV |
        WAYLAND_DISPLAY | WINDIR | XAUTHORITY | LC_\w+ | XDG_\w+""",
    re.VERBOSE | re.IGNORECASE,
)


def surroundings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the part of the environment that a program on the desktop needs.

    The address of the session bus is filled in where only its usual place is there.
    """
    kept = {name: value for name, value in environment.items() if _KEPT.fullmatch(name)}
    bus = Path(kept.get("XDG_RUNTIME_DIR", "")) / "bus"
    if "DBUS_SESSION_BUS_ADDRESS" not in kept and bus.is_absolute() and bus.exists():
        kept["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
    return kept


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether there is a screen to show a window on, as far as Linux and its kin tell."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
