"""Which language the text is written in, as `en`; empty when that cannot be told (docs/content.md)."""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.reading import read
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    return read(subject.text, subject.activity.tags).guess.language


SIGNAL = TextSignal("words.written_in", _tell)
