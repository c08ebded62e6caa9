"""Views: which open pages are in view, by what they say themselves; a tab behind others does not count."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

VIEW_SECONDS = 6.0
"""A page in view says so every four seconds; one that has been silent for longer is not."""


class Views:
    """The pages that follow events, by names that they chose."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Tell time by `clock`, in seconds."""
        self._clock = clock
        self._said: dict[str, float] = {}  # when each was in view last

    @contextmanager
    def following(self, name: str) -> Generator[None]:
        """Know the page for as long as it follows events."""
        self._said.setdefault(name, float("-inf"))
        try:
            yield
        finally:
            self._said.pop(name, None)

    def say(self, name: str, *, in_view: bool) -> None:
        """Take what a page says of itself; one that follows no events is not known."""
        if name in self._said:
            self._said[name] = self._clock() if in_view else float("-inf")

    def any(self) -> bool:
        """Tell whether a page is in view that shows every question by itself."""
        return any(self._clock() - at <= VIEW_SECONDS for at in self._said.values())
