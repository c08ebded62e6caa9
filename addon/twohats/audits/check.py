"""Checking the audit trail: each changed, moved, added or missing row is named. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from twohats.audits.chain import Entry, Head, Link
from twohats.audits.trail import ANOTHER_KEY, FIRST, Trail, start_of
from twohats.state.folder import HEAD_FILE


def problems(trail: Trail) -> Iterator[str]:
    """Yield one sentence for each thing that is wrong, in the order of the rows.

    Raises:
        StoreError: the trail cannot be read.
    """
    file, beside = (found.opened(trail.key) for found in trail.heads())  # before the rows: more may be added meanwhile
    check = _Check(trail, wanted=frozenset(head.seq for head in (file, beside) if head))
    for link in trail.links():
        yield from check.next(link)
    if not check.last.seq:
        yield from ("all rows are missing",) if beside or (file and file.seq) else ()
    elif check.ours:
        yield from _end(check, beside, "the mark of the last row")
        yield from _end(check, file, f"`{HEAD_FILE}`")


@dataclass
class _Check:
    """A walk along the trail: where it is, and whether this stretch was written with the key at hand.

    `chains` are those of the rows that are `wanted` later.
    """

    trail: Trail
    last: Head = field(default_factory=lambda: Head(0, ""))
    ours: bool = True
    wanted: frozenset[int] = frozenset()
    chains: dict[int, str] = field(default_factory=dict[int, str])

    def next(self, link: Link) -> Iterator[str]:
        """Yield what is wrong with the next row, and step on to it."""
        gap = link.seq > self.last.seq + 1
        if gap:
            yield f"{_rows(self.last.seq + 1, link.seq - 1)} missing"
        if link.entry == Entry.START:
            yield from self._start(link)
        elif self.last.seq == 0 and not gap:
            yield f"row {link.seq} cannot be the first: the log does not begin with a start"
        if self.ours and not link.follows(self.trail.key, self.last.chain):
            yield self._broken(link, gap=gap)
        self.last = Head(link.seq, link.chain)
        if link.seq in self.wanted:
            self.chains[link.seq] = link.chain

    def _start(self, link: Link) -> Iterator[str]:
        start = start_of(link)
        self.ours = start.key_id == self.trail.key_id
        if not self.ours:
            yield f"from row {link.seq} on the log was written with a key that is not here: it cannot be checked"
        elif start.why == ANOTHER_KEY:
            yield f"row {link.seq}: from here on the key at hand is used; {start.rows} earlier rows had another one"
        elif start.why != FIRST:
            yield f"row {link.seq}: the log was not as it was left when this was written; {start.rows} rows were there"

    def _broken(self, link: Link, *, gap: bool) -> str:
        row = f"row {link.seq} ({link.entry} {link.id}".rstrip() + f", {link.at})"
        if gap and link.entry != Entry.START:
            return f"{row} follows a missing row and cannot be checked"
        return f"{row} is not as it was written, or not in its place"


def _end(check: _Check, head: Head | None, mark: str) -> Iterator[str]:
    if head is None:
        yield f"{mark} is missing or not ours: rows may have been cut off the end"
    elif head.seq > check.last.seq:
        yield f"{_rows(check.last.seq + 1, head.seq)} missing at the end, says {mark}"
    elif head.seq and check.chains.get(head.seq) != head.chain:
        yield f"row {head.seq} is not the one that was written, says {mark}"


def _rows(first: int, last: int) -> str:
    return f"row {first} is" if first == last else f"rows {first} to {last} are"
