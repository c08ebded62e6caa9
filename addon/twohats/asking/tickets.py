"""Tickets: one-shot permission to send the same activity again.

A person who says yes after a held call has run out of time cannot release that call any more: the client has its
refusal. The yes becomes a ticket, and the next call with the same `sameness` spends it. Tickets survive a restart and
end after 15 minutes, those of a second opinion after three hours (facts: peers 7.2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from twohats.asking.sameness import sameness
from twohats.moments import timestamp
from twohats.state.store import Row, Store, StoreError

__all__ = ["LIFETIME", "LONG_LIFETIME", "Ticket", "Tickets", "sameness"]

LIFETIME = timedelta(minutes=15)
LONG_LIFETIME = timedelta(hours=3)


@dataclass(frozen=True)
class Ticket:
    """Which activity is allowed, by whom and why as far as that was told, and from when until when (UTC)."""

    sameness: str
    allowed_by: str
    reason: str
    issued: datetime
    expires: datetime


class Tickets:
    """The tickets in this store, issued and spent by this process alone: asking for one that is not there touches no
    disk. All else blocks for a moment: asynchronous callers go through `asyncio.to_thread`.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._open = {str(row["sameness"]) for row in store.query("SELECT sameness FROM tickets")}

    def issue(self, sameness: str, *, allowed_by: str = "", reason: str = "", lifetime: timedelta = LIFETIME) -> Ticket:
        """Issue a ticket, in place of one for the same activity: two yeses let it through once.

        Raises:
            StoreError: it could not be written down.
        """
        now = self._now()
        ticket = Ticket(sameness, allowed_by, reason, issued=now, expires=now + lifetime)
        self._store.execute(
            "INSERT OR REPLACE INTO tickets (sameness, allowed_by, reason, issued, expires) VALUES (?, ?, ?, ?, ?)",
            (sameness, allowed_by, reason, timestamp(ticket.issued), timestamp(ticket.expires)),
        )
        self._open.add(sameness)
        return ticket

    def has(self, sameness: str) -> bool:
        """Tell whether there may be a ticket for this activity; waits for nothing."""
        return sameness in self._open

    def take(self, sameness: str) -> Ticket | None:
        """Spend the ticket for this activity: exactly one caller gets it. None if there is none that is valid now.

        Raises:
            StoreError: the ticket could not be spent; it must not be used.
        """
        if not self.has(sameness):
            return None
        rows = self._spend(sameness)
        ticket = _ticket(rows[0]) if rows else None
        return ticket if ticket and self._is_valid(ticket) else None

    def drop(self, sameness: str) -> bool:
        """Take a ticket back; returns whether there was one.

        Raises:
            StoreError: it could not be taken back.
        """
        self._open.discard(sameness)  # whatever the disk does, this process does not find it any more
        return self._store.execute("DELETE FROM tickets WHERE sameness = ?", [sameness]) > 0

    def expire(self) -> int:
        """Remove tickets that are not valid any more and return how many there were.

        Raises:
            StoreError: they could not be removed.
        """
        if not self._open:
            return 0
        now = timestamp(self._now())
        with self._store.transaction() as transaction:
            gone = transaction.query(_EXPIRE, (now, now))
        self._open.difference_update(row["sameness"] for row in gone)
        return len(gone)

    def _spend(self, sameness: str) -> list[Row]:
        self._open.discard(sameness)
        try:
            with self._store.transaction() as transaction:
                return transaction.query("DELETE FROM tickets WHERE sameness = ? RETURNING *", [sameness])
        except StoreError:
            self._open.add(sameness)
            raise

    def _is_valid(self, ticket: Ticket) -> bool:
        """A ticket from the future means that the clock was set back: its age cannot be told, so it does not count."""
        return ticket.issued <= self._now() < ticket.expires


_EXPIRE = "DELETE FROM tickets WHERE expires <= ? OR issued > ? RETURNING sameness"


def _ticket(row: Row) -> Ticket:
    return Ticket(
        sameness=row["sameness"],
        allowed_by=row["allowed_by"],
        reason=row["reason"],
        issued=datetime.fromisoformat(row["issued"]),
        expires=datetime.fromisoformat(row["expires"]),
    )
