"""How many replies that are nearly the same this account sent in the last 24 hours, this one not counted."""

from twohats.activity_signal import NOBODY, ActivitySignal, Sources, Subject
from twohats.histories.habits import is_reply
from twohats.histories.look_up import looked_up
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    if not is_reply(subject.activity):
        return 0
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return await looked_up(habits, lambda: habits.same_replies(subject.account, subject.activity), subject.text)


SIGNAL = ActivitySignal("memory.same_replies", _work)
