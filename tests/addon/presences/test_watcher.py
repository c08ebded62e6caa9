import io
import subprocess
import sys

from twohats.presence import WATCHER
from twohats.presences.watcher import answer


def said(locked: object, idle: object) -> bytes:
    def fail() -> bool:
        raise RuntimeError("no desktop")

    told = io.BytesIO()
    looks = [(lambda value=value: value) if value != "fails" else fail for value in (locked, idle)]
    answer(io.BytesIO(b"\n\n"), told, *looks)
    return told.getvalue()


def test_every_line_is_answered() -> None:
    assert said(True, 3.5) == b"[true, 3.5]\n[true, 3.5]\n"


def test_what_fails_cannot_be_told() -> None:
    assert said("fails", 60.0) == b"[null, 60.0]\n[null, 60.0]\n"
    assert said(None, "fails") == b"[null, null]\n[null, null]\n"


def test_the_program_ends_when_nobody_is_left_to_ask() -> None:
    done = subprocess.run(WATCHER, input=b"\n", capture_output=True, timeout=30)
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert WATCHER[0] == sys.executable
