"""Whether the same words went out from a personal account before."""

from twohats.activity_signal import MemorySignal, Sources, Subject
from twohats_policy.account import AccountKind
from twohats_policy.request import SignalValue


def _look(sources: Sources, subject: Subject) -> SignalValue:
    words = f"{subject.activity.title}\n{subject.activity.text}"
    return sources.history.text_seen_on(AccountKind.PERSONAL, words) is not None


SIGNAL = MemorySignal("text.seen_on_personal", _look)
