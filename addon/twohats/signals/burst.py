"""How much this account published on this platform in the last hour, this one not counted. Only what went out counts,
and no likes or follows.
"""

from twohats.activity_signal import NOBODY, ActivitySignal, Sources, Subject
from twohats.histories.look_up import looked_up
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return await looked_up(habits, lambda: habits.burst(subject.account, subject.activity.platform))


SIGNAL = ActivitySignal("memory.burst", _work)
