"""The audit trail: every decision is on the disk before its call is released, in a chain that shows any later change.

Nothing written is edited: what the platform replied becomes a row of its own, and reading puts the two together.
Decisions are waited for. Outcomes, and the file that marks the end, follow about once a second (`flush`).
"""

import secrets
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from twohats.audits import log as audit_log
from twohats.audits.chain import Entry, Head
from twohats.audits.check import problems
from twohats.audits.group_commit import GroupCommit
from twohats.audits.record import AuditRecord, Completion, Outcome
from twohats.audits.recording import Happening, describe, outcome_for
from twohats.audits.trail import New, Trail
from twohats.errors import AuditError
from twohats.moments import timestamp
from twohats.state.keys import Keys
from twohats.state.store import Store, StoreError

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_TIME_DIGITS = 9  # milliseconds since 1970, until the year 3084
_RANDOM_DIGITS = 6
_MAX_OUTCOMES = 10_000
"""Outcomes that wait to be written; while a disk fails for long, newer ones are let go."""


class Audit:
    """The trail in this store, under this key."""

    def __init__(self, store: Store, keys: Keys, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._trail = Trail(store, keys.derive("audit"), keys.id)
        self._group = GroupCommit(self._trail.add)
        self._text_key = keys.derive("text")
        self._outcomes: list[New] = []
        self._flushing = threading.Lock()

    def describe(self, happening: Happening) -> AuditRecord:
        """Return the record of what happened, with an id, without anything that must not be kept (see `recording`)."""
        return describe(happening, new_id(happening.time), self._text_key)

    def write(self, record: AuditRecord) -> str:
        """Write a decision down and return its id; it is on the disk when this returns.

        Raises:
            AuditError: it could not be written; nothing may be released.
        """
        return self.write_all([record])[0]

    def write_all(self, records: Sequence[AuditRecord]) -> tuple[str, ...]:
        """Write the decisions of one call (a batch holds many) down together, or none of them; return their ids.

        Raises:
            AuditError: they could not be written; nothing may be released.
        """
        with _audit_errors():
            if records:
                self._trail.add(_rows(records))
        return tuple(record.id for record in records)

    async def written(self, records: Sequence[AuditRecord]) -> None:
        """Write the decisions of one call down, sharing the flush with calls that come at the same time.

        Raises:
            AuditError: they could not be written; nothing may be released.
        """
        with _audit_errors():
            if records:
                await self._group.add(_rows(records))

    def complete(self, record: AuditRecord, outcome: Outcome) -> None:
        """Note what the platform replied to a released call, to be written with the next `flush`.

        The last outcome of a decision counts. One that a crash takes was never told: the line stays without.
        """
        completion = Completion(id=record.id, outcome=outcome_for(record.account.kind, outcome))
        if len(self._outcomes) < _MAX_OUTCOMES:
            self._outcomes.append(New(Entry.OUTCOME, record.id, timestamp(self._now()), completion.model_dump_json()))

    def flush(self) -> None:
        """Write the outcomes that wait, and mark the end in its file. Called about once a second, and at the end.

        Raises:
            AuditError: they could not be written; they go on waiting.
        """
        with self._flushing, _audit_errors():
            if waiting := tuple(self._outcomes):
                self._trail.add(waiting)
                del self._outcomes[: len(waiting)]
            self._trail.mark_end()

    def records(self, since: datetime | None = None, id: str = "") -> Iterator[dict[str, Any]]:
        """Yield lines of the trail, oldest first: from `since` on, of ids that begin with `id` (see `audit_log`).

        Raises:
            AuditError: the store cannot be read.
        """
        self.flush()
        with _audit_errors():
            yield from audit_log.lines(self._store, since=since, id=id)

    def verify(self) -> list[str]:
        """Return what is wrong with the trail, a sentence for each finding; nothing if it is as it was written.

        What cannot be found without a note kept elsewhere: that rows and head file were removed together, or put back
        to the same earlier state; that the last second before a kill was put back, for the file lags behind by that
        much; and what somebody did who holds the key.

        Raises:
            AuditError: the store cannot be read.
        """
        self.flush()
        with _audit_errors():
            return list(problems(self._trail))

    def head(self) -> Head | None:
        """Return where the trail ends, to be noted elsewhere; None if nothing was written with this key.

        Raises:
            AuditError: the store cannot be read.
        """
        with _audit_errors():
            _, beside = self._trail.heads()
        return beside.opened(self._trail.key)


def new_id(time: datetime) -> str:
    """Return an id of 15 letters and digits: sorts by time, and cannot be guessed from others."""
    milliseconds = int(time.astimezone(UTC).timestamp() * 1000)
    return _digits(milliseconds, _TIME_DIGITS) + _digits(secrets.randbits(5 * _RANDOM_DIGITS), _RANDOM_DIGITS)


def _digits(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _rows(records: Sequence[AuditRecord]) -> list[New]:
    return [New(Entry.DECISION, record.id, timestamp(record.time), _body(record)) for record in records]


def _body(record: AuditRecord) -> str:
    return record.model_dump_json(exclude={"outcome", "chain"})


@contextmanager
def _audit_errors() -> Generator[None]:
    try:
        yield
    except StoreError as error:
        raise AuditError(str(error)) from error
