"""Unknown calls: writing calls on guarded hosts that no adapter knows, counted, so that a stale adapter shows itself.

Of a call only host, method and the shape of the path are kept: words of letters, which name what is called, and nothing
that looks like an id or a token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.adapter import Request
from twohats.moments import timestamp
from twohats.plain_words import is_plain
from twohats.state.store import Store

MAX_SEGMENTS = 8
MAX_KINDS = 2_000
"""Kinds that are kept: a page could make up paths for ever. Of more, those seen longest ago go."""


@dataclass(frozen=True)
class UnknownCall:
    """One kind of unknown call, how often it was seen, and when last (ISO 8601, UTC)."""

    host: str
    method: str
    path: str
    count: int
    at: str


@dataclass(frozen=True)
class UnknownCalls:
    """The counts in this store."""

    store: Store
    now: Callable[[], datetime]

    def count(self, request: Request) -> None:
        """Count one call. A service to the maintainers: it is written with what follows, and no call waits for it."""
        self.store.later(_COUNT, (request.host, request.method, path_shape(request.path), timestamp(self.now())))
        self.store.later(_FORGET, (MAX_KINDS,))

    def all(self) -> list[UnknownCall]:
        """Return what was counted, the most frequent first.

        Raises:
            StoreError: it cannot be read.
        """
        self.store.flush()
        rows = self.store.query("SELECT * FROM unknown_calls ORDER BY count DESC, host, path")
        return [UnknownCall(*(row[name] for name in ("host", "method", "path", "count", "at"))) for row in rows]


_COUNT = """INSERT INTO unknown_calls (host, method, path, count, at) VALUES (?, ?, ?, 1, ?)
    ON CONFLICT DO UPDATE SET count = count + 1, at = excluded.at"""
_FORGET = """DELETE FROM unknown_calls WHERE rowid IN
    (SELECT rowid FROM unknown_calls ORDER BY at DESC LIMIT -1 OFFSET ?)"""


def path_shape(path: str) -> str:
    """Return a path with everything that looks like an id or a token replaced by `*`."""
    segments = path.strip("/").split("/")[:MAX_SEGMENTS]
    return "/" + "/".join(segment if is_plain(segment) or not segment else "*" for segment in segments)
