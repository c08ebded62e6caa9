"""How many wrong tries the page answers at length: a flood of them must cost next to nothing."""

from collections import deque
from collections.abc import Callable

MOST_TRIES = 30
TRIES_SECONDS = 60.0


class Tries:
    """Counts wrong tries. A right token or cookie is never counted, so a flood cannot lock the person out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Count by `clock`, in seconds."""
        self._clock = clock
        self._times: deque[float] = deque(maxlen=MOST_TRIES)

    def too_many(self) -> bool:
        """Count one wrong try; returns True if there were too many within the last minute."""
        now = self._clock()
        full = len(self._times) == MOST_TRIES and now - self._times[0] <= TRIES_SECONDS
        self._times.append(now)
        return full
