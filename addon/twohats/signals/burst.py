"""How much this account published on this platform in the last hour, this one not counted. Only what went out counts,
and no likes or follows.
"""

from twohats.activity_signal import NOBODY, MemorySignal, Sources, Subject
from twohats_policy.request import SignalValue


def _look(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return habits.burst(subject.account, subject.activity.platform)


SIGNAL = MemorySignal("memory.burst", _look)
