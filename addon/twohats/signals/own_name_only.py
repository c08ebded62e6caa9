"""Whether the text is nothing but a name: the account's own, or that of somebody on the team.

Such a post was meant for the search field.
"""

from collections.abc import Iterator
from functools import lru_cache

from twohats.activity_signal import Subject, TextSignal
from twohats.words.folding import folded
from twohats.words.reading import read
from twohats.words.tokens import words
from twohats_policy.request import SignalValue

_MOST = 200  # characters; no name is longer


def _tell(subject: Subject) -> SignalValue:
    if len(subject.text) > _MOST:
        return False
    said = "".join(read(subject.text, subject.activity.tags).tokens).casefold()
    return bool(said) and any(said == _joined(name) for name in _names(subject))


@lru_cache(maxsize=512)
def _joined(name: str) -> str:
    return "".join(words(folded(name)))


def _names(subject: Subject) -> Iterator[str]:
    yield subject.account.username
    yield subject.account.username.partition("@")[0]
    if subject.entry:
        yield subject.entry.name
        yield from (handle.username or "" for handle in subject.entry.handles.values())
    for key, person in subject.policy.people.items():
        yield from (key, person.name)


SIGNAL = TextSignal("words.own_name_only", _tell)
