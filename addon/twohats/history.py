"""History: what went out from which account, so that the same picture or text turning up on the other hat is seen.

Kept are fingerprints, keyed digests and marks of texts, platform, verb and time; never text, never pictures; for one
employee at a time. A picture counts as personal from the moment it was uploaded by a personal login, even if its post
was never made: whoever uploads a picture to an own account has shown whose it is. Accounts that nobody knows count as
neither kind.

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

from twohats.histories.deeds import Deeds
from twohats.histories.gallery import Gallery
from twohats.histories.habits import COPIES_LOOKED_FOR, Habits
from twohats.histories.holder import Holder, Whose, surely_another
from twohats.media.fingerprint import Closeness, Fingerprint, Secret, closeness, unpacked
from twohats.media.neighbours import Neighbour
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
    """What went out. `fingerprints` returns the whole fingerprint for its text form (`Pictures.fingerprint`); `whose`
    the employee at the keyboard: what others did here is never told. Any thread may call.
    """

    def __init__(
        self,
        store: Store,
        secret: Secret,
        fingerprints: Callable[[str], Fingerprint | None],
        now: Callable[[], datetime],
        whose: Callable[[], Whose] = Whose,
    ) -> None:
        self.habits = Habits(Deeds(store), secret, whose, now)
        self._store = store
        self._secret = secret
        self._fingerprints = fingerprints
        self._now = now
        self._whose = whose
        self._lock = threading.Lock()
        self._gallery: tuple[str, Gallery] | None = None
        self._unhung: deque[tuple[str, str, Holder, Fingerprint]] = deque()
        self._tidied: datetime | None = None

    def add(self, account: ActingAccount, activity: Activity) -> None:
        """Remember one activity that went out, or one upload that went through, one row for each of its media."""
        words = self._words(f"{activity.title}\n{activity.text}") if activity.publishes else ""
        media: list[Media | None] = [item for item in activity.media if item.fingerprint]
        if words and not media:
            media = [None]
        for item in media:
            self._add(account, activity, words, item)
        self.habits.add(account, activity)
        self._tidy()

    def seen_on(self, kind: AccountKind, fingerprint: Fingerprint) -> Match | None:
        """Return the closest picture that went out from an account of this kind, or None if none is like it.

        Raises:
            StoreError: the memory could not be read. So do all that follow.
        """
        same = self._rows(_SAME, fingerprint.digest, kind.value)
        if same:
            return _match(same[0], Closeness.CERTAIN, 0)
        nearest = self._nearest(fingerprint, lambda found, _: found == kind)
        close = _closeness(nearest, fingerprint)
        found = self._rows(_SAME, nearest.owner, kind.value) if nearest and close else []
        return _match(found[0], close, nearest.distance) if nearest and found else None

    def seen_elsewhere(self, account: ActingAccount, fingerprint: Fingerprint) -> Match | None:
        """Return the closest picture that certainly another account published lately, or None if none is like it."""
        holder = self.habits.holder(account)
        nearest = self._nearest(fingerprint, lambda _, other: surely_another(holder, other))
        close = _closeness(nearest, fingerprint)
        wanted = [Neighbour(0, fingerprint.digest), *([nearest] if nearest and close else [])]
        for distance, digest in wanted:
            for row in self._rows(_LATELY, digest, self._lately()):
                if surely_another(holder, _holder(row)):
                    return _match(row, close if distance else Closeness.CERTAIN, distance)
        return None

    def text_seen_on(self, kind: AccountKind, text: str) -> Match | None:
        """Return when the same words went out from an account of this kind, or None. Space, case and links do not
        count.
        """
        words = self._words(text)
        rows = self._rows(_WORDS, words, kind.value) if words else []
        return _match(rows[0], Closeness.CERTAIN, 0) if rows else None

    def has_unseen_media(self, kind: AccountKind) -> bool:
        """Tell whether media went out from such an account that only its exact bytes can recognise (videos, broken
        files).
        """
        return bool(self._rows(_BLIND, "", kind.value))

    def has_unseen_media_elsewhere(self, account: ActingAccount) -> bool:
        """Tell whether certainly another account published such media lately."""
        holder = self.habits.holder(account)
        return any(surely_another(holder, _holder(row)) for row in self._rows(_BLIND_LATELY, self._lately()))

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase what is held about one account, whoever used it; return how many rows that were."""
        return self.habits.forget(platform, platform_id) + self._erase(
            "DELETE FROM history WHERE platform = ? AND platform_id = ?", platform, platform_id
        )

    def clear(self, employee: str) -> int:
        """Erase what is held about one employee, and what nobody can tell whose it is, as when this computer goes to
        somebody else; return how many rows that were.
        """
        gone = self.habits.clear(employee)
        return gone + self._erase("DELETE FROM history WHERE employee IN (?, '')", employee)

    def _erase(self, sql: str, *values: str) -> int:
        self._store.flush()
        gone = self._store.execute(sql, values)
        with self._lock:
            self._gallery = None
            self._unhung.clear()
        return gone

    def _rows(self, sql: str, *values: str) -> list[Row]:
        self._store.flush()
        return self._store.query(sql, (self._whose().employee, *values))

    def _lately(self) -> str:
        return (self._now() - COPIES_LOOKED_FOR).isoformat()

    def _add(self, account: ActingAccount, activity: Activity, words: str, media: Media | None) -> None:
        fingerprint = self._fingerprints(media.fingerprint) if media else None
        if media and fingerprint is None:
            fingerprint = Fingerprint(media.fingerprint.partition(".")[0])
        employee, kind = self._whose().employee, account.kind.value
        values = (
            employee,
            activity.platform,
            kind,
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
        if fingerprint and fingerprint.stored and self._gallery is not None:
            holder = Holder(account.ref) if account.ref else Holder("", activity.platform, account.platform_id)
            self._unhung.append((employee, kind, holder, fingerprint))

    def _tidy(self) -> None:
        """Let go of what is too old or too much, now and then."""
        now = self._now()
        if self._tidied is None or now - self._tidied >= _TIDY_AGAIN:
            self._tidied = now
            self._store.later(_TIDY, ((now - KEPT).isoformat(), MAX_ROWS))
            self.habits.tidy()

    def _nearest(self, fingerprint: Fingerprint, wanted: Callable[[str, Holder], bool]) -> Neighbour | None:
        if not fingerprint.asked:
            return None
        with self._lock:
            return self._hung().nearest(fingerprint, wanted)

    def _hung(self) -> Gallery:
        """The pictures of the one at the keyboard, read from the store with the first question; newer ones are hung
        here.
        """
        employee = self._whose().employee
        if self._gallery is None or self._gallery[0] != employee:
            self._gallery = (employee, Gallery())
            for row in self._rows("SELECT * FROM history WHERE employee IN (?, '') AND digest != ''"):
                self._gallery[1].add(row["account_kind"], _holder(row), unpacked(row["digest"], row["fingerprint"]))
        while self._unhung:
            whose, kind, holder, fingerprint = self._unhung.popleft()
            if whose == employee:
                self._gallery[1].add(kind, holder, fingerprint)
        return self._gallery[1]

    def _words(self, text: str) -> str:
        plain = _SPACE.sub(" ", unicodedata.normalize("NFKC", _LINK.sub(" ", text))).strip().casefold()
        return self._secret.words(plain) if len(plain) >= _LEAST_WORDS else ""


def _closeness(nearest: Neighbour | None, fingerprint: Fingerprint) -> Closeness:
    return closeness(nearest.distance, fingerprint.quality) if nearest else Closeness.NONE


def _holder(row: Row) -> Holder:
    ref = row["account_ref"]
    return Holder(ref) if ref else Holder("", row["platform"], row["platform_id"])


def _match(row: Row, close: Closeness, distance: int) -> Match:
    at = datetime.fromisoformat(row["at"])
    return Match(close, distance, row["platform"], row["verb"], at, row["account_ref"], row["platform_id"])


_LINK = re.compile(r"https?://\S+")
_OWN = "SELECT * FROM history WHERE employee IN (?, '')"
_SAME = f"{_OWN} AND digest = ? AND account_kind = ? ORDER BY seq DESC LIMIT 1"
_WORDS = f"{_OWN} AND text_hmac = ? AND account_kind = ? ORDER BY seq DESC LIMIT 1"
_BLIND = f"{_OWN} AND digest != ? AND account_kind = ? AND fingerprint LIKE '%;;' LIMIT 1"
_LATELY = f"{_OWN} AND digest = ? AND at >= ? AND verb != 'upload' ORDER BY seq DESC"
_BLIND_LATELY = f"{_OWN} AND at >= ? AND verb != 'upload' AND digest != '' AND fingerprint LIKE '%;;'"
_INSERT = """INSERT INTO history
    (employee, platform, account_kind, account_ref, platform_id, verb, at, text_hmac, media_kind, digest, fingerprint)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TIDY = "DELETE FROM history WHERE at < ? OR seq <= (SELECT max(seq) FROM history) - ?"
