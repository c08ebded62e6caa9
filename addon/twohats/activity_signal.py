"""The interface of a signal: one thing worked out about an activity, or about each of its media.

A signal is a file in `signals/` that declares one or more of these four kinds, and a line in the list there. What
cannot be computed, or not in time, is `Unknown` with a reason, never a guess: a restricting rule that needs it counts
as met. A signal is only worked out when a rule in force needs it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from twohats.history import History
from twohats.links.links import Fetch, Links
from twohats.media.approved import Approved
from twohats.media.embargoed import Embargoed
from twohats.media.pictures import Pictures
from twohats.media.traits import Traits
from twohats.presence import Presence
from twohats.uploads import Uploads
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind
from twohats_policy.files import AccountEntry
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue, Unknown

MAX_TEXT = 100_000
"""Characters of a text that are worked on; no platform takes more, and a longer one is unknown."""

NOT_SEEN = Unknown(reason="the picture itself did not pass through this computer")
NOT_READ = Unknown(reason="what went out before cannot be looked up: the disk is full or fails")
TOO_SLOW = Unknown(reason="it could not be worked out in time")
TOO_LONG = Unknown(reason="the text is too long")
FAILED = Unknown(reason="it could not be worked out")
NOBODY = Unknown(reason="nobody can tell which account it is")


@dataclass(frozen=True)
class Sources:
    """Where signals get their knowledge."""

    uploads: Uploads
    pictures: Pictures
    history: History
    approved: Approved
    links: Links
    embargoed: Embargoed
    presence: Presence


@dataclass(frozen=True)
class Subject:
    """What a signal is about: the activity, with the content of its uploads, the account that people will see, and the
    policy in force at that moment (aware time). `fetch` makes one call the way the waiting call would go; None in a
    recording, where nobody waits.
    """

    activity: Activity
    account: ActingAccount
    policy: Policy
    now: datetime
    fetch: Fetch | None = None

    @property
    def entry(self) -> AccountEntry | None:
        """What the policy says about the account; None for one that it does not name."""
        return self.policy.account(self.account.ref)

    @cached_property
    def text(self) -> str:
        """All its words: the title, if there is one, is the first line."""
        return "\n".join(part for part in (self.activity.title, self.activity.text) if part)


@dataclass(frozen=True)
class TextSignal:
    """A signal that needs nothing but the subject. `tell` is pure; it is called in a worker thread, or for a short text
    at once (`sensing`).
    """

    key: str
    tell: Callable[[Subject], SignalValue]


@dataclass(frozen=True)
class MemorySignal:
    """A signal about the whole activity that has to look up what went out before. `look` may read the disk, and raises
    StoreError if it cannot; it is called in the same turn as the words. If it is `pictured`, it waits until the media
    are looked at, and is called in a worker thread.
    """

    key: str
    look: Callable[[Sources, Subject], SignalValue]
    pictured: bool = False


@dataclass(frozen=True)
class ActivitySignal:
    """A signal about the whole activity that has to ask elsewhere, or to wait."""

    key: str
    work: Callable[[Sources, Subject], Awaitable[SignalValue]]


@dataclass(frozen=True)
class MediaSignal:
    """A signal about one piece of media."""

    key: str
    work: Callable[[Sources, Media, Subject], Awaitable[SignalValue]]


def of_traits(key: str, tell: Callable[[Traits], SignalValue]) -> MediaSignal:
    """Return a signal about what a picture is like. What is seen is told even if the rest could not be seen."""

    async def work(sources: Sources, media: Media, _subject: Subject) -> SignalValue:
        if media.kind is MediaKind.AUDIO:
            return tell(Traits())
        traits = sources.pictures.traits(media.fingerprint) if media.fingerprint else None
        if traits is None:
            return why_unseen(media)
        found = tell(traits)
        return Unknown(reason=traits.doubt) if traits.doubt and not found else found

    return MediaSignal(key, work)


def why_unseen(media: Media) -> Unknown:
    """Return why nothing is known about what the media shows."""
    return TOO_SLOW if media.content else NOT_SEEN
