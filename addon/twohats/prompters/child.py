"""A child process that is spoken to by lines. Threads start it, read it and write to it, so that no loop ever waits."""

import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import SimpleQueue

_END_SECONDS = 2.0
_MAX_LINE = 16_384
_WINDOWS_FLAGS = 0x0800_0000 | 0x0200  # CREATE_NO_WINDOW, CREATE_NEW_PROCESS_GROUP


class Child:
    """One life of the process: from its start, at once, to its end. Both callbacks are called in threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        heard: Callable[[bytes], None],
        ended: Callable[[], None],
    ) -> None:
        """Start it; `heard` gets each of its lines, `ended` is called once, also if it cannot be started."""
        self._command, self._environment = tuple(command), dict(environment)
        self._heard, self._ended = heard, ended
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = threading.Event()
        threading.Thread(target=self._live, name="child", daemon=True).start()

    def say(self, line: bytes) -> None:
        """Give it a line, as soon as it takes one."""
        self._lines.put(line)

    def close(self) -> None:
        """End its input after what was said: it ends by itself."""
        self._lines.put(b"")

    def kill(self) -> None:
        """End it now."""
        self._killed.set()
        if self._process is not None:
            self._process.kill()

    def _live(self) -> None:
        try:
            self._process = self._start()
        except OSError:
            self._ended()
            return
        if self._killed.is_set():
            self._process.kill()
        threading.Thread(target=self._write, args=(self._process,), name="child's input", daemon=True).start()
        self._read(self._process)
        self._lines.put(b"")
        self._ended()

    def _start(self) -> "subprocess.Popen[bytes]":
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=pipe,
            stdout=pipe,
            stderr=nothing,
            bufsize=0,
            start_new_session=True,  # Ctrl+C is for the guard, which ends the child by ending its input
            creationflags=_WINDOWS_FLAGS if sys.platform == "win32" else 0,
        )

    def _read(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        with open(process.stdout.fileno(), "rb", closefd=False) as lines:
            while line := lines.readline(_MAX_LINE):
                self._heard(line)
        process.stdout.close()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:  # it closed its output and lives on
            process.kill()
            process.wait()

    def _write(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        with process.stdin as stdin:
            try:
                while line := self._lines.get():
                    stdin.write(line)
            except OSError:  # it has ended; the reading thread sees that too
                return
