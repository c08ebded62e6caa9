"""Reading the audit trail: decision and outcome put together, one line each. Needs no key, and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from twohats.audits.chain import Entry
from twohats.audits.record import AuditRecord, Completion, load
from twohats.moments import timestamp
from twohats.state.store import Row, Store

_PAGE = 500
_LINES = f"""
    SELECT seq, id, at, version, body, chain, (
        SELECT said.body FROM audit AS said
        WHERE said.id = audit.id AND said.entry = '{Entry.OUTCOME}' ORDER BY said.seq DESC LIMIT 1
    ) AS outcome
    FROM audit
    WHERE entry = '{Entry.DECISION}' AND seq > :seq AND at >= :since AND substr(id, 1, length(:id)) = :id
    ORDER BY seq LIMIT {_PAGE}
"""


@dataclass(frozen=True)
class Unreadable:
    """A line that cannot be read: changed by somebody, or of a newer twohats."""

    id: str
    time: str
    why: str
    chain: str


def entries(store: Store, *, since: datetime | None, id: str = "") -> Iterator[AuditRecord | Unreadable]:
    """Yield the records of the trail, oldest first: from `since` on, of ids that begin with `id`.

    Raises:
        StoreError: the store cannot be read.
    """
    search = {"since": timestamp(since) if since else "", "id": id.strip().lower(), "seq": 0}
    while page := store.query(_LINES, search):
        yield from (_entry(row) for row in page)
        search["seq"] = page[-1]["seq"]


def lines(store: Store, *, since: datetime | None, id: str) -> Iterator[dict[str, Any]]:
    """Return lines of the trail as JSON values, oldest first: from `since` on, of ids that begin with `id`.

    A line that cannot be read (changed by somebody, or of a newer twohats) has `id`, `time` and `unreadable` instead.

    Raises:
        StoreError: the store cannot be read.
    """
    return (_line(entry) for entry in entries(store, since=since, id=id))


def _line(entry: AuditRecord | Unreadable) -> dict[str, Any]:
    if isinstance(entry, AuditRecord):
        return entry.line()
    return {"id": entry.id, "time": entry.time, "unreadable": entry.why, "chain": entry.chain}


def _entry(row: Row) -> AuditRecord | Unreadable:
    try:
        return _record(row)
    except ValidationError:
        reason = "not a record of twohats"
    except ValueError as error:
        reason = str(error)
    return Unreadable(row["id"], row["at"], reason, row["chain"])


def _record(row: Row) -> AuditRecord:
    record = load(row["version"], row["body"])
    outcome = Completion.model_validate_json(row["outcome"]).outcome if row["outcome"] is not None else None
    return record.model_copy(update={"chain": row["chain"], "outcome": outcome})
