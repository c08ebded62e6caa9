import io
import os
import pty
import subprocess
import sys
import threading
from typing import TextIO

import pytest

from twohats.prompters import keyboard as keyboard_module
from twohats.prompters.keyboard import Keyboard, in_foreground


class Typed:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.came = threading.Event()
        self.closed = threading.Event()

    def take(self, line: str) -> None:
        self.lines.append(line)
        self.came.set()


@pytest.fixture
def terminal() -> tuple[int, TextIO]:
    outer, inner = pty.openpty()
    return outer, os.fdopen(inner, encoding="utf-8")


def test_what_is_no_terminal_is_not_in_the_foreground() -> None:
    assert not in_foreground(io.StringIO("send\n"))
    with open(os.devnull, encoding="utf-8") as nothing:
        assert not in_foreground(nothing)


def test_a_terminal_of_somebody_else_is_not_in_the_foreground(terminal: tuple[int, TextIO]) -> None:
    outer, inner = terminal
    assert inner.isatty()
    assert not in_foreground(inner)
    os.close(outer)
    inner.close()


def test_the_terminal_that_this_process_controls_is_in_the_foreground() -> None:
    outer, inner = pty.openpty()
    code = "import sys; from twohats.prompters.keyboard import in_foreground; print(in_foreground(open(sys.argv[1])))"
    asked = [sys.executable, "-c", code, os.ttyname(inner)]
    said = subprocess.run(asked, start_new_session=True, capture_output=True, text=True, timeout=30, check=True)
    os.close(outer)
    os.close(inner)
    assert said.stdout == "True\n"


def test_lines_are_read_while_in_the_foreground_and_its_end_is_told(
    terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyboard_module, "in_foreground", lambda _: True)
    outer, inner = terminal
    typed = Typed()
    Keyboard(inner, typed=typed.take, closed=typed.closed.set).start()
    os.write(outer, b"send\n")
    assert typed.came.wait(5)
    assert typed.lines == ["send\n"]
    os.close(outer)
    assert typed.closed.wait(5)
    inner.close()


def test_in_the_background_nothing_is_read(terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch) -> None:
    front = threading.Event()
    monkeypatch.setattr(keyboard_module, "in_foreground", lambda _: front.is_set())
    monkeypatch.setattr(keyboard_module, "_WAIT_SECONDS", 0.02)
    outer, inner = terminal
    typed = Typed()
    Keyboard(inner, typed=typed.take, closed=typed.closed.set).start()
    os.write(outer, b"block\n")
    assert not typed.came.wait(0.3)
    front.set()
    assert typed.came.wait(5)
    os.close(outer)
    assert typed.closed.wait(5)
    inner.close()
