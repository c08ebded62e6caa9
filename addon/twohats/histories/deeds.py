"""Deeds: the rows of what went out, one for each activity that people could see. No text, tag or name is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from twohats.histories.holder import Holder
from twohats.state.store import Row, Store

KEPT = timedelta(days=180)
MARKS_KEPT = timedelta(days=30)
MAX_ROWS = 50_000


@dataclass(frozen=True)
class Deed:
    """One activity that went out: from whom, where, when, whether it was a reply, the marks of its text, the digests of
    its tags and mentions. `platform_id` is the platform's id of the account, `holder.id` where that is all there is.
    """

    holder: Holder
    platform: str
    platform_id: str
    at: datetime
    reply: bool
    marks: bytes
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class Deeds:
    """Reads and writes the rows; writing waits for nothing (`Store.later`)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, employee: str, deed: Deed) -> None:
        """Put a row in line."""
        ends = (" ".join(deed.tags), " ".join(deed.mentions))
        who = (employee, deed.holder.ref, deed.platform, deed.platform_id)
        self._store.later(_INSERT, (*who, deed.at.isoformat(), int(deed.reply), deed.marks, *ends))

    def newest(self) -> int:
        """Write what is in line and return the number of the last row.

        Raises:
            StoreError: the memory could not be written or read. So do all that follow.
        """
        self._store.flush()
        return int(self._store.query("SELECT coalesce(max(seq), 0) FROM deeds")[0][0])

    def of(self, employee: str, newest: int) -> Iterator[Deed]:
        """Yield what the employee did, oldest first, up to the row of this number."""
        last = 0
        while rows := self._store.query(_READ, (employee, last, newest)):
            last = rows[-1]["seq"]
            yield from map(_deed, rows)

    def others_commits(self) -> int:
        """Return a number that changes when another process may have erased something."""
        return self._store.others_commits()

    def tidy(self, now: datetime) -> None:
        """Let go of what is too old or too much."""
        self._store.later(_TIDY, ((now - KEPT).isoformat(), MAX_ROWS))
        self._store.later(_TIDY_MARKS, ((now - MARKS_KEPT).isoformat(),))

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase one account's rows; return how many."""
        return self._store.execute(_FORGET, (platform, platform_id))

    def clear(self, employee: str) -> int:
        """Erase one employee's rows; return how many."""
        return self._store.execute("DELETE FROM deeds WHERE employee = ?", (employee,))


def _deed(row: Row) -> Deed:
    ref, platform, id = row["account_ref"], row["platform"], row["platform_id"]
    holder = Holder(ref) if ref else Holder("", platform, id)
    at, tags, mentions = datetime.fromisoformat(row["at"]), row["tags"].split(), row["mentions"].split()
    return Deed(holder, platform, id, at, bool(row["reply"]), row["marks"], tuple(tags), tuple(mentions))


_INSERT = """INSERT INTO deeds
    (employee, account_ref, platform, platform_id, at, reply, marks, tags, mentions)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_READ = "SELECT * FROM deeds WHERE employee = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT 2000"
_TIDY = "DELETE FROM deeds WHERE at < ? OR seq <= (SELECT max(seq) FROM deeds) - ?"
_TIDY_MARKS = "UPDATE deeds SET marks = x'' WHERE at < ? AND marks != x''"
_FORGET = "DELETE FROM deeds WHERE platform = ? AND platform_id = ?"
