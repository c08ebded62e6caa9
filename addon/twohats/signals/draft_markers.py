"""What shows that the text is not finished: `lorem ipsum`, `[insert link]`, `{{name}}`, runs of stars.

The words are those of all five languages at once: none of them means anything else in another one.
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.drafts import markers
from twohats.words.reading import read
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    return tuple(dict.fromkeys(markers(read(subject.text, subject.activity.tags))))


SIGNAL = TextSignal("words.draft_markers", _tell)
