"""Names of the account's `protected` list that are misspelt, as `written: name`.

Names of five letters or more: one slip, from nine letters on two. Upper and lower case do not count.
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.reading import read
from twohats.words.spelling import misspelt
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    names = subject.entry.protected if subject.entry else ()
    if not names:
        return ()
    found = misspelt(read(subject.text, subject.activity.tags).tokens, names)
    return tuple(f"{written}: {name}" for written, name in found)


SIGNAL = TextSignal("words.misspelt", _tell)
