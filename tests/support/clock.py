"""A clock that tests turn by hand, and the clock on the wall of another place."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest


class Clock:
    """Returns the time it was set to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **amount: float) -> None:
        """Let time pass: `clock.turn(hours=2)`."""
        self.time += timedelta(**amount)


@contextmanager
def clock_of(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer be in that time zone."""
    with monkeypatch.context() as changed:
        changed.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()
