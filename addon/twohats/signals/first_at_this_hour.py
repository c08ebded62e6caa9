"""Whether this account, of which at least 20 activities are remembered, never published within an hour of this time of
day.
"""

from twohats.activity_signal import NOBODY, ActivitySignal, Sources, Subject
from twohats.histories.look_up import looked_up
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return await looked_up(habits, lambda: habits.first_at_this_hour(subject.account))


SIGNAL = ActivitySignal("memory.first_at_this_hour", _work)
