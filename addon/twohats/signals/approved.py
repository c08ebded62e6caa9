"""Whether a picture is in the approved folder of the account that it would go out from."""

from twohats.activity_signal import MediaSignal, Sources, Subject, why_unseen
from twohats_policy.activity import Media
from twohats_policy.request import SignalValue


async def _work(sources: Sources, media: Media, subject: Subject) -> SignalValue:
    ref = subject.account.ref
    if ref is None:
        return False
    return await sources.approved.holds(ref, media.fingerprint) if media.fingerprint else why_unseen(media)


SIGNAL = MediaSignal("approved", _work)
