"""Habits: what the accounts of one employee do, for questions such as "did another account say the same lately?".

It is read from the store with the first question, in the thread that asks, and kept in memory from then on; what goes
out is added to both, to the memory with the next question or look (`catch_up`). Once a day it is read anew, so that it
lets go of what is too old.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from twohats.histories.deeds import MARKS_KEPT, Deed, Deeds
from twohats.histories.holder import Holder, Whose, holder_of, surely_another
from twohats.histories.likenesses import Likenesses
from twohats.histories.marks import Marker
from twohats.histories.ways import Ways
from twohats.media.fingerprint import Secret
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Verb

REPLIES_KEPT = timedelta(hours=24)
COPIES_LOOKED_FOR = MARKS_KEPT
_COPIES_LOOKED_AT, _REPLIES_LOOKED_AT = 4, 64  # texts of one account
_LOOK_AGAIN = timedelta(seconds=5)
_MOST_NAMES = 100  # tags or mentions of one activity
_NOT_SAID = frozenset({Verb.REACT, Verb.FOLLOW, Verb.PROFILE, Verb.DELETE, Verb.UPLOAD})


@dataclass
class _Remembered:
    """What was read for one employee in one time zone on one day."""

    whose: Whose
    day: str
    ways: dict[Holder, Ways] = field(default_factory=dict[Holder, Ways])
    texts: Likenesses = field(default_factory=Likenesses)
    replies: Likenesses = field(default_factory=Likenesses)

    def add(self, deed: Deed, now: datetime) -> None:
        """Add what went out; text marks only as long as they count."""
        self.ways.setdefault(deed.holder, Ways()).add(deed, self.whose.zone, now)
        if deed.at >= now - COPIES_LOOKED_FOR:
            self.texts.add(deed.holder, deed.marks, deed.at.timestamp())
        if deed.reply and deed.at >= now - REPLIES_KEPT:
            self.replies.add(deed.holder, deed.marks, deed.at.timestamp())


class Habits:
    """The habits of the employee at the keyboard (`whose`). Any thread may call; `add` waits for nothing."""

    def __init__(self, deeds: Deeds, secret: Secret, whose: Callable[[], Whose], now: Callable[[], datetime]) -> None:
        self._deeds = deeds
        self._secret = secret
        self._marker = Marker(secret.key)
        self._whose = whose
        self._now = now
        self._lock = threading.Lock()
        self._line = threading.Lock()
        self._fresh: deque[tuple[str, Deed]] = deque()
        self._remembered: _Remembered | None = None
        self._looked: datetime | None = None
        self._commits = 0
        self._listening = False

    def add(self, account: ActingAccount, activity: Activity) -> None:
        """Remember what went out. What says nothing (a like, a follow) and what nobody can be named for is not."""
        holder = self.holder(account)
        if activity.verb in _NOT_SAID or not holder.known:
            return
        deed = Deed(
            holder=holder,
            platform=activity.platform,
            platform_id=account.platform_id or holder.id,
            at=self._now(),
            reply=is_reply(activity),
            marks=self._marker.marks(words_of(activity)),
            tags=tuple(map(self._tag, activity.tags[:_MOST_NAMES])),
            mentions=tuple(map(self._mention, activity.mentions[:_MOST_NAMES])),
        )
        employee = self._whose().employee
        with self._line:
            self._deeds.write(employee, deed)
            if self._listening:  # what is not read yet is read from the store
                self._fresh.append((employee, deed))

    @property
    def at_hand(self) -> bool:
        """Whether the next look-up waits for nothing: neither for the disk nor for another thread."""
        whose, now = self._whose(), self._now()
        held, looked = self._remembered, self._looked
        current = held is not None and (held.whose, held.day) == (whose, _day(whose, now))
        return current and not self._lock.locked() and looked is not None and _lately(looked, now)

    def catch_up(self) -> None:
        """Take in what went out since the last question, so that the next one waits for nothing. Called about once a
        second.

        Raises:
            StoreError: the memory could not be read.
        """
        with self._lock:
            if self._remembered is not None:  # until somebody asks, nothing has to be read
                self._read()

    def holder(self, account: ActingAccount) -> Holder:
        """Return whose the things are that this account does."""
        return holder_of(account, self._secret.words)

    def copied(self, account: ActingAccount, activity: Activity) -> bool:
        """Tell whether another account said nearly the same lately.

        Raises:
            StoreError: the memory could not be read. So do all that follow.
        """
        holder, marks = self.holder(account), self._marker.marks(words_of(activity))
        since = (self._now() - COPIES_LOOKED_FOR).timestamp()
        with self._lock:
            alike = self._read().texts.alike(marks, lambda other: surely_another(holder, other), _COPIES_LOOKED_AT)
            return any(text.since(since) for text in alike)

    def same_replies(self, account: ActingAccount, activity: Activity) -> int:
        """Return how many replies that are nearly the same this account sent within 24 hours."""
        holder, marks = self.holder(account), self._marker.marks(words_of(activity))
        since = (self._now() - REPLIES_KEPT).timestamp()
        with self._lock:
            return sum(
                text.since(since) for text in self._read().replies.alike(marks, holder.__eq__, _REPLIES_LOOKED_AT)
            )

    def burst(self, account: ActingAccount, platform: str) -> int:
        """Return how much this account published on this platform in the last hour."""
        with self._lock:
            return self._ways(account).burst(platform, self._now())

    def first_at_this_hour(self, account: ActingAccount) -> bool:
        """Tell whether the account never published around this hour, though it published often enough to tell."""
        zone = self._whose().zone
        with self._lock:
            return self._ways(account).first_at(self._now().astimezone(zone).hour)

    def new_tags(self, account: ActingAccount, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Return the tags that this account never used; none while too little is remembered to tell."""
        digests = {self._tag(tag): tag for tag in tags}
        with self._lock:
            new = self._ways(account).new_tags(set(digests))
        return tuple(tag for digest, tag in digests.items() if digest in new)

    def mentioned(self, account: ActingAccount, name: str) -> bool:
        """Tell whether this account mentioned somebody of this name before."""
        digest = self._mention(name)
        with self._lock:
            return digest in self._ways(account).mentions

    def forget(self, platform: str, platform_id: str) -> int:
        """Erase what is held about one account; return how many rows that were."""
        return self._erased(lambda: self._deeds.forget(platform, platform_id))

    def clear(self, employee: str) -> int:
        """Erase what is held about one employee; return how many rows that were."""
        return self._erased(lambda: self._deeds.clear(employee))

    def tidy(self) -> None:
        """Let go of what is too old or too much."""
        self._deeds.tidy(self._now())

    def _erased(self, erase: Callable[[], int]) -> int:
        with self._lock, self._line:
            self._deeds.newest()  # what is in line must be in the table to be erased
            self._fresh.clear()
            self._remembered, self._listening = None, False
            return erase()

    def _ways(self, account: ActingAccount) -> Ways:
        return self._read().ways.get(self.holder(account), Ways())

    def _read(self) -> _Remembered:
        """Return what is remembered of the one at the keyboard, up to this moment."""
        whose, now = self._whose(), self._now()
        held, day = self._remembered, _day(whose, now)
        if self._changed_elsewhere(now) or held is None or (held.whose, held.day) != (whose, day):
            held = self._remembered = self._read_anew(_Remembered(whose, day), now)
        while self._fresh:
            employee, deed = self._fresh.popleft()
            if employee == whose.employee:
                held.add(deed, now)
        return held

    def _read_anew(self, held: _Remembered, now: datetime) -> _Remembered:
        with self._line:  # from here on a deed is among the rows that are read, or in `fresh`, never in both
            newest = self._deeds.newest()
            self._fresh.clear()
            self._listening = True
        for deed in self._deeds.of(held.whose.employee, newest):
            held.add(deed, now)
        return held

    def _changed_elsewhere(self, now: datetime) -> bool:
        """Tell, now and then, whether another process wrote to the store: it may have erased something."""
        if self._looked is not None and _lately(self._looked, now):
            return False
        before, self._commits, self._looked = self._commits, self._deeds.others_commits(), now
        return self._commits != before

    def _tag(self, tag: str) -> str:
        return self._secret.words(f"tag\0{tag.lstrip('#').casefold()}")

    def _mention(self, name: str) -> str:
        return self._secret.words(f"mention\0{name.lstrip('@').casefold()}")


def _day(whose: Whose, now: datetime) -> str:
    return now.astimezone(whose.zone).date().isoformat()


def _lately(looked: datetime, now: datetime) -> bool:
    return timedelta() <= now - looked < _LOOK_AGAIN


def words_of(activity: Activity) -> str:
    """Return the words that people would read."""
    return f"{activity.title}\n{activity.text}" if activity.title else activity.text


def is_reply(activity: Activity) -> bool:
    """Tell whether people will see an answer to somebody."""
    return activity.shown_as is Verb.REPLY or bool(activity.reply_to)
