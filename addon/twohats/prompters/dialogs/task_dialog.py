"""Task dialogs of Windows, by ctypes (facts: desktop 1.5).

Written from the documentation of `TaskDialogIndirect`; nobody has run it yet (docs/limits.md). Where the interface is
not as described the call fails, and the question goes on to the page.
"""

import asyncio
import ctypes
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from twohats.prompters.dialogs.dialog import Words

_FIRST_ID = 100
_CANCEL = 2  # IDCANCEL: Escape, closing the window
_FLAGS = 0x0008 | 0x0800  # ALLOW_DIALOG_CANCELLATION, CALLBACK_TIMER; no hyperlinks, so texts are shown as they are
_TIMER = 4  # TDN_TIMER, about every 200 ms, with the milliseconds since it was shown
_CLICK_BUTTON = 0x0400 + 102  # TDM_CLICK_BUTTON
_function = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
_Callback: Any = _function(ctypes.c_long, ctypes.c_void_p, ctypes.c_uint, *[ctypes.c_size_t] * 3)


class _Button(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("id", ctypes.c_int), ("label", ctypes.c_wchar_p))


class Config(ctypes.Structure):
    """TASKDIALOGCONFIG, in its order."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (
        ("size", ctypes.c_uint),
        ("parent", ctypes.c_void_p),
        ("instance", ctypes.c_void_p),
        ("flags", ctypes.c_int),
        ("common_buttons", ctypes.c_int),
        ("window_title", ctypes.c_wchar_p),
        ("icon", ctypes.c_void_p),
        ("instruction", ctypes.c_wchar_p),
        ("content", ctypes.c_wchar_p),
        ("button_count", ctypes.c_uint),
        ("buttons", ctypes.POINTER(_Button)),
        ("default_button", ctypes.c_int),
        ("radio_count", ctypes.c_uint),
        ("radios", ctypes.c_void_p),
        ("default_radio", ctypes.c_int),
        *((name, ctypes.c_wchar_p) for name in ("verification", "expanded", "expanded_label", "collapsed_label")),
        ("footer_icon", ctypes.c_void_p),
        ("footer", ctypes.c_wchar_p),
        ("callback", _Callback),
        ("callback_data", ctypes.c_void_p),
        ("width", ctypes.c_uint),
    )


def show(config: Config) -> int:
    """Show the dialog and return the id of the button that ended it; blocks. Raises OSError, AttributeError."""
    pressed = ctypes.c_int()
    result = _library("comctl32").TaskDialogIndirect(ctypes.byref(config), ctypes.byref(pressed), None, None)
    if result != 0:
        raise OSError(f"TaskDialogIndirect failed: {result:#x}")
    return pressed.value


def click(window: int, button: int) -> None:
    """Press a button of the dialog in this window."""
    _library("user32").SendMessageW(ctypes.c_void_p(window), _CLICK_BUTTON, ctypes.c_size_t(button), ctypes.c_size_t(0))


def _library(name: str) -> Any:
    return getattr(ctypes, "WinDLL", ctypes.CDLL)(name)


@dataclass(frozen=True)
class TaskDialog:
    """Shows task dialogs, each in a thread of its own, by `show` and `click`."""

    show: Callable[[Config], int] = show
    click: Callable[[int, int], None] = click

    def is_here(self) -> bool:
        """Return whether this is Windows."""
        return sys.platform == "win32"

    async def ask(self, words: Words) -> str | None:
        """Show a dialog; see `Dialog`."""
        loop = asyncio.get_running_loop()
        pressed: asyncio.Future[str | None] = loop.create_future()
        over = threading.Event()

        def tell(id: str | None) -> None:
            if not pressed.done():
                pressed.set_result(id)

        def ask() -> None:
            id = self._pressed(words, over)
            if not loop.is_closed():
                loop.call_soon_threadsafe(tell, id)

        threading.Thread(target=ask, name="dialog", daemon=True).start()
        try:
            return await pressed
        finally:
            over.set()

    def _pressed(self, words: Words, over: threading.Event) -> str | None:
        def tick(window: int, what: int, elapsed: int, _: int, __: int) -> int:
            if what == _TIMER and (over.is_set() or elapsed > words.seconds * 1000):
                self.click(window, _CANCEL)
            return 0

        callback = _Callback(tick)
        try:
            number = self.show(config_of(words, callback)) - _FIRST_ID
        except (OSError, AttributeError, ctypes.ArgumentError):
            return None
        return words.buttons[number][0] if 0 <= number < len(words.buttons) else None


def config_of(words: Words, callback: object) -> Config:
    """Return what `TaskDialogIndirect` takes: our buttons, the harmless one pressed by Enter, Escape a cancellation."""
    buttons = (_Button * len(words.buttons))(
        *(_Button(_FIRST_ID + number, label) for number, (_, label) in enumerate(words.buttons))
    )
    return Config(
        size=ctypes.sizeof(Config),
        flags=_FLAGS,
        window_title="twohats",
        instruction=words.title,
        content=words.text,
        button_count=len(buttons),
        buttons=ctypes.cast(buttons, ctypes.POINTER(_Button)),
        default_button=_FIRST_ID,
        callback=callback,
    )
