"""The arithmetic of the audit trail: what makes a change to it show. Pure: a key and values in, hexadecimal digits out.

Every row's `chain` is an HMAC over the chain of the row before it and all of its own columns. The head, sealed with
the same key, says how many rows there are. Without the key nobody can write, change, move or remove a row unseen.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Entry(StrEnum):
    """What a row holds. Stored words are never changed."""

    START = "start"  # the chain begins, or begins again after something happened to it
    DECISION = "decision"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Link:
    """One row of the trail."""

    seq: int
    entry: str
    id: str
    at: str
    version: int
    body: str
    chain: str = ""

    def chained(self, key: bytes, previous: str) -> "Link":
        """Return the row with its place in the chain, after the row whose chain is `previous`."""
        return replace(self, chain=self._mac(key, previous))

    def follows(self, key: bytes, previous: str) -> bool:
        """Tell whether the row is as it was written, and was written after the row whose chain is `previous`."""
        return hmac.compare_digest(self.chain.encode(), self._mac(key, previous).encode())

    def _mac(self, key: bytes, previous: str) -> str:
        # The body goes in as a digest: a later version can erase a body (design: `twohats forget`) and keep the chain.
        body = _mac(key, "body", self.body)
        return _mac(key, "row", previous, self.seq, self.entry, self.id, self.at, self.version, body)


@dataclass(frozen=True)
class Head:
    """The end of the trail: the number of the last row, and its chain."""

    seq: int
    chain: str

    def seal(self, key: bytes) -> str:
        """Return the seal that only the holder of the key can make."""
        return _mac(key, "head", self.seq, self.chain)

    def sealed_by(self, key: bytes, seal: str) -> bool:
        """Tell whether this seal is ours."""
        return hmac.compare_digest(self.seal(key).encode(), seal.encode())


def canonical(value: Any) -> str:
    """Return JSON of one spelling: keys sorted, no spaces, ASCII only."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _mac(key: bytes, kind: str, *values: str | int) -> str:
    return hmac.digest(key, canonical([kind, *values]).encode(), hashlib.sha256).hex()
