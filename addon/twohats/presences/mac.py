"""macOS: seconds since the last input of the session, and the lock flag of its dictionary (facts: desktop 6)."""

import ctypes
from typing import Any

_FRAMEWORK = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_COMBINED_SESSION = 0
_ANY_INPUT = 0xFFFFFFFF
_UTF8 = 0x08000100
_LOCKED = b"CGSSessionScreenIsLocked"


def idle_seconds(services: Any = None) -> float | None:
    """Return for how long nobody has touched keyboard or mouse.

    Raises:
        OSError: this is not macOS.
    """
    services = services or ctypes.CDLL(_FRAMEWORK)
    ask = services.CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = (ctypes.c_int32, ctypes.c_uint32), ctypes.c_double
    return float(ask(_COMBINED_SESSION, _ANY_INPUT))


def locked(services: Any = None) -> bool | None:
    """Tell whether the screen is locked, None without a session of its own (over SSH).

    Raises:
        OSError: this is not macOS.
    """
    services = _typed(services or ctypes.CDLL(_FRAMEWORK))
    session = services.CGSessionCopyCurrentDictionary()
    if not session:
        return None
    key = services.CFStringCreateWithCString(None, _LOCKED, _UTF8)
    try:
        value = services.CFDictionaryGetValue(session, key)
        return bool(value) and bool(services.CFBooleanGetValue(value))  # the key is there while it is locked
    finally:
        services.CFRelease(key)
        services.CFRelease(session)


def _typed(services: Any) -> Any:
    """Declare what the functions take and return: without it a pointer would lose its upper half."""
    pointer = ctypes.c_void_p
    for name, returned, taken in (
        ("CGSessionCopyCurrentDictionary", pointer, ()),
        ("CFStringCreateWithCString", pointer, (pointer, ctypes.c_char_p, ctypes.c_uint32)),
        ("CFDictionaryGetValue", pointer, (pointer, pointer)),
        ("CFBooleanGetValue", ctypes.c_bool, (pointer,)),
        ("CFRelease", None, (pointer,)),
    ):
        function = getattr(services, name)
        function.restype, function.argtypes = returned, taken
    return services
