"""For how many whole minutes nobody has touched keyboard or mouse of this computer."""

import asyncio

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats_policy.request import SignalValue, Unknown


async def _work(sources: Sources, _subject: Subject) -> SignalValue:
    seconds = (await asyncio.to_thread(sources.presence.look)).idle_seconds
    return (
        Unknown(reason="this computer does not say when it was last touched") if seconds is None else _minutes(seconds)
    )


def _minutes(seconds: float) -> int:
    return int(min(seconds, 2.0**40) // 60)


SIGNAL = ActivitySignal("presence.idle_minutes", _work)
