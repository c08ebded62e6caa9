"""How many replies that are nearly the same this account sent in the last 24 hours, this one not counted."""

from twohats.activity_signal import NOBODY, MemorySignal, Sources, Subject
from twohats.histories.habits import is_reply
from twohats_policy.request import SignalValue


def _look(sources: Sources, subject: Subject) -> SignalValue:
    if not is_reply(subject.activity):
        return 0
    habits = sources.history.habits
    if not habits.holder(subject.account).known:
        return NOBODY
    return habits.same_replies(subject.account, subject.activity)


SIGNAL = MemorySignal("memory.same_replies", _look)
