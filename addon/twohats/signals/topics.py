"""Which touchy topics the words touch: religion, politics, violence, sex, alcohol, drugs, death, disaster, war.

A text of some words in a language that there is no list for is unknown, unless the account says that it writes in that
language: then a short list of words that are the same everywhere is all that is looked at (docs/content.md).
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.reading import NO_LIST, read
from twohats.words.topics import topics_of
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    text = read(subject.text, subject.activity.tags)
    lists = text.lists(subject.entry.languages if subject.entry else ())
    return NO_LIST if lists is None else topics_of(text, lists)


SIGNAL = TextSignal("words.topics", _tell)
