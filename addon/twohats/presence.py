"""Presence: whether the screen is locked, and for how long nobody has touched this computer.

A process of its own looks: the library of the X server ends its program when the screen goes away, which must not be
the guard. It is started with the first question, asked anew each time, and ends with the guard.
"""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass

LOOK_SECONDS = 1.5
WATCHER = (sys.executable, "-P", "-m", "twohats.presences.watcher")
_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True)
class Glance:
    """What one look told; None where it cannot be told."""

    locked: bool | None = None
    idle_seconds: float | None = None


class Presence:
    """Asks the watcher. `look` blocks up to `seconds`: never on the event loop; any thread may call."""

    def __init__(self, watcher: Sequence[str] = WATCHER, seconds: float = LOOK_SECONDS) -> None:
        self._command = watcher
        self._seconds = seconds
        self._lock = threading.Lock()
        self._watcher: subprocess.Popen[bytes] | None = None

    def look(self) -> Glance:
        """Return how it is at this moment; nothing is known if the watcher cannot be had or is too slow."""
        with self._lock:
            was_there = self._watcher is not None
            glance = self._glance()
            if glance is None and was_there:  # it ended with the screen that it looked at
                glance = self._glance()
            return glance or Glance()

    def close(self) -> None:
        """End the watcher; the next look starts another."""
        with self._lock:
            self._end()

    def _glance(self) -> Glance | None:
        try:
            glance = _understood(self._ask())
        except OSError:
            glance = None
        if glance is None:
            self._end()
        return glance

    def _ask(self) -> bytes:
        watcher = self._running()
        assert watcher.stdin is not None
        assert watcher.stdout is not None
        clock = threading.Timer(self._seconds, watcher.kill)
        clock.start()
        try:
            watcher.stdin.write(b"\n")
            watcher.stdin.flush()
            return watcher.stdout.readline()
        finally:
            clock.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._watcher is None or self._watcher.poll() is not None:
            self._end()
            self._watcher = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                creationflags=_QUIET,
            )
            weakref.finalize(self, _ended, self._watcher)
        return self._watcher

    def _end(self) -> None:
        if self._watcher is not None:
            _ended(self._watcher)
            self._watcher = None


def _ended(watcher: "subprocess.Popen[bytes]") -> None:
    """End a watcher and take its pipes away; nothing happens to one that has ended."""
    watcher.kill()
    watcher.wait()
    for pipe in (watcher.stdin, watcher.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue  # what was not yet written has nobody left to read it


def _understood(answer: bytes) -> Glance | None:
    """Return what the watcher said, None if it said nothing that can be understood."""
    try:
        locked, idle = json.loads(answer)
    except (ValueError, TypeError):
        return None
    known = isinstance(idle, int | float) and not isinstance(idle, bool) and idle >= 0
    return Glance(locked if isinstance(locked, bool) else None, float(idle) if known else None)
