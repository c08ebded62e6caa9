from typing import Any

import pytest

from twohats.presences import mac

SESSION, KEY, TRUE, FALSE = 11, 12, 13, 14


class Function:
    """A function of a library: called with its arguments, with types that can be declared."""

    def __init__(self, tell: Any) -> None:
        self._tell = tell
        self.argtypes: Any = None
        self.restype: Any = None

    def __call__(self, *arguments: Any) -> Any:
        assert self.argtypes is not None, "a pointer would lose its upper half"
        return self._tell(*arguments)


class Services:
    """The functions of ApplicationServices that are used; `lock` is what the session's dictionary holds."""

    def __init__(self, session: int | None = SESSION, lock: int | None = None, idle: float = 0.0) -> None:
        self.released: list[int] = []
        self.CGEventSourceSecondsSinceLastEventType = Function(lambda state, event: idle if state == 0 else -1.0)
        self.CGSessionCopyCurrentDictionary = Function(lambda: session)
        self.CFStringCreateWithCString = Function(lambda _, name, __: KEY if name.startswith(b"CGS") else None)
        self.CFDictionaryGetValue = Function(lambda held, key: lock if (held, key) == (SESSION, KEY) else None)
        self.CFBooleanGetValue = Function(lambda value: value == TRUE)
        self.CFRelease = Function(self.released.append)


def test_idleness_is_the_time_since_the_last_input() -> None:
    assert mac.idle_seconds(Services(idle=91.25)) == 91.25


@pytest.mark.parametrize(("lock", "locked"), [(TRUE, True), (FALSE, False), (None, False)])
def test_the_session_says_whether_it_is_locked(lock: int | None, locked: bool) -> None:
    services = Services(lock=lock)
    assert mac.locked(services) is locked
    assert sorted(services.released) == [SESSION, KEY]


def test_without_a_session_nothing_can_be_told() -> None:
    assert mac.locked(Services(session=None)) is None
