"""Where questions lie: the open ones, those that ended lately, and the last one of every activity."""

from collections import OrderedDict

from twohats.asking.held import HeldQuestion
from twohats.prompter import Standing

MAX_OPEN = 4096
"""Open questions at once; above it the answer is block."""

MAX_REMEMBERED = 512
"""Ended questions kept for the list and for a late answer; the oldest go first."""


class Shelf:
    """Finds questions by id and by activity, and forgets what ended long ago."""

    def __init__(self) -> None:
        """Start empty."""
        self._open: dict[str, HeldQuestion] = {}
        self._ended: OrderedDict[str, HeldQuestion] = OrderedDict()  # in the order they ended
        self._last: dict[str, HeldQuestion] = {}  # by sameness

    @property
    def full(self) -> bool:
        """Whether no more questions may be opened."""
        return len(self._open) >= MAX_OPEN

    def add(self, held: HeldQuestion) -> None:
        """Put an open question on the shelf; one that has ended under the same id makes room for it."""
        self._ended.pop(held.question.id, None)
        self._open[held.question.id] = held
        self._last[held.question.sameness] = held

    def ended(self, held: HeldQuestion) -> None:
        """Move a question to the ended ones."""
        self._open.pop(held.question.id, None)
        self._ended[held.question.id] = held
        self.forget()

    def forget(self) -> None:
        """Drop what ended too long ago, and the oldest of too many."""
        while self._ended:
            oldest = next(iter(self._ended.values()))
            if oldest.late_seconds_left() > 0 and len(self._ended) <= MAX_REMEMBERED:
                return
            del self._ended[oldest.question.id]
            if self._last.get(oldest.question.sameness) is oldest:
                del self._last[oldest.question.sameness]

    def find(self, id: str) -> HeldQuestion | None:
        """Return the question with this id, open or ended."""
        self.forget()
        return self._open.get(id) or self._ended.get(id)

    def last(self, sameness: str) -> HeldQuestion | None:
        """Return the latest question about this activity, open or ended."""
        self.forget()
        return self._last.get(sameness)

    def open(self) -> tuple[HeldQuestion, ...]:
        """Return the open questions, oldest first."""
        return tuple(self._open.values())

    def unanswered(self) -> tuple[HeldQuestion, ...]:
        """Return the ended questions that can still be confirmed, oldest first."""
        self.forget()
        return tuple(held for held in self._ended.values() if held.standing is Standing.UNANSWERED)
