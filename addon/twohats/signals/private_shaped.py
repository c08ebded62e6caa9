"""Whether the text is shaped like a private message: a deal, an appointment, a secret, words for one person.

In the five languages that there are lists for; in another one it is unknown (see `topics`).
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.private import sounds_private
from twohats.words.reading import NO_LIST, read
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    text = read(subject.text, subject.activity.tags)
    lists = text.lists(subject.entry.languages if subject.entry else ())
    return NO_LIST if lists is None else sounds_private(text, lists)


SIGNAL = TextSignal("words.private_shaped", _tell)
