"""The worst of its swear words: `none`, `mild`, `strong` or `slur`.

By the lists of the text's language, and by what is a swear word in any. `none` says that none of the listed words is
there: in a language without lists that says little, but such a text is unknown to `topics` already, and to ask twice
tells no more.
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.reading import read
from twohats.words.swearing import level_of
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    text = read(subject.text, subject.activity.tags)
    return level_of(text, text.lists(subject.entry.languages if subject.entry else ()) or ())


SIGNAL = TextSignal("words.swearing", _tell)
