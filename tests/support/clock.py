"""A clock that tests turn by hand."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Returns the time it was set to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **amount: float) -> None:
        """Let time pass: `clock.turn(hours=2)`."""
        self.time += timedelta(**amount)
