"""Whether the text is nothing that anybody would say: keyboard mash, or a single stray sign.

Links, tags and mentions aside, at most four words are looked at: among more there is always an odd name. An ordinary
word alone is no nonsense, nor is laughter, an emoji, a number, or a text in another script.
"""

from twohats.activity_signal import Subject, TextSignal
from twohats.words.mash import is_mash, letters_of
from twohats.words.reading import read
from twohats_policy.request import SignalValue

_MOST_WORDS, _MOST_SIGNS = 4, 120
_MARKS = frozenset(";'[]\\/,.<>|`=~#§½^")


def _tell(subject: Subject) -> SignalValue:
    text = subject.text.strip()
    if not text or len(text) > _MOST_SIGNS:
        return False
    prose = read(subject.text, subject.activity.tags).prose.strip()
    if prose != read(subject.text, subject.activity.tags).written.strip():
        return _mashed(prose)
    return _stray(text) or _mashed(prose) or _among_marks(prose)


def _stray(text: str) -> bool:
    """Tell whether one letter or a few marks are all there is; `?`, `!` and dots may be meant."""
    return (len(text) == 1 and text.isascii() and text.isalpha()) or (
        text.isascii() and all(sign in _MARKS - {"."} for sign in text)
    )


def _mashed(prose: str) -> bool:
    said = letters_of(prose)
    if not 1 <= len(said) <= _MOST_WORDS:
        return False
    odd = [word for word in said if is_mash(word)]
    return sum(map(len, odd)) * 2 > sum(map(len, said))


def _among_marks(prose: str) -> bool:
    """Tell whether letters and marks of neighbouring keys are mixed: `;l;;gml`."""
    chunk = prose.split()[0] if len(prose.split()) == 1 else ""
    inside = chunk.strip("\"'()[].,!?:;")[:60]
    return (
        len(chunk) >= 5 and sum(sign in _MARKS - {".", "'", "/", "#"} for sign in chunk) >= 3 and inside[:1].isalpha()
    )


SIGNAL = TextSignal("words.nonsense", _tell)
