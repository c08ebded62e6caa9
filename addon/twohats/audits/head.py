"""The two places that remember where the audit trail ends.

One is a row beside the trail, changed in the same transaction: rows cut off the end do not fit it. The other is a file
of its own, written about once a second: it shows when the whole store was put back to an earlier copy. The file lags
behind by up to that second (longer if the process is killed), but is never ahead.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from twohats.audits.chain import Head
from twohats.state.folder import HEAD_FILE, replace_private
from twohats.state.store import Row, Transaction


@dataclass(frozen=True)
class SealedHead:
    """A head with its seal, as it was found; only `Head.sealed_by` tells whether it is ours."""

    seq: int
    chain: str
    seal: str

    def opened(self, key: bytes) -> Head | None:
        """Return the head if the seal is ours, else None."""
        head = Head(self.seq, self.chain)
        return head if head.sealed_by(key, self.seal) else None


@dataclass(frozen=True)
class NoHead:
    """There is none, or nothing that looks like one."""

    def opened(self, key: bytes) -> None:
        """Return None: nothing to open."""


type FoundHead = SealedHead | NoHead

QUERY = "SELECT seq, chain, seal FROM audit_head"

_FILE = TypeAdapter(SealedHead)


def from_rows(rows: list[Row]) -> FoundHead:
    """Return the head that `QUERY` found."""
    return SealedHead(seq=rows[0]["seq"], chain=rows[0]["chain"], seal=rows[0]["seal"]) if rows else NoHead()


def from_file(folder: Path) -> FoundHead:
    """Return the head in the file."""
    try:
        return _FILE.validate_json((folder / HEAD_FILE).read_bytes()[:1000], strict=True)
    except (OSError, ValidationError):
        return NoHead()


def to_rows(transaction: Transaction, head: Head, key: bytes) -> None:
    """Move the head beside the trail, within the transaction that adds the rows."""
    transaction.execute(
        "INSERT INTO audit_head (only, seq, chain, seal) VALUES (1, ?, ?, ?)"
        " ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, chain = excluded.chain, seal = excluded.seal",
        (head.seq, head.chain, head.seal(key)),
    )


def to_file(folder: Path, head: Head, key: bytes) -> bool:
    """Move the head in the file; return False if it could not be written, and so lags behind."""
    fields: dict[str, Any] = {"seq": head.seq, "chain": head.chain, "seal": head.seal(key)}
    try:
        replace_private(folder / HEAD_FILE, json.dumps(fields).encode() + b"\n")
    except OSError:  # no harm: what fails here fails the next commit too, and that one refuses
        return False
    return True
