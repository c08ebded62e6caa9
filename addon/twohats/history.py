"""History: what went out from which account, so that the same picture or text turning up on the other hat is seen.

Kept are fingerprints, a keyed digest of the text, platform, verb and time; never text, never pictures. A picture
counts from the moment it was uploaded by a personal login, even if its post was never made: whoever uploads a picture
to an own account has shown whose it is. Accounts that nobody knows count as neither kind.

Adding waits for nothing: rows are written about a second later, and before the next look-up. A crash loses at most
that second of memory.
"""

import re
import threading
import unicodedata
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from twohats.media.fingerprint import Closeness, Fingerprint, Secret, closeness, unpacked
from twohats.media.neighbours import Neighbours
from twohats.state.store import Row, Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media

KEPT = timedelta(days=180)
MAX_ROWS = 50_000
_TIDY_AGAIN = timedelta(hours=1)
_LEAST_WORDS = 12  # characters of a text that can be recognised; "thanks!" goes out from everywhere

_SPACE = re.compile(r"\s+")


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


class History:
    """What went out. `fingerprints` returns the whole fingerprint for its text form (`Pictures.fingerprint`). Any
    thread may call.
    """

    def __init__(
        self,
        store: Store,
        secret: Secret,
        fingerprints: Callable[[str], Fingerprint | None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._secret = secret
        self._fingerprints = fingerprints
        self._now = now
        self._lock = threading.Lock()
        self._indexes: dict[AccountKind, Neighbours] = {}
        self._unindexed: deque[tuple[AccountKind, Fingerprint]] = deque()
        self._tidied: datetime | None = None

    def add(self, account: ActingAccount, activity: Activity) -> None:
        """Remember one activity that went out, or one upload that went through, one row for each of its media."""
        words = self._words(f"{activity.title}\n{activity.text}") if activity.publishes else ""
        media: list[Media | None] = [item for item in activity.media if item.fingerprint]
        if words and not media:
            media = [None]
        for item in media:
            self._add(account, activity, words, item)
        self._tidy()

    def seen_on(self, kind: AccountKind, fingerprint: Fingerprint) -> Match | None:
        """Return the closest picture that went out from an account of this kind, or None if none is like it.

        Raises:
            StoreError: the memory could not be read.
        """
        row = self._rows(_SAME, kind, fingerprint.digest)
        if row:
            return _match(row[0], Closeness.CERTAIN, 0)
        with self._lock:
            nearest = self._index(kind).nearest(fingerprint.asked)
        close = closeness(nearest.distance, fingerprint.quality) if nearest else Closeness.NONE
        if nearest is None or close is Closeness.NONE:
            return None
        found = self._rows(_SAME, kind, nearest.owner)
        return _match(found[0], close, nearest.distance) if found else None

    def text_seen_on(self, kind: AccountKind, text: str) -> Match | None:
        """Return when the same words went out from an account of this kind, or None. Space, case and links do not
        count.

        Raises:
            StoreError: the memory could not be read.
        """
        words = self._words(text)
        rows = self._rows(_WORDS, kind, words) if words else []
        return _match(rows[0], Closeness.CERTAIN, 0) if rows else None

    def has_unseen_media(self, kind: AccountKind) -> bool:
        """Tell whether media went out from such an account that only its exact bytes can recognise (videos, broken
        files).

        Raises:
            StoreError: the memory could not be read.
        """
        return bool(self._rows(_BLIND, kind))

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase what is held about one account; return how many rows that were.

        Raises:
            StoreError: it could not be erased.
        """
        self._store.flush()
        gone = self._store.execute(
            "DELETE FROM history WHERE platform = ? AND platform_id = ?", (platform, platform_id)
        )
        with self._lock:
            self._indexes.clear()
        return gone

    def _rows(self, sql: str, kind: AccountKind, *values: str) -> list[Row]:
        self._store.flush()
        return self._store.query(sql, (kind.value, *values))

    def _add(self, account: ActingAccount, activity: Activity, words: str, media: Media | None) -> None:
        fingerprint = self._fingerprints(media.fingerprint) if media else None
        if media and fingerprint is None:
            fingerprint = Fingerprint(media.fingerprint.partition(".")[0])
        values = (
            activity.platform,
            account.kind.value,
            account.ref or "",
            account.platform_id,
            activity.verb.value,
            self._now().isoformat(),
            words,
            media.kind.value if media else "",
            fingerprint.digest if fingerprint else "",
            fingerprint.packed() if fingerprint else "",
        )
        self._store.later(_INSERT, values)
        if fingerprint and fingerprint.stored:
            self._unindexed.append((account.kind, fingerprint))

    def _tidy(self) -> None:
        """Let go of what is too old or too much, now and then."""
        now = self._now()
        if self._tidied is None or now - self._tidied >= _TIDY_AGAIN:
            self._tidied = now
            self._store.later(_TIDY, ((now - KEPT).isoformat(), MAX_ROWS))

    def _index(self, kind: AccountKind) -> Neighbours:
        """The hashes of one kind of account, read from the store with the first question; newer ones are added here."""
        index = self._indexes.get(kind)
        if index is None:
            index = self._indexes[kind] = Neighbours()
            for row in self._rows("SELECT * FROM history WHERE account_kind = ? AND digest != ''", kind):
                index.add(unpacked(row["digest"], row["fingerprint"]).stored, row["digest"])
        while self._unindexed:
            of, fingerprint = self._unindexed.popleft()
            if of in self._indexes:
                self._indexes[of].add(fingerprint.stored, fingerprint.digest)
        return index

    def _words(self, text: str) -> str:
        plain = _SPACE.sub(" ", unicodedata.normalize("NFKC", _LINK.sub(" ", text))).strip().casefold()
        return self._secret.words(plain) if len(plain) >= _LEAST_WORDS else ""


def _match(row: Row, close: Closeness, distance: int) -> Match:
    at = datetime.fromisoformat(row["at"])
    return Match(close, distance, row["platform"], row["verb"], at, row["account_ref"], row["platform_id"])


_LINK = re.compile(r"https?://\S+")
_SAME = "SELECT * FROM history WHERE account_kind = ? AND digest = ? ORDER BY seq DESC LIMIT 1"
_WORDS = "SELECT * FROM history WHERE account_kind = ? AND text_hmac = ? ORDER BY seq DESC LIMIT 1"
_BLIND = "SELECT 1 FROM history WHERE account_kind = ? AND digest != '' AND fingerprint LIKE '%;;' LIMIT 1"
_INSERT = """INSERT INTO history
    (platform, account_kind, account_ref, platform_id, verb, at, text_hmac, media_kind, digest, fingerprint)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TIDY = "DELETE FROM history WHERE at < ? OR seq <= (SELECT max(seq) FROM history) - ?"
