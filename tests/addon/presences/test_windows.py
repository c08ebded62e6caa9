import ctypes
from dataclasses import dataclass
from typing import Any

import pytest

from twohats.presences import windows


@dataclass
class User32:
    """`GetLastInputInfo` as the system has it: fills in a structure whose size it checks."""

    time: int = 0

    def GetLastInputInfo(self, into: Any) -> int:
        structure = into._obj
        if structure.size != 8:
            return 0
        structure.time = self.time
        return int(self.time >= 0)


@dataclass
class Kernel32:
    ticks: int

    def GetTickCount(self) -> int:
        return self.ticks


class Wtsapi32:
    """`WTSQuerySessionInformationW` with session flags as `WTSINFOEX` holds them."""

    def __init__(self, flags: int, length: int = 232, answers: int = 1) -> None:
        words = (1, 0, 7, 0, flags & 0xFFFFFFFF, *([0] * 53))
        self.memory = (ctypes.c_uint32 * 58)(*words)
        self.length, self.answers, self.freed = length, answers, 0

    def WTSQuerySessionInformationW(self, _server: Any, _session: Any, kind: int, into: Any, length: Any) -> int:
        assert kind == 25
        into._obj.value = ctypes.addressof(self.memory)
        length._obj.value = self.length
        return self.answers

    def WTSFreeMemory(self, _memory: Any) -> None:
        self.freed += 1


def test_idleness_is_the_time_since_the_last_input() -> None:
    assert windows.idle_seconds(User32(10_000), Kernel32(75_500)) == 65.5


def test_the_tick_counter_may_have_started_anew() -> None:
    assert windows.idle_seconds(User32(2**32 - 1_000), Kernel32(2_000)) == 3.0


def test_a_system_that_does_not_say_is_not_idle_for_nothing() -> None:
    assert windows.idle_seconds(User32(-1), Kernel32(75_500)) is None


@pytest.mark.parametrize(("flags", "locked"), [(0, True), (1, False), (-1, None)])
def test_the_session_says_whether_it_is_locked(flags: int, locked: bool | None) -> None:
    system = Wtsapi32(flags)
    assert windows.locked(system) is locked
    assert system.freed == 1


def test_an_answer_that_is_too_short_or_none_tells_nothing() -> None:
    assert windows.locked(Wtsapi32(1, length=8)) is None
    assert windows.locked(Wtsapi32(1, answers=0)) is None
