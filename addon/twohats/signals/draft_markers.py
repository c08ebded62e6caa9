"""What shows that the text is not finished: `lorem ipsum`, `[insert link]`, `{{name}}`, runs of stars.

The words are those of all five languages at once: none of them means anything else in another one. `link here` counts
where there is no link.
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.drafts import markers
from twohats.words.reading import read
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    text = read(subject.text, subject.activity.tags)
    return tuple(dict.fromkeys(markers(text, linked=bool(subject.activity.links))))


SIGNAL = TextSignal("words.draft_markers", _tell)
