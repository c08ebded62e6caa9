"""The tags that this account never used, its house tags aside. As long as fewer than ten of its activities with tags
are remembered, no tag counts as new: everything would.
"""

from twohats.activity_signal import NOBODY, ActivitySignal, Sources, Subject
from twohats.histories.look_up import looked_up
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    habits = sources.history.habits
    tags = tuple(tag for tag in subject.activity.tags if tag.lstrip("#").casefold() not in _house_tags(subject))
    if not tags:
        return ()
    if not habits.holder(subject.account).known:
        return NOBODY
    return await looked_up(habits, lambda: habits.new_tags(subject.account, tags))


def _house_tags(subject: Subject) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in subject.entry.tags) if subject.entry else frozenset()


SIGNAL = ActivitySignal("memory.new_tags", _work)
