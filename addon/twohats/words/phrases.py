"""Phrases: many words and phrases looked for at once, in one pass over the words of a text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from twohats.words.folding import folded
from twohats.words.tokens import words

_MOST_WORDS, _LONGEST_WORD = 2048, 40
"""Words that each list remembers that it has nothing for, and the letters of such a word."""

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

    _whole: dict[str, tuple[Entry[V], ...]]
    _starts: dict[str, Entry[V]]
    _lengths: tuple[int, ...]  # of the starts
    _nothing: set[str] = field(default_factory=set[str])  # words that none begins with: nearly every word of a text

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
        return cls(whole, starts, tuple(sorted(set(map(len, starts)))))

    def found(self, said: Sequence[str]) -> Iterator[Found[V]]:
        """Yield every phrase that the words have, in order."""
        nothing = self._nothing
        for place in [place for place, word in enumerate(said) if word not in nothing]:
            for rest, value, phrase in self._begun_with(said[place]):
                if not rest or _follows(said, place + 1, rest):
                    yield value, phrase, place

    def _begun_with(self, word: str) -> tuple[Entry[V], ...]:
        starts = self._starts
        begun = [starts[word[:length]] for length in self._lengths if length <= len(word) and word[:length] in starts]
        found = (*begun, *self._whole.get(word, ()))
        if not found and len(word) <= _LONGEST_WORD:
            self._remember_nothing_for(word)
        return found

    def _remember_nothing_for(self, word: str) -> None:
        if len(self._nothing) >= _MOST_WORDS:
            self._nothing.clear()
        self._nothing.add(word)


def _follows(said: Sequence[str], place: int, rest: Rest) -> bool:
    following = said[place : place + len(rest)]
    return len(following) == len(rest) and all(map(_fits, following, rest))


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
