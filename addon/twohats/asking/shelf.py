"""Where questions lie: the open ones, those that ended lately, and the last one of every activity."""

from collections import OrderedDict

from twohats.asking.held import HeldQuestion

MAX_OPEN = 4096
"""Open questions at once; above it the answer is block."""

MAX_REMEMBERED = 512
"""Ended questions kept for the list and for a late answer; the oldest go first."""

REMEMBERED_SECONDS = 24 * 3600
"""How long an ended question is listed; one that can still be answered is listed for as long as it can."""


class Shelf:
    """Finds questions by id and by activity, and forgets what ended long ago."""

    def __init__(self) -> None:
        """Start empty."""
        self._open: dict[str, HeldQuestion] = {}
        self._ended: OrderedDict[str, HeldQuestion] = OrderedDict()  # in the order they ended
        self._last: dict[str, HeldQuestion] = {}  # by sameness
        self._actions: dict[str, HeldQuestion] = {}  # the open ones, by action

    @property
    def full(self) -> bool:
        """Whether no more questions may be opened."""
        return len(self._open) >= MAX_OPEN

    def add(self, held: HeldQuestion) -> None:
        """Put an open question on the shelf; one that has ended under the same id makes room for it."""
        self._ended.pop(held.question.id, None)
        self._open[held.question.id] = held
        self._last[held.question.sameness] = held
        if held.question.action:
            self._actions[held.question.action] = held

    def join(self, held: HeldQuestion, sameness: str) -> None:
        """Let another activity lead to a question that is about it as well."""
        self._last[sameness] = held

    def ended(self, held: HeldQuestion) -> None:
        """Move a question to the ended ones."""
        self._open.pop(held.question.id, None)
        if self._actions.get(held.question.action) is held:
            del self._actions[held.question.action]
        self._ended[held.question.id] = held
        self.forget()

    def forget(self) -> None:
        """Drop what ended too long ago, and the oldest of too many."""
        while self._ended:
            oldest = next(iter(self._ended.values()))
            if len(self._ended) <= MAX_REMEMBERED and _remembered(oldest):
                return
            del self._ended[oldest.question.id]
            for sameness in oldest.activities:
                if self._last.get(sameness) is oldest:
                    del self._last[sameness]

    def find(self, id: str) -> HeldQuestion | None:
        """Return the question with this id, open or ended."""
        self.forget()
        return self._open.get(id) or self._ended.get(id)

    def last(self, sameness: str) -> HeldQuestion | None:
        """Return the latest question about this activity, open or ended."""
        self.forget()
        return self._last.get(sameness)

    def about(self, action: str) -> HeldQuestion | None:
        """Return the open question about this action."""
        return self._actions.get(action)

    def open(self) -> tuple[HeldQuestion, ...]:
        """Return the open questions, oldest first."""
        return tuple(self._open.values())

    def unanswered(self) -> tuple[HeldQuestion, ...]:
        """Return the ended questions that can still be confirmed, oldest first."""
        return tuple(held for held in reversed(self.recent()) if held.can_be_settled())

    def recent(self) -> tuple[HeldQuestion, ...]:
        """Return all ended questions, latest first."""
        self.forget()
        return tuple(reversed(self._ended.values()))


def _remembered(held: HeldQuestion) -> bool:
    return held.ended_ago() <= REMEMBERED_SECONDS or held.can_be_settled()
