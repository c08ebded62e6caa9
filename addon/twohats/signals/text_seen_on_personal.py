"""Whether the same words went out from a personal account before."""

import asyncio

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats_policy.account import AccountKind
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    words = f"{subject.activity.title}\n{subject.activity.text}"
    found = await asyncio.to_thread(sources.history.text_seen_on, AccountKind.PERSONAL, words)
    return found is not None


SIGNAL = ActivitySignal("text.seen_on_personal", _work)
