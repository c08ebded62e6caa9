"""Phrases: many words and phrases looked for at once, in one pass over the words of a text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twohats.words.folding import folded
from twohats.words.tokens import words

_LATELY = 1024
"""Words of which each list remembers what it has for them; mostly nothing."""

type Rest = tuple[str, ...]
type Entry[V] = tuple[Rest, V, str]
"""The words that have to follow, what the phrase stands for, and the phrase as listed."""

type Found[V] = tuple[V, str, int]
"""What a phrase stands for, the phrase as listed, and the place of its first word."""


@dataclass(frozen=True)
class Phrases[V]:
    """Phrases with what each stands for. `*` at the end of a phrase stands for any ending of its last word.

    The time taken grows with the words of the text, not with the number of phrases.
    """

    _begun: Callable[[str], tuple[Entry[V], ...]]
    _size: int  # letters of a word from which on the rest cannot matter

    @classmethod
    def of(cls, listed: Iterable[tuple[str, V]]) -> "Phrases[V]":
        """Return the phrases of a list, in any spelling."""
        whole: dict[str, tuple[Entry[V], ...]] = {}
        starts: dict[str, Entry[V]] = {}
        for phrase, value in listed:
            first, *rest = words(folded(phrase))
            if phrase.endswith("*") and not rest:
                starts.setdefault(first, ((), value, phrase))
            else:
                last = [rest[-1] + "*"] if phrase.endswith("*") else rest[-1:]
                whole[first] = (*whole.get(first, ()), ((*rest[:-1], *last), value, phrase))
        return cls(_begun_by(whole, starts), max(map(len, (*whole, *starts)), default=0) + 1)

    def found(self, said: Sequence[str]) -> Iterator[Found[V]]:
        """Yield every phrase that the words have, in order."""
        for place, word in enumerate(said):
            for rest, value, phrase in self._begun(word[: self._size]):
                if not rest or _follows(said, place + 1, rest):
                    yield value, phrase, place


def _begun_by[V](
    whole: dict[str, tuple[Entry[V], ...]], starts: dict[str, Entry[V]]
) -> Callable[[str], tuple[Entry[V], ...]]:
    """Return the look-up of the entries that begin with a word, which remembers some words."""
    lengths = sorted(set(map(len, starts)))

    @lru_cache(maxsize=_LATELY)
    def begun(word: str) -> tuple[Entry[V], ...]:
        found = [starts[word[:length]] for length in lengths if length <= len(word) and word[:length] in starts]
        return (*found, *whole.get(word, ()))

    return begun


def _follows(said: Sequence[str], place: int, rest: Rest) -> bool:
    following = said[place : place + len(rest)]
    return len(following) == len(rest) and all(map(_fits, following, rest))


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
