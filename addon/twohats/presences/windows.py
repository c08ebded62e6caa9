"""Windows: the time of the last input, and whether the session is locked (platform docs; facts: desktop 6)."""

import ctypes
from typing import Any

_CURRENT_SESSION = 0xFFFFFFFF
_SESSION_INFO_EX = 25
_FLAGS_AT = 16  # bytes into WTSINFOEX: level, session, state, flags, and a gap before the second
_LOCKED, _UNLOCKED = 0, 1
_TICKS = 1 << 32


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("size", ctypes.c_uint32), ("time", ctypes.c_uint32))


def idle_seconds(user32: Any = None, kernel32: Any = None) -> float | None:
    """Return for how long nobody has touched keyboard or mouse, None if the system does not say.

    Raises:
        OSError: this is not Windows.
    """
    user32, kernel32 = user32 or ctypes.CDLL("user32"), kernel32 or ctypes.CDLL("kernel32")
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    if not user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    since = (int(kernel32.GetTickCount()) - int(last.time)) % _TICKS  # the counter starts anew every 49.7 days
    return since / 1000


def locked(wtsapi32: Any = None) -> bool | None:
    """Tell whether the session is locked, None if the system does not say.

    Raises:
        OSError: this is not Windows.
    """
    wtsapi32 = wtsapi32 or ctypes.CDLL("wtsapi32")
    told, length = ctypes.c_void_p(), ctypes.c_uint32()
    session = ctypes.c_uint32(_CURRENT_SESSION)
    asked = (None, session, _SESSION_INFO_EX, ctypes.byref(told), ctypes.byref(length))
    if not wtsapi32.WTSQuerySessionInformationW(*asked) or not told.value:
        return None
    try:
        if length.value < _FLAGS_AT + 4:
            return None
        flags = ctypes.c_uint32.from_address(told.value + _FLAGS_AT).value
    finally:
        wtsapi32.WTSFreeMemory(told)
    return {_LOCKED: True, _UNLOCKED: False}.get(flags)
