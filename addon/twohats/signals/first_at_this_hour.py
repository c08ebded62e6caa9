"""Whether this account, of which at least 20 activities are remembered, never published within an hour of this time of
day.
"""

from twohats.activity_signal import NOBODY, MemorySignal, Sources, Subject
from twohats_policy.request import SignalValue


def _look(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return habits.first_at_this_hour(subject.account)


SIGNAL = MemorySignal("memory.first_at_this_hour", _look)
