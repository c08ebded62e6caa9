"""How much the text sounds like a private person, 0 to 1; from 0.5 on more than not. 0 for fewer than three words.

Weak evidence, for use together with something else (docs/content.md). In a language without lists it is unknown (see
`topics`).
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.reading import NO_LIST, read
from twohats.words.tone import personal
from twohats_policy.request import SignalValue

_LEAST_WORDS = 3


def _tell(subject: Subject) -> SignalValue:
    text = read(subject.text, subject.activity.tags)
    if len(text.prose_words) < _LEAST_WORDS:
        return 0.0
    lists = text.lists(subject.entry.languages if subject.entry else ())
    return NO_LIST if lists is None else round(personal(text, lists), 3)


SIGNAL = TextSignal("words.personal_tone", _tell)
