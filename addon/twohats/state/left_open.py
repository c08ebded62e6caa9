"""Questions left open: what waited when twohats ended, so that nobody believes it was sent or still waits.

While the guard runs, rows say which questions wait: from which account, what kind of post, since when; never what is in
it. What the next start finds is listed for a day, or until the same thing is asked about again.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from twohats.moments import timestamp
from twohats.question import Question
from twohats.state.store import Row, Store

LISTED = timedelta(hours=24)

type Key = tuple[str, str]
"""A question's id, and the hash of one of the activities it is about."""


@dataclass(frozen=True)
class Left:
    """A question that waited when twohats ended. `account` is the policy's key, empty for an unknown one."""

    question: str
    account: str
    platform: str
    verb: str
    asked: datetime


class LeftOpen:
    """The questions that this guard leaves open, and those that the one before it left. Writing blocks: asynchronous
    callers go through `asyncio.to_thread`.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now, self._lock = store, now, threading.Lock()
        self._left: dict[Key, Left] | None = None
        self._written: frozenset[Key] = frozenset()
        self._released: set[str] = set()

    @property
    def begun(self) -> bool:
        """Whether the rows of the guard before this one have been taken over."""
        return self._left is not None

    def begin(self) -> tuple[Left, ...]:
        """Take over what the guard before this one left open; return what was not listed before.

        Raises:
            StoreError: it could not be read or written; the next try begins anew.
        """
        now = self._now()
        with self._lock, self._store.transaction() as transaction:
            transaction.execute("DELETE FROM left_open WHERE left_at <> '' AND left_at < ?", [timestamp(now - LISTED)])
            rows = transaction.query("SELECT * FROM left_open ORDER BY asked, question")
            transaction.execute("UPDATE left_open SET left_at = ? WHERE left_at = ''", [timestamp(now)])
        self._left = {(row["question"], row["sameness"]): _left(row) for row in rows}
        return _once(_left(row) for row in rows if not row["left_at"])

    def found(self) -> tuple[Left, ...]:
        """Return what the guards before this one left open and is still listed, oldest first; waits for nothing."""
        return _once((self._left or {}).values())

    def keep(self, waiting: Mapping[Key, Question]) -> None:
        """Write down which questions wait now, if others did before; nothing until `begin` has been called.

        Raises:
            StoreError: it could not be written; the next call tries again.
        """
        with self._lock:
            now = {key: question for key, question in waiting.items() if question.id not in self._released}
            self._released &= {question.id for question in waiting.values()}
            if self._left is None or now.keys() == self._written:
                return
            asked_again = {sameness for _, sameness in now}
            gone = [*(self._written - now.keys()), *(key for key in self._left if key[1] in asked_again)]
            with self._store.transaction() as transaction:
                for key in gone:
                    transaction.execute("DELETE FROM left_open WHERE question = ? AND sameness = ?", key)
                for key in now.keys() - self._written:
                    transaction.execute(_INSERT, _values(key, now[key]))
            self._written = frozenset(now)
            self._left = {key: left for key, left in self._left.items() if key[1] not in asked_again}

    def released(self, question: str) -> None:
        """Forget a question that was answered with yes, before its call is let through: it is not unsent any more.

        Raises:
            StoreError: it could not be forgotten.
        """
        with self._lock:
            self._released.add(question)
            written = {key for key in self._written if key[0] == question}
            if written:
                self._store.execute("DELETE FROM left_open WHERE question = ?", [question])
            self._written -= written


_INSERT = (
    "INSERT OR REPLACE INTO left_open (question, sameness, account, platform, verb, asked, left_at)"
    " VALUES (?, ?, ?, ?, ?, ?, '')"
)


def _values(key: Key, question: Question) -> tuple[str, ...]:
    account, verb = question.account, question.problem.shown_as
    return (*key, account.ref or "", account.platform, verb.value, timestamp(question.asked))


def _left(row: Row) -> Left:
    asked = datetime.fromisoformat(row["asked"])
    return Left(row["question"], row["account"], row["platform"], row["verb"], asked)


def _once(found: Iterable[Left]) -> tuple[Left, ...]:
    return tuple(dict.fromkeys(found))
