"""Signals: what is worked out about an activity, and only what some rule in force needs.

Each signal is one function in one of two tables. What cannot be computed, or not in time, is `Unknown` with a reason,
never a guess.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from twohats.history import History
from twohats.media.approved import Approved
from twohats.media.fingerprint import Fingerprint
from twohats.media.pictures import Pictures
from twohats.state.store import StoreError
from twohats.uploads import Uploads
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind
from twohats_policy.request import SignalValue, Unknown

DEADLINE = 2.0  # seconds for all signals of one activity

NOT_SEEN = Unknown(reason="the picture itself did not pass through this computer")
NOT_READ = Unknown(reason="what went out before cannot be looked up: the disk is full or fails")
TOO_SLOW = Unknown(reason="it could not be worked out in time")


@dataclass(frozen=True)
class Sources:
    """Where signals get their knowledge."""

    uploads: Uploads
    pictures: Pictures
    history: History
    approved: Approved


async def seen_on_personal(sources: Sources, media: Media, _account: ActingAccount) -> SignalValue:
    """Whether the picture went out from, or was uploaded by, a personal account before.

    Videos and files that cannot be looked at are known by their exact bytes only: while such a file went out from a
    personal account, nobody can tell about another one.
    """
    fingerprint = sources.pictures.fingerprint(media.fingerprint) if media.fingerprint else None
    if fingerprint is None:
        return _why_unseen(media)
    return await asyncio.to_thread(_seen, sources.history, fingerprint, media.kind)


async def approved(sources: Sources, media: Media, account: ActingAccount) -> SignalValue:
    """Whether the picture is in the approved folder of the account that it would go out from."""
    if account.ref is None:
        return False
    return await sources.approved.holds(account.ref, media.fingerprint) if media.fingerprint else _why_unseen(media)


async def text_seen_on_personal(sources: Sources, activity: Activity, _account: ActingAccount) -> SignalValue:
    """Whether the same words went out from a personal account before."""
    words = f"{activity.title}\n{activity.text}"
    found = await asyncio.to_thread(sources.history.text_seen_on, AccountKind.PERSONAL, words)
    return found is not None


type MediaSignal = Callable[[Sources, Media, ActingAccount], Awaitable[SignalValue]]
type ActivitySignal = Callable[[Sources, Activity, ActingAccount], Awaitable[SignalValue]]

MEDIA_SIGNALS: Mapping[str, MediaSignal] = {"seen_on_personal": seen_on_personal, "approved": approved}
"""Signals about one piece of media, by name."""

ACTIVITY_SIGNALS: Mapping[str, ActivitySignal] = {"text.seen_on_personal": text_seen_on_personal}
"""Signals about the whole activity, by name."""


class Signals:
    """Works signals out, within one deadline for all of them."""

    def __init__(self, sources: Sources, seconds: float = DEADLINE) -> None:
        self._sources = sources
        self._seconds = seconds

    async def work_out(
        self, needed: frozenset[str], activity: Activity, account: ActingAccount
    ) -> tuple[Mapping[str, SignalValue], tuple[Mapping[str, SignalValue], ...]]:
        """Return the needed signals of the activity, and those of each of its media in order."""
        about_all = {name: work for name, work in ACTIVITY_SIGNALS.items() if name in needed}
        about_media = {name: work for name, work in MEDIA_SIGNALS.items() if name in needed}
        if not about_all and not (about_media and activity.media):
            return {}, tuple({} for _ in activity.media)
        ends = asyncio.get_running_loop().time() + self._seconds
        settled = await self._sources.uploads.settle(activity, self._seconds) if about_media else activity
        found = {name: await _in_time(work(self._sources, settled, account), ends) for name, work in about_all.items()}
        media = [
            {name: await _in_time(work(self._sources, item, account), ends) for name, work in about_media.items()}
            for item in settled.media
        ]
        return found, tuple(media)


async def _in_time(value: Awaitable[SignalValue], ends: float) -> SignalValue:
    try:
        async with asyncio.timeout_at(ends):
            return await value
    except TimeoutError:
        return TOO_SLOW
    except StoreError:
        return NOT_READ


def _why_unseen(media: Media) -> Unknown:
    return TOO_SLOW if media.content else NOT_SEEN


def _seen(history: History, fingerprint: Fingerprint, kind: MediaKind) -> SignalValue:
    if history.seen_on(AccountKind.PERSONAL, fingerprint) is not None:
        return True
    if fingerprint.visual:
        return False
    if kind is MediaKind.IMAGE or history.has_unseen_media(AccountKind.PERSONAL):
        return Unknown(reason="the file can be recognised by its exact bytes only")
    return False
