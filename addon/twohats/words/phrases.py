"""Phrases: many words and phrases looked for at once, in one pass over the words of a text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twohats.words.folding import folded
from twohats.words.tokens import words

_HEAD = 2  # letters

type Rest = tuple[str, ...]
type Found[V] = tuple[V, str, int]
"""What a phrase stands for, the phrase as listed, and the place of its first word."""


@dataclass(frozen=True)
class Phrases[V]:
    """Phrases with what each stands for. `*` at the end of a phrase stands for any ending of its last word.

    The time taken grows with the words of the text, not with the number of phrases.
    """

    _whole: dict[str, tuple[tuple[Rest, V, str], ...]]
    _starts: dict[str, tuple[V, str]]
    _lengths: dict[str, tuple[int, ...]]  # of the starts, by their first two letters

    @classmethod
    def of(cls, listed: Iterable[tuple[str, V]]) -> "Phrases[V]":
        """Return the phrases of a list, in any spelling."""
        whole: dict[str, tuple[tuple[Rest, V, str], ...]] = {}
        starts: dict[str, tuple[V, str]] = {}
        for phrase, value in listed:
            first, *rest = words(folded(phrase))
            if phrase.endswith("*") and not rest:
                starts.setdefault(first, (value, phrase))
            else:
                last = [rest[-1] + "*"] if phrase.endswith("*") else rest[-1:]
                whole[first] = (*whole.get(first, ()), ((*rest[:-1], *last), value, phrase))
        return cls(whole, starts, _lengths(starts))

    def found(self, said: Sequence[str]) -> Iterator[Found[V]]:
        """Yield every phrase that the words have, in order."""
        for place, word in enumerate(said):
            for length in self._lengths.get(word[:_HEAD], ()):
                if length <= len(word) and (start := self._starts.get(word[:length])):
                    yield *start, place
            for rest, value, phrase in self._whole.get(word, ()):
                if not rest or _follows(said, place + 1, rest):
                    yield value, phrase, place


def _lengths(starts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for start in starts:
        found.setdefault(start[:_HEAD], set()).add(len(start))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def _follows(said: Sequence[str], place: int, rest: Rest) -> bool:
    following = said[place : place + len(rest)]
    return len(following) == len(rest) and all(map(_fits, following, rest))


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
