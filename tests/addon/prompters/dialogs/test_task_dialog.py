import asyncio
import ctypes
import sys
import threading
import time

import pytest

from tests.addon.prompters.dialogs.test_dialog import WORDS
from twohats.prompters.dialogs.task_dialog import Config, TaskDialog, click, show

CANCEL = 2


class Windows:
    """Shows dialogs as Windows would, and presses `button` after a moment; ticks until it is clicked away."""

    def __init__(self, button: int | None, elapsed: int = 0) -> None:
        self.button, self.elapsed = button, elapsed
        self.configs: list[Config] = []
        self.labels: list[tuple[int, str]] = []
        self.clicked = threading.Event()

    def show(self, config: Config) -> int:
        self.configs.append(config)
        self.labels = [(config.buttons[n].id, config.buttons[n].label) for n in range(config.button_count)]
        while self.button is None and not self.clicked.is_set():
            config.callback(7, 4, self.elapsed, 0, 0)
            time.sleep(0.01)
        return CANCEL if self.button is None else self.button

    def click(self, window: int, button: int) -> None:
        assert (window, button) == (7, CANCEL)
        self.clicked.set()


def dialog(windows: Windows) -> TaskDialog:
    return TaskDialog(windows.show, windows.click)


def test_the_structure_has_the_size_that_windows_wants() -> None:
    """Eight numbers and sixteen pointers without gaps: 160 bytes where a pointer has 8."""
    assert ctypes.sizeof(Config) == 8 * 4 + 16 * ctypes.sizeof(ctypes.c_void_p)


@pytest.mark.parametrize(
    ("number", "button"), [(100, "block"), (101, "send"), (103, "review"), (CANCEL, None), (9, None)]
)
async def test_only_a_press_is_a_press(number: int, button: str | None) -> None:
    windows = Windows(number)
    assert await dialog(windows).ask(WORDS) == button
    (config,) = windows.configs
    assert (config.size, config.default_button) == (ctypes.sizeof(Config), 100)
    assert (config.instruction, config.content) == (WORDS.title, WORDS.text)
    assert windows.labels == [(100, "Do not send"), (101, "Send"), (102, "Ask a colleague"), (103, "Review")]


async def test_it_is_closed_when_nobody_needs_it() -> None:
    windows = Windows(None)
    task = asyncio.create_task(dialog(windows).ask(WORDS))
    await asyncio.sleep(0.05)
    assert not windows.clicked.is_set()
    task.cancel()
    await asyncio.wait({task})
    assert await asyncio.to_thread(windows.clicked.wait, 5)


async def test_its_end_is_no_answer() -> None:
    assert await asyncio.wait_for(dialog(Windows(None, elapsed=31_000)).ask(WORDS), 5) is None


async def test_where_there_is_no_such_dialog_there_is_no_answer() -> None:
    if sys.platform != "win32":
        assert not TaskDialog().is_here()
        assert await asyncio.wait_for(TaskDialog().ask(WORDS), 5) is None
        with pytest.raises((OSError, AttributeError)):
            show(Config())
        with pytest.raises((OSError, AttributeError)):
            click(7, CANCEL)
