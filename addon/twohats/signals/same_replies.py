"""How many replies that are nearly the same this account sent in the last 24 hours, this one not counted."""

import asyncio

from twohats.activity_signal import NOBODY, ActivitySignal, Sources, Subject
from twohats.histories.habits import is_reply
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    if not is_reply(subject.activity):
        return 0
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return await asyncio.to_thread(habits.same_replies, subject.account, subject.activity)


SIGNAL = ActivitySignal("memory.same_replies", _work)
