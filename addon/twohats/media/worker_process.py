"""The picture worker as a process: started with the first picture, asked one by one, ended when it takes too long."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

from twohats.media.fingerprint import Unreadable
from twohats.media.frames import read_frame, write_frame

_START_SECONDS = 20.0
_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


class WorkerProcess:
    """Asks the worker, for `seconds` at most. One thread at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._worker: subprocess.Popen[bytes] | None = None

    def ask(self, content: bytes) -> Mapping[str, Any] | Unreadable:
        """Return what the worker tells of one file, or why it tells nothing."""
        try:
            answer = self._exchange(content)
        except OSError:
            answer = b""
        if not answer:
            self.end()
            return Unreadable("the picture could not be decoded, or not in time")
        told: dict[str, Any] = json.loads(answer)
        return told

    def end(self) -> None:
        """End the worker, whatever it is doing; any thread may call. The next question starts another."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                _close(pipe)

    def _exchange(self, content: bytes) -> bytes:
        """Ask the worker; an empty answer means that it died or was ended for being slow."""
        worker = self._running_worker()
        assert worker.stdin is not None
        assert worker.stdout is not None
        clock = threading.Timer(self._seconds, worker.kill)
        clock.start()
        try:
            write_frame(worker.stdin, content)
            return read_frame(worker.stdout) or b""
        finally:
            clock.cancel()

    def _running_worker(self) -> subprocess.Popen[bytes]:
        """The worker, after it said that it is ready: loading its libraries is not part of a picture's time."""
        if self._worker is None or self._worker.poll() is not None:
            self.end()
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "twohats.media.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=_QUIET,
            )
            _await_greeting(self._worker)
        return self._worker


def _await_greeting(worker: subprocess.Popen[bytes]) -> None:
    assert worker.stdout is not None
    clock = threading.Timer(_START_SECONDS, worker.kill)
    clock.start()
    try:
        read_frame(worker.stdout)
    finally:
        clock.cancel()


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet written has nobody left to read it


def _environment() -> dict[str, str]:
    """The worker finds what we find, uses one thread, and nothing from its current folder (-P)."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
