"""Sightings: the rows of pictures and texts that went out or were uploaded, one for each picture; of a post without
any, one for its words. What is looked up here is told of one employee only, and of rows that nobody knows whose they
are (they were written before it was noted).
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from twohats.histories.holder import Holder
from twohats.media.fingerprint import Closeness, Fingerprint, unpacked
from twohats.state.store import Row, Store

_MOST_SAID = 10_000  # as many as can be in line to be written


@dataclass(frozen=True)
class Match:
    """Something that went out before, and how alike it is (`distance` in bits, 0 for the same bytes).

    `account` is the policy's key of the account it went out from, `platform_id` the platform's; both may be empty.
    """

    closeness: Closeness
    distance: int
    platform: str
    verb: str
    at: datetime
    account: str = ""
    platform_id: str = ""


@dataclass(frozen=True)
class Sighting:
    """One row. `words` is the keyed digest of the text; `kind` and `ref` are the account's, `ref` its key in the
    policy.
    """

    kind: str
    ref: str
    platform: str
    platform_id: str
    verb: str
    at: datetime
    words: str = ""
    media_kind: str = ""
    fingerprint: Fingerprint | None = None

    @property
    def holder(self) -> Holder:
        """Whose it is."""
        return Holder(self.ref) if self.ref else Holder("", self.platform, self.platform_id)

    def match(self, close: Closeness = Closeness.CERTAIN, distance: int = 0) -> Match:
        """Return it as something that was found, this much alike."""
        return Match(close, distance, self.platform, self.verb, self.at, self.ref, self.platform_id)


class Sightings:
    """Reads and writes the rows; writing waits for nothing (`Store.later`). All that reads or erases may raise
    StoreError. Any thread may call.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._said: OrderedDict[tuple[str, str, str], Sighting] = OrderedDict()

    def write(self, employee: str, seen: Sighting) -> None:
        """Put a row in line."""
        picture = (seen.media_kind, seen.fingerprint.digest, seen.fingerprint.packed()) if seen.fingerprint else _NONE
        who = (employee, seen.platform, seen.kind, seen.ref, seen.platform_id)
        self._store.later(_INSERT, (*who, seen.verb, seen.at.isoformat(), seen.words, *picture))
        if seen.words:
            self._said[employee, seen.kind, seen.words] = seen
            while len(self._said) > _MOST_SAID:
                self._said.popitem(last=False)

    @property
    def at_hand(self) -> bool:
        """Whether `said` waits for nobody: it reads one row, by an index."""
        return not self._store.is_read

    def said(self, employee: str, kind: str, words: str) -> Sighting | None:
        """Return the latest row with these words from an account of this kind. What is still in line to be written is
        remembered here, so that nobody waits for the disk.
        """
        found = self._said.get((employee, kind, words))
        rows = (
            []
            if found
            else self._store.query(f"{_OWN} AND text_hmac = ? AND account_kind = ? {_LAST}", (employee, words, kind))
        )
        return found or (_sighting(rows[0]) if rows else None)

    def same(self, employee: str, kind: str, digest: str) -> Sighting | None:
        """Return the latest row with this picture from an account of this kind."""
        found = self._rows(f"{_OWN} AND digest = ? AND account_kind = ? {_LAST}", employee, digest, kind)
        return found[0] if found else None

    def published(self, employee: str, digest: str, since: datetime) -> list[Sighting]:
        """Return the rows with this picture that people could see, latest first."""
        return self._rows(f"{_OUT} AND digest = ? ORDER BY seq DESC", employee, since.isoformat(), digest)

    def blind(self, employee: str, kind: str) -> bool:
        """Tell whether there is media from such an account that only its exact bytes can recognise."""
        return bool(self._rows(f"{_OWN} AND account_kind = ? AND {_BLIND} LIMIT 1", employee, kind))

    def blind_published(self, employee: str, since: datetime) -> list[Sighting]:
        """Return the rows with such media that people could see."""
        return self._rows(f"{_OUT} AND {_BLIND}", employee, since.isoformat())

    def pictures(self, employee: str) -> list[Sighting]:
        """Return all rows with pictures."""
        return self._rows(f"{_OWN} AND digest != ''", employee)

    def tidy(self, before: datetime, most: int) -> None:
        """Let go of what is older, or more than so many."""
        self._store.later(_TIDY, (before.isoformat(), most))

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase one account's rows; return how many."""
        return self._erased("DELETE FROM history WHERE platform = ? AND platform_id = ?", platform, platform_id)

    def clear(self, employee: str) -> int:
        """Erase one employee's rows, and those that are nobody's; return how many."""
        return self._erased("DELETE FROM history WHERE employee IN (?, '')", employee)

    def _erased(self, sql: str, *values: str) -> int:
        self._store.flush()
        self._said.clear()
        return self._store.execute(sql, values)

    def _rows(self, sql: str, *values: str) -> list[Sighting]:
        self._store.flush()
        return [_sighting(row) for row in self._store.query(sql, values)]


def _sighting(row: Row) -> Sighting:
    return Sighting(
        kind=row["account_kind"],
        ref=row["account_ref"],
        platform=row["platform"],
        platform_id=row["platform_id"],
        verb=row["verb"],
        at=datetime.fromisoformat(row["at"]),
        words=row["text_hmac"],
        media_kind=row["media_kind"],
        fingerprint=unpacked(row["digest"], row["fingerprint"]) if row["digest"] else None,
    )


_NONE = ("", "", "")
_OWN = "SELECT * FROM history WHERE employee IN (?, '')"
_OUT = f"{_OWN} AND at >= ? AND verb != 'upload'"
_LAST = "ORDER BY seq DESC LIMIT 1"
_BLIND = "digest != '' AND fingerprint LIKE '%;;'"
_INSERT = """INSERT INTO history
    (employee, platform, account_kind, account_ref, platform_id, verb, at, text_hmac, media_kind, digest, fingerprint)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TIDY = "DELETE FROM history WHERE at < ? OR seq <= (SELECT max(seq) FROM history) - ?"
