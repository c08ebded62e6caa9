"""The watcher: answers each line that it is sent with a line of JSON, `[locked, idle seconds]`, null for what cannot be
told. It ends when nobody is left to ask.
"""

import json
import sys
from collections.abc import Callable
from typing import BinaryIO

from twohats.presences import linux, mac, windows

type Look = Callable[[], bool | float | None]


def main() -> None:
    """Answer on standard output."""
    system = {"darwin": mac, "win32": windows}.get(sys.platform, linux)
    answer(sys.stdin.buffer, sys.stdout.buffer, system.locked, system.idle_seconds)


def answer(asked: BinaryIO, told: BinaryIO, locked: Look, idle_seconds: Look) -> None:
    """Answer every line of `asked` until it ends."""
    while asked.readline():
        told.write(json.dumps([_looked(locked), _looked(idle_seconds)]).encode() + b"\n")
        told.flush()


def _looked(look: Look) -> bool | float | None:
    try:
        return look()
    except Exception:  # noqa: BLE001  buses and libraries of desktops fail in their own ways: it cannot be told then
        return None


if __name__ == "__main__":
    main()
