"""The index of approved pictures in the state store: what a look at each told, so that no file is decoded twice.

Kept of a picture are its fingerprint, a grey thumbnail of 16 KiB and the name of its file; these are a brand's own
pictures. A row of no account is a look and approves nothing by itself: files in the policy's folder are approved while
they lie there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from twohats.media.fingerprint import Fingerprint, unpacked
from twohats.media.pictures import Look
from twohats.state.store import Row, Store

NO_ACCOUNT = ""
KEPT_LOOKS = timedelta(days=180)
"""How long a look that belongs to no account is kept; then the file is decoded once more."""


@dataclass(frozen=True)
class Asset:
    """One approved picture: whose, what is kept of it, the name of its file, and when it was added."""

    account: str
    fingerprint: Fingerprint
    name: str
    at: datetime


@dataclass(frozen=True)
class ApprovedIndex:
    """Reads and writes the index."""

    store: Store = field(repr=False)
    now: Callable[[], datetime]

    def add(self, account: str, look: Look, name: str) -> bool:
        """Keep a look for an account, or for none; False if it was there.

        Raises:
            StoreError: it could not be written.
        """
        self.store.execute(_TIDY, ((self.now() - KEPT_LOOKS).isoformat(),))
        own = look.fingerprint
        values = (account, own.digest, own.packed(), look.thumbnail, name, self.now().isoformat())
        return self.store.execute(_INSERT, values) > 0

    def knows(self, digest: str) -> bool:
        """Tell whether the same bytes were looked at before, for any account.

        Raises:
            StoreError: it could not be read.
        """
        return bool(self.store.query("SELECT 1 FROM approved WHERE digest = ? LIMIT 1", (digest,)))

    def version(self) -> tuple[int, int]:
        """Return a value that changes when something was added or removed, by another process too.

        Raises:
            StoreError: it could not be read.
        """
        (row,) = self.store.query("SELECT count(*) AS many, coalesce(max(seq), 0) AS latest FROM approved")
        return row["many"], row["latest"]

    def assets(self, account: str | None = None) -> list[Asset]:
        """Return what was added for an account, or for all of them, in the order of adding.

        Raises:
            StoreError: it could not be read.
        """
        where, values = ("account = ?", (account,)) if account is not None else ("account != ''", ())
        rows = self.store.query(
            f"SELECT account, digest, fingerprint, name, at FROM approved WHERE {where} ORDER BY seq", values
        )
        return [_asset(row) for row in rows]

    def fingerprints(self, digests: Iterable[str]) -> list[Fingerprint]:
        """Return what is kept of files with these digests.

        Raises:
            StoreError: it could not be read.
        """
        found: list[Fingerprint] = []
        for digest in digests:
            rows = self.store.query("SELECT digest, fingerprint FROM approved WHERE digest = ? LIMIT 1", (digest,))
            found += [unpacked(row["digest"], row["fingerprint"]) for row in rows]
        return found

    def thumbnail(self, digest: str) -> bytes:
        """Return the grey thumbnail of a picture, 128 by 128, or nothing for what cannot be looked at.

        Raises:
            StoreError: it could not be read.
        """
        rows = self.store.query("SELECT thumbnail FROM approved WHERE digest = ? LIMIT 1", (digest,))
        return bytes(rows[0]["thumbnail"]) if rows else b""

    def remove(self, account: str, name: str | None = None) -> int:
        """Forget an account's pictures of this name, or all of them; return how many there were.

        Raises:
            StoreError: it could not be erased.
        """
        if name is None:
            return self.store.execute("DELETE FROM approved WHERE account = ?", (account,))
        return self.store.execute("DELETE FROM approved WHERE account = ? AND name = ?", (account, name))


def _asset(row: Row) -> Asset:
    fingerprint = unpacked(row["digest"], row["fingerprint"])
    return Asset(row["account"], fingerprint, row["name"], datetime.fromisoformat(row["at"]))


_TIDY = "DELETE FROM approved WHERE account = '' AND at < ?"
_INSERT = """INSERT OR IGNORE INTO approved (account, digest, fingerprint, thumbnail, name, at)
    VALUES (?, ?, ?, ?, ?, ?)"""
