"""The one statement that adds rows where the trail was left: it looks at the end, adds the rows and moves the mark
beside them, or does nothing at all.

One statement costs Python's lock once, where a transaction of five costs it five times: threads that wait for it are
most of what a small write costs (docs/decisions/0004). View and trigger are temporary: they are never in the file.
"""

from collections.abc import Sequence

from twohats.audits.chain import Link
from twohats.state.store import Transaction

MOST = 50
"""Rows in one statement."""

_VALUES = ("seq", "entry", "id", "at", "version", "body", "chain")
_COLUMNS = ", ".join(_VALUES)
_VIEW = f"""CREATE TEMP VIEW IF NOT EXISTS audit_append AS
    SELECT {_COLUMNS}, chain AS previous, chain AS sealed, chain AS seal FROM audit"""
_TRIGGER = f"""CREATE TEMP TRIGGER IF NOT EXISTS audit_append_row INSTEAD OF INSERT ON audit_append BEGIN
    SELECT RAISE(ABORT, 'the end is another one') WHERE
        NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq - 1 AND chain = NEW.previous)
        OR EXISTS (SELECT 1 FROM audit WHERE seq >= NEW.seq)
        OR NOT EXISTS (SELECT 1 FROM audit_head WHERE (seq, chain, seal) = (NEW.seq - 1, NEW.previous, NEW.sealed));
    INSERT INTO audit ({_COLUMNS}) VALUES ({", ".join(f"NEW.{name}" for name in _VALUES)});
    UPDATE audit_head SET seq = NEW.seq, chain = NEW.chain, seal = NEW.seal;
END"""
_MARKS = f"({', '.join('?' * (len(_VALUES) + 3))})"


def prepare(transaction: Transaction) -> None:
    """Make view and trigger, for this connection."""
    transaction.execute(_VIEW)
    transaction.execute(_TRIGGER)


def statement(links: Sequence[Link], *, after: str, sealed: str, seal: str) -> tuple[str, list[str | int]]:
    """Return the statement that adds `links`, and its values.

    `after` and `sealed` are chain and seal of the end they follow, `seal` is that of the new end.
    """
    values: list[str | int] = []
    for number, link in enumerate(links, 1):
        own = seal if number == len(links) else ""  # within the statement nobody can look
        values += (link.seq, link.entry, link.id, link.at, link.version, link.body, link.chain, after, sealed, own)
        after, sealed = link.chain, own
    return f"INSERT INTO audit_append VALUES {', '.join([_MARKS] * len(links))}", values
