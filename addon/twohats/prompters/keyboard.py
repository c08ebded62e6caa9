"""Lines typed at a terminal, read in a thread, without ever stopping the process.

A program in the background that reads from its terminal is stopped by the system; here it only reads while it is in the
foreground. Windows has no such thing.
"""

import os
import sys
import threading
from collections.abc import Callable
from typing import TextIO

_WAIT_SECONDS = 0.5
_MOST = 4096


def in_foreground(stream: TextIO) -> bool:
    """Return whether the stream is a terminal that this process may read from now."""
    if not stream.isatty():
        return False
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(stream.fileno()) == os.getpgrp()
    except OSError:  # a terminal, but not ours
        return False


class Keyboard:
    """Reads lines until the terminal closes. Both callbacks are called in the reading thread."""

    def __init__(self, stream: TextIO, *, typed: Callable[[str], None], closed: Callable[[], None]) -> None:
        """Read from `stream`; nothing is read before `start`."""
        self._stream = stream
        self._typed = typed
        self._closed = closed

    def start(self) -> None:
        """Begin to read; the thread ends with the terminal or the process."""
        threading.Thread(target=self._run, name="keyboard", daemon=True).start()

    def _run(self) -> None:
        try:
            while line := self._line():
                self._typed(line)
        except (OSError, ValueError):  # the terminal went away, or the stream was closed
            pass
        self._closed()

    def _line(self) -> str:
        """Return one line with its end; empty when the terminal is closed. Raises OSError, ValueError."""
        if sys.platform == "win32":
            return self._stream.readline()
        import select

        while True:
            ready, _, _ = select.select([self._stream], [], [], _WAIT_SECONDS)
            if ready and not self._stream.isatty():  # hung up
                return ""
            if ready and in_foreground(self._stream):
                return os.read(self._stream.fileno(), _MOST).decode("utf-8", "replace")
            if ready:
                threading.Event().wait(_WAIT_SECONDS)
