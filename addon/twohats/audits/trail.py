"""The rows of the audit trail in the store: adding them to the chain, and noticing when it is not as it was left.

A trail that was tampered with is never repaired and never refused: twohats goes on in a new stretch, whose first row
says why. Going on without that row would cover up what was cut off.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from twohats.audits import append
from twohats.audits import head as audit_head
from twohats.audits.chain import Entry, Head, Link, canonical
from twohats.audits.head import FoundHead, NoHead
from twohats.audits.record import VERSION
from twohats.state.store import ConditionError, Row, Store, Transaction

FIRST = "first"
ANOTHER_KEY = "another key"
NOT_AS_LEFT = "not as it was left"
"""Why a stretch begins (`why` of a start row)."""

_PAGE = 500
_COLUMNS = "seq, entry, id, at, version, body, chain"


@dataclass(frozen=True)
class New:
    """What goes into a row to be added; `at` is a time as text."""

    entry: Entry
    id: str
    at: str
    body: str


@dataclass(frozen=True)
class _Left:
    """Where this process left the trail, and the seal of that end."""

    head: Head
    seal: str


class Trail:
    """The trail in one store, under one key; `key_id` is the mark of that key. Any thread may call.

    Rows go after the end that this process left, in one statement that makes sure of it (`append`). Only where that is
    not the end any more, somebody else was there, and it is looked at closely.
    """

    def __init__(self, store: Store, key: bytes, key_id: str) -> None:
        self.store, self.key, self.key_id = store, key, key_id
        self._adding = threading.Lock()
        self._left: _Left | None = None
        self._unsure = True
        self._marked: Head | None = None

    def add(self, rows: Sequence[New]) -> None:
        """Add rows together, or none of them; they are on the disk when this returns.

        Raises:
            StoreError: they could not be written.
        """
        with self._adding:
            if self._left is None or self._unsure or len(rows) > append.MOST:
                self._left = self._look_and_add(rows)
            else:
                self._left = self._append(rows, self._left)
            self._unsure = False

    def mark_end(self) -> None:
        """Move the mark in the file to where this process left the trail; costs nothing if it is there already."""
        with self._adding:
            if self._left and self._left.head != self._marked:
                self._mark(self._left)

    def links(self) -> Iterator[Link]:
        """Yield all rows in order; the store stays free for others in between.

        Raises:
            StoreError: they cannot be read.
        """
        seq = 0
        while page := self.store.query(f"SELECT {_COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT {_PAGE}", [seq]):
            yield from (_link(row) for row in page)
            seq = page[-1]["seq"]

    def heads(self) -> tuple[FoundHead, FoundHead]:
        """Return the marks of the end as found: the one in the file, then the one beside the rows."""
        file = audit_head.from_file(self.store.folder)
        return file, audit_head.from_rows(self.store.query(audit_head.QUERY))

    def _append(self, rows: Sequence[New], left: _Left) -> _Left:
        links: list[Link] = []
        end = left.head
        for new in rows:
            links.append(self._link(end, new))
            end = Head(links[-1].seq, links[-1].chain)
        seal = end.seal(self.key)
        try:
            self.store.execute(*append.statement(links, after=left.head.chain, sealed=left.seal, seal=seal))
        except ConditionError:
            return self._look_and_add(rows)
        return _Left(end, seal)

    def _look_and_add(self, rows: Sequence[New]) -> _Left:
        with self.store.transaction() as transaction:
            append.prepare(transaction)
            head = self._continued(transaction, rows[0].at)
            for new in rows:
                head = self._add(transaction, head, new)
            audit_head.to_rows(transaction, head, self.key)
        return _Left(head, head.seal(self.key))

    def _link(self, after: Head, new: New) -> Link:
        return Link(after.seq + 1, new.entry, new.id, new.at, VERSION, new.body).chained(self.key, after.chain)

    def _add(self, transaction: Transaction, after: Head, new: New) -> Head:
        link = self._link(after, new)
        transaction.execute(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (link.seq, link.entry, link.id, link.at, link.version, link.body, link.chain),
        )
        return Head(link.seq, link.chain)

    def _mark(self, left: _Left) -> None:
        found = audit_head.from_file(self.store.folder).opened(self.key)
        if found is None and self._marked:  # somebody took it: the next row is not added without a look
            self._unsure, self._marked = True, None
            return
        further = found is not None and found.seq > left.head.seq  # another process went on from here
        if further or audit_head.to_file(self.store.folder, left.head, self.key):
            self._marked = left.head

    def _continued(self, transaction: Transaction, at: str) -> Head:
        """Return the end to go on from; where it is not the one that was left, a start row says so first."""
        found = self._found(transaction)
        why = self._why_start(transaction, found)
        if not why:
            return found.last
        if why == FIRST:  # before any row can be seen, so that a missing file means something from now on
            audit_head.to_file(self.store.folder, found.last, self.key)
        known = [head.seq for head in (found.last, *self._known(found)) if head]
        gap = Head(max(known), found.last.chain)  # missing rows keep their numbers: the gap stays visible
        body = canonical({"key": self.key_id, "rows": found.last.seq, "why": why})
        return self._add(transaction, gap, New(Entry.START, "", at, body))

    def _found(self, transaction: Transaction) -> "_Found":
        rows = transaction.query(f"SELECT {_COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1")
        last = Head(rows[0]["seq"], rows[0]["chain"]) if rows else Head(0, "")
        beside = audit_head.from_rows(transaction.query(audit_head.QUERY))
        return _Found(last, audit_head.from_file(self.store.folder), beside)

    def _known(self, found: "_Found") -> tuple[Head | None, ...]:
        """The ends that are known: by the file, by the mark beside the rows, by this process."""
        return found.file.opened(self.key), found.beside.opened(self.key), self._left.head if self._left else None

    def _why_start(self, transaction: Transaction, found: "_Found") -> str:
        last, (written, end, left) = found.last, self._known(found)
        new = isinstance(found.file, NoHead) or written == last
        if last.seq == 0 and isinstance(found.beside, NoHead) and new and left is None:
            return FIRST
        if last.seq and self._last_key_id(transaction) != self.key_id:
            return ANOTHER_KEY
        cut = written is None or written.seq > last.seq or (left is not None and left.seq > last.seq)
        return NOT_AS_LEFT if cut or end != last else ""

    def _last_key_id(self, transaction: Transaction) -> str:
        query = f"SELECT {_COLUMNS} FROM audit WHERE entry = ? ORDER BY seq DESC LIMIT 1"
        rows = transaction.query(query, [Entry.START])
        return start_of(_link(rows[0])).key_id if rows else ""


@dataclass(frozen=True)
class _Found:
    """The end as it was found: the last row, the mark in the file, the mark beside the rows."""

    last: Head
    file: FoundHead
    beside: FoundHead


@dataclass(frozen=True)
class Start:
    """What a start row says: the mark of the key from here on, why, and how many rows were there."""

    key_id: str
    why: str
    rows: int


def start_of(link: Link) -> Start:
    """Read a start row; one that says nothing readable is of no key we have."""
    try:
        body: Any = json.loads(link.body)
        return Start(key_id=str(body["key"]), why=str(body["why"]), rows=int(body["rows"]))
    except (ValueError, TypeError, KeyError):
        return Start(key_id="", why="unreadable", rows=0)


def _link(row: Row) -> Link:
    return Link(row["seq"], row["entry"], row["id"], row["at"], row["version"], row["body"], row["chain"])
