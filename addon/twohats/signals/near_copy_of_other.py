"""Whether another account published nearly the same words, or a picture that looks the same, in the last 30 days.

The handles of one account on several platforms are one account. Texts under four words are nobody's.
"""

from twohats.activity_signal import NOBODY, MemorySignal, Sources, Subject, why_unseen
from twohats.history import History
from twohats.media.fingerprint import Fingerprint
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Media, MediaKind
from twohats_policy.request import SignalValue, Unknown


def _look(sources: Sources, subject: Subject) -> SignalValue:
    habits, media = sources.history.habits, subject.activity.media
    if not habits.holder(subject.account).known:
        return NOBODY
    return habits.copied(subject.account, subject.activity) or _any_is_copy(sources, media, subject.account)


def _any_is_copy(sources: Sources, media: tuple[Media, ...], account: ActingAccount) -> SignalValue:
    """Tell about pictures: one sure copy is enough, and one that cannot be told spoils a no."""
    doubt: SignalValue = False
    for one in media:
        found = _media_is_copy(sources, one, account)
        if found is True:
            return True
        doubt = found if isinstance(found, Unknown) else doubt
    return doubt


def _media_is_copy(sources: Sources, media: Media, account: ActingAccount) -> SignalValue:
    fingerprint = sources.pictures.fingerprint(media.fingerprint) if media.fingerprint else None
    return why_unseen(media) if fingerprint is None else _seen(sources.history, fingerprint, media.kind, account)


def _seen(history: History, fingerprint: Fingerprint, kind: MediaKind, account: ActingAccount) -> SignalValue:
    if history.seen_elsewhere(account, fingerprint) is not None:
        return True
    if fingerprint.visual:
        return False
    if kind is MediaKind.IMAGE or history.has_unseen_media_elsewhere(account):
        return Unknown(reason="the file can be recognised by its exact bytes only")
    return False


SIGNAL = MemorySignal("memory.near_copy_of_other", _look, pictured=True)
