"""Mentioned names of strangers that hold a strong swear word or a slur, whatever it runs together with, as
`name: reading`.

A campaign that thanks its followers by name says what they chose to be called. Names of the policy and of the account's
`mentions` are left out.
"""

from collections.abc import Iterable, Iterator

from twohats.activity_signal import TOO_LONG, Subject, TextSignal
from twohats.words.hashed import LEVELS, level_of_phrase
from twohats.words.languages import HOME
from twohats.words.naming import handles, local, mentions_of, overfull
from twohats.words.reading import read
from twohats.words.splits import worst_reading
from twohats.words.swearing import level_of
from twohats_policy.request import SignalValue

_STRONG = LEVELS.index("strong")
_LEAST = 5  # letters of a word that runs together with others; shorter ones stand in too many names
_EVERYWHERE = frozenset({"en", "*"})


def _tell(subject: Subject) -> SignalValue:
    mentioned = mentions_of(subject.activity)
    languages = subject.entry.languages if subject.entry else ()
    found = tuple(_told(_strangers(subject, mentioned), languages))
    return TOO_LONG if not found and overfull(mentioned) else found


def _strangers(subject: Subject, mentioned: Iterable[str]) -> Iterator[str]:
    listed = {name.casefold() for name in subject.entry.mentions} if subject.entry else set[str]()
    known = {*listed, *handles(subject.policy, subject.activity.platform)}
    yield from (name for name in mentioned if name not in known and local(name) not in known)


def _told(names: Iterable[str], languages: Iterable[str]) -> Iterator[str]:
    spoken = (*(language for language in languages if language in HOME), "en")
    for name in names:
        plain = local(name).replace("_", " ").replace(".", " ")
        if LEVELS.index(level_of(read(plain), spoken)) >= _STRONG:
            yield f"{name}: {plain}"
        elif (reading := worst_reading(local(name), languages)) and _is_strong(reading):
            yield f"{name}: {reading}"


def _is_strong(reading: str) -> bool:
    long = (word for word in reading.split() if len(word) >= _LEAST)
    return any(LEVELS.index(level_of_phrase(word, _EVERYWHERE)) >= _STRONG for word in long)


SIGNAL = TextSignal("tags.rude_names", _tell)
