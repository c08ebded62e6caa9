"""Whether the screen of this computer is locked at this moment, or covered by its screen saver."""

import asyncio

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats_policy.request import SignalValue, Unknown


async def _work(sources: Sources, _subject: Subject) -> SignalValue:
    locked = (await asyncio.to_thread(sources.presence.look)).locked
    return Unknown(reason="this computer does not say whether its screen is locked") if locked is None else locked


SIGNAL = ActivitySignal("presence.locked", _work)
