"""Reviews: what was sent in an emergency stays listed until somebody else has looked at it.

A row says which question it was, who said yes, from which account and when; never what was sent.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.moments import timestamp
from twohats.question import Question
from twohats.state.store import Row, Store


@dataclass(frozen=True)
class Review:
    """One emergency that nobody else has looked at. `account` is the policy's key, empty for an unknown one."""

    number: int
    question: str
    employee: str
    said_by: str
    account: str
    platform: str
    at: datetime


class Reviews:
    """The reviews of this store, written by this process alone: the open ones are at hand without a look at the disk.
    Writing blocks: asynchronous callers go through `asyncio.to_thread`.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now, self._lock = store, now, threading.Lock()
        rows = store.query("SELECT * FROM reviews WHERE looked_at = '' ORDER BY number")
        self._open = {int(row["number"]): _review(row) for row in rows}

    def note(self, question: Question, by: str) -> int:
        """Write down that `by` is about to send this in an emergency; returns the review's number.

        Raises:
            StoreError: it could not be written, so the yes must not count.
        """
        account = question.account
        values = (question.id, question.employee, by, account.ref or "", account.platform, timestamp(self._now()))
        with self._store.transaction() as transaction:
            row = transaction.query(_NOTE, values)[0]
        with self._lock:
            self._open[int(row["number"])] = _review(row)
        return int(row["number"])

    def drop(self, number: int) -> None:
        """Take back a review whose yes did not count.

        Raises:
            StoreError: it could not be taken back, and stays listed.
        """
        self._store.execute("DELETE FROM reviews WHERE number = ?", [number])
        with self._lock:
            self._open.pop(number, None)

    def open(self) -> tuple[Review, ...]:
        """Return what nobody else has looked at yet, oldest first."""
        with self._lock:
            return tuple(self._open.values())

    def find(self, question: str) -> Review | None:
        """Return the open review of the question with this id, however it is typed."""
        return next((review for review in self.open() if review.question == question.strip().upper()), None)

    def close(self, review: Review, by: str) -> bool:
        """Note that `by` has looked; returns False if somebody had before.

        Raises:
            StoreError: it could not be written, and stays listed.
        """
        values = (by, timestamp(self._now()), review.number)
        closed = self._store.execute(_CLOSE, values) > 0
        with self._lock:
            self._open.pop(review.number, None)
        return closed


_NOTE = (
    "INSERT INTO reviews (question, employee, said_by, account, platform, at, looked_by, looked_at)"
    " VALUES (?, ?, ?, ?, ?, ?, '', '') RETURNING *"
)
_CLOSE = "UPDATE reviews SET looked_by = ?, looked_at = ? WHERE number = ? AND looked_at = ''"


def _review(row: Row) -> Review:
    return Review(
        number=int(row["number"]),
        question=row["question"],
        employee=row["employee"],
        said_by=row["said_by"],
        account=row["account"],
        platform=row["platform"],
        at=datetime.fromisoformat(row["at"]),
    )
