"""History: what went out from which account, so that the same picture or text turning up on the other hat is seen.

Kept are fingerprints, keyed digests and marks of texts, platform, verb and time; never text, never pictures; for one
employee at a time. A picture counts as personal from the moment it was uploaded by a personal login, even if its post
was never made: whoever uploads a picture to an own account has shown whose it is. Accounts that nobody knows count as
neither kind.

Adding waits for nothing: rows are written about a second later, and before the next look-up that needs them. A crash
loses at most that second of memory.
"""

import re
import threading
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from twohats.histories.deeds import KEPT, MAX_ROWS, Deeds
from twohats.histories.gallery import Gallery
from twohats.histories.habits import COPIES_LOOKED_FOR, Habits
from twohats.histories.holder import Holder, Whose, surely_another
from twohats.histories.sightings import Match, Sighting, Sightings
from twohats.media.fingerprint import Closeness, Fingerprint, Secret, closeness, digest_in
from twohats.media.neighbours import Neighbour
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media

_TIDY_AGAIN = timedelta(hours=1)
_LEAST_CHARACTERS = 12  # of a text that can be recognised; "thanks!" goes out from everywhere

_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"https?://\S+")

__all__ = ["History", "Match"]


class History:
    """What went out. `fingerprints` returns the whole fingerprint for its text form (`Pictures.fingerprint`); `whose`
    the employee at the keyboard: what others did here is never told. `habits` holds what the accounts usually do. Any
    thread may call.
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
        self._sightings = Sightings(store)
        self._secret = secret
        self._fingerprints = fingerprints
        self._now = now
        self._whose = whose
        self._lock = threading.Lock()
        self._gallery: tuple[str, Gallery] | None = None
        self._unhung: deque[tuple[str, Sighting]] = deque()
        self._tidied: datetime | None = None

    @property
    def at_hand(self) -> bool:
        """Whether what was said before is looked up without waiting: neither for the disk nor for another thread."""
        return self.habits.at_hand and self._sightings.at_hand

    def add(self, account: ActingAccount, activity: Activity) -> None:
        """Remember one activity that went out, or one upload that went through."""
        employee = self._whose().employee
        for seen in self._seen(account, activity):
            self._sightings.write(employee, seen)
            if seen.fingerprint and self._gallery is not None:  # what is not read yet is read from the store
                self._unhung.append((employee, seen))
        self.habits.add(account, activity)
        self._tidy()

    def seen_on(self, kind: AccountKind, fingerprint: Fingerprint) -> Match | None:
        """Return the closest picture that went out from an account of this kind, or None if none is like it.

        Raises:
            StoreError: the memory could not be read. So do all that follow.
        """
        employee = self._whose().employee
        if same := self._sightings.same(employee, kind.value, fingerprint.digest):
            return same.match()
        nearest, close = self._nearest(fingerprint, lambda found, _: found == kind)
        found = self._sightings.same(employee, kind.value, nearest.owner) if nearest else None
        return found.match(close, nearest.distance) if nearest and found else None

    def seen_elsewhere(self, account: ActingAccount, fingerprint: Fingerprint) -> Match | None:
        """Return the closest picture that certainly another account published lately, or None if none is like it."""
        holder = self.habits.holder(account)
        if same := self._published_elsewhere(holder, fingerprint.digest):
            return same.match()
        nearest, close = self._nearest(fingerprint, lambda _, other: surely_another(holder, other))
        found = self._published_elsewhere(holder, nearest.owner) if nearest else None
        return found.match(close, nearest.distance) if nearest and found else None

    def text_seen_on(self, kind: AccountKind, text: str) -> Match | None:
        """Return when the same words went out from an account of this kind, or None. Space, case and links do not
        count.
        """
        words = self._words(text)
        found = self._sightings.said(self._whose().employee, kind.value, words) if words else None
        return found.match() if found else None

    def has_unseen_media(self, kind: AccountKind) -> bool:
        """Tell whether media went out from such an account that only its exact bytes can recognise (videos, broken
        files).
        """
        return self._sightings.blind(self._whose().employee, kind.value)

    def has_unseen_media_elsewhere(self, account: ActingAccount) -> bool:
        """Tell whether certainly another account published such media lately."""
        holder = self.habits.holder(account)
        blind = self._sightings.blind_published(self._whose().employee, self._lately())
        return any(surely_another(holder, seen.holder) for seen in blind)

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase what is held about one account, whoever used it; return how many rows that were."""
        gone = self.habits.forget(platform, platform_id) + self._sightings.forget(platform, platform_id)
        self._empty()
        return gone

    def clear(self, employee: str) -> int:
        """Erase what is held about one employee, and what nobody can tell whose it is, as when this computer goes to
        somebody else; return how many rows that were.
        """
        gone = self.habits.clear(employee) + self._sightings.clear(employee)
        self._empty()
        return gone

    def _seen(self, account: ActingAccount, activity: Activity) -> Iterator[Sighting]:
        words = self._words(f"{activity.title}\n{activity.text}") if activity.publishes else ""
        who = (account.kind.value, account.ref or "", activity.platform, account.platform_id)
        what = (activity.verb.value, self._now(), words)
        media = [item for item in activity.media if item.fingerprint]
        yield from (Sighting(*who, *what, item.kind.value, self._fingerprint(item)) for item in media)
        if words and not media:
            yield Sighting(*who, *what)

    def _fingerprint(self, media: Media) -> Fingerprint:
        return self._fingerprints(media.fingerprint) or Fingerprint(digest_in(media.fingerprint))

    def _tidy(self) -> None:
        """Let go of what is too old or too much, now and then."""
        now = self._now()
        if self._tidied is None or now - self._tidied >= _TIDY_AGAIN:
            self._tidied = now
            self._sightings.tidy(now - KEPT, MAX_ROWS)
            self.habits.tidy()

    def _published_elsewhere(self, holder: Holder, digest: str) -> Sighting | None:
        found = self._sightings.published(self._whose().employee, digest, self._lately())
        return next((seen for seen in found if surely_another(holder, seen.holder)), None)

    def _lately(self) -> datetime:
        return self._now() - COPIES_LOOKED_FOR

    def _nearest(
        self, fingerprint: Fingerprint, wanted: Callable[[str, Holder], bool]
    ) -> tuple[Neighbour | None, Closeness]:
        """Return the nearest picture and how alike it is; None if none is like it."""
        if not fingerprint.asked:
            return None, Closeness.NONE
        with self._lock:
            nearest = self._hung().nearest(fingerprint, wanted)
        close = closeness(nearest.distance, fingerprint.quality) if nearest else Closeness.NONE
        return (nearest, close) if close else (None, close)

    def _hung(self) -> Gallery:
        """The pictures of the one at the keyboard, read from the store with the first question; newer ones are hung
        here.
        """
        employee = self._whose().employee
        if self._gallery is None or self._gallery[0] != employee:
            self._gallery = (employee, Gallery())
            self._unhung.extend((employee, seen) for seen in self._sightings.pictures(employee))
        while self._unhung:
            whose, seen = self._unhung.popleft()
            if whose == employee and seen.fingerprint:
                self._gallery[1].add(seen.kind, seen.holder, seen.fingerprint)
        return self._gallery[1]

    def _empty(self) -> None:
        with self._lock:
            self._gallery = None
            self._unhung.clear()

    def _words(self, text: str) -> str:
        plain = _SPACE.sub(" ", unicodedata.normalize("NFKC", _LINK.sub(" ", text))).strip().casefold()
        return self._secret.words(plain) if len(plain) >= _LEAST_CHARACTERS else ""
