"""Whether the text looks like a password or a key: typed or pasted into the wrong window.

Three ways to look like one: the known beginning of a service's key, a word like `password:` before a code, or a text
that is one code of mixed signs and nothing else.
"""

import re
from functools import cache
from itertools import pairwise

from twohats.activity_signal import Subject, TextSignal
from twohats.lexicons import table, terms
from twohats.words.folding import folded
from twohats.words.passwords import is_code
from twohats_policy.request import SignalValue

_SHORTEST, _LONGEST = 8, 64
_ADDRESS = re.compile(r"^[#@]|^https?:|^www\.|^[\w.+-]+@[\w-]+\.\w|^[\w-]+(?:\.[\w-]+)+(?:/|$)", re.IGNORECASE)


def _tell(subject: Subject) -> SignalValue:
    return any(_alone(part) or _told(part) for part in (subject.activity.title, subject.activity.text))


def _alone(part: str) -> bool:
    text = part.strip()
    return _SHORTEST <= len(text) <= _LONGEST and is_code(text, kinds=3) and not _ADDRESS.search(text)


def _told(part: str) -> bool:
    chunks = folded(part).split()
    if any(len(chunk) >= 16 and chunk.startswith(_beginnings()) for chunk in chunks):
        return True
    if ":" not in part and "=" not in part:
        return False
    pairs = pairwise(chunks)
    return any(_asks(before) and is_code(after.strip("\"'.,"), kinds=2) for before, after in pairs)


@cache
def _beginnings() -> tuple[str, ...]:
    return terms(table("secrets")["beginnings"])


@cache
def _words() -> frozenset[str]:
    return frozenset(terms(table("secrets")["words"]))


def _asks(chunk: str) -> bool:
    return chunk.endswith((":", "=")) and chunk[:-1].casefold() in _words()


SIGNAL = TextSignal("words.password_like", _tell)
