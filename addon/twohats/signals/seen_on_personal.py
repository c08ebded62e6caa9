"""Whether a picture went out from, or was uploaded by, a personal account before.

Videos and files that cannot be looked at are known by their exact bytes only: while such a file went out from a
personal account, nobody can tell about another one.
"""

import asyncio

from twohats.activity_signal import MediaSignal, Sources, Subject, why_unseen
from twohats.history import History
from twohats.media.fingerprint import Fingerprint
from twohats_policy.account import AccountKind
from twohats_policy.activity import Media, MediaKind
from twohats_policy.request import SignalValue, Unknown


async def _work(sources: Sources, media: Media, _subject: Subject) -> SignalValue:
    fingerprint = sources.pictures.fingerprint(media.fingerprint) if media.fingerprint else None
    if fingerprint is None:
        return why_unseen(media)
    return await asyncio.to_thread(_seen, sources.history, fingerprint, media.kind)


def _seen(history: History, fingerprint: Fingerprint, kind: MediaKind) -> SignalValue:
    if history.seen_on(AccountKind.PERSONAL, fingerprint) is not None:
        return True
    if fingerprint.visual:
        return False
    if kind is MediaKind.IMAGE or history.has_unseen_media(AccountKind.PERSONAL):
        return Unknown(reason="the file can be recognised by its exact bytes only")
    return False


SIGNAL = MediaSignal("seen_on_personal", _work)
