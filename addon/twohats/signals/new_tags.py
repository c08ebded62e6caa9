"""The tags that this account never used, its house tags aside. As long as fewer than ten of its activities with tags
are remembered, no tag counts as new: everything would.
"""

from twohats.activity_signal import NOBODY, MemorySignal, Sources, Subject
from twohats_policy.request import SignalValue


def _look(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    tags = tuple(tag for tag in subject.activity.tags if tag.lstrip("#").casefold() not in _house_tags(subject))
    if not tags:
        return ()
    if not habits.holder(subject.account).known:
        return NOBODY
    return habits.new_tags(subject.account, tags)


def _house_tags(subject: Subject) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in subject.entry.tags) if subject.entry else frozenset()


SIGNAL = MemorySignal("memory.new_tags", _look)
