"""Spelling: names that are nearly, but not quite, what they should be.

A name is looked for among runs of as many words as it has, one more or one less, put together: `De Bois` and `DeBois`
are both near `Du Bois`. What only has an ending (`Acmes`, `Acme's`) is right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twohats.words.distance import slips, within
from twohats.words.folding import folded
from twohats.words.tokens import Token, words

_ENDINGS = ("s", "es", "n", "en", "er", "ns", "t", "et", "na", "in", "ers")
_LONGEST = 60


@dataclass(frozen=True)
class _Name:
    written: str
    joined: str
    parts: tuple[str, ...]


@lru_cache(maxsize=64)
def _index(names: tuple[str, ...]) -> tuple[dict[str, list[_Name]], frozenset[int], frozenset[str]]:
    """Return the names by all spellings with one or two letters left out, the lengths of runs to look at, and what is
    right.
    """
    index: dict[str, list[_Name]] = {}
    lengths: set[int] = set()
    right: set[str] = set()
    for written in names:
        parts = words(folded(written))
        name = _Name(written, "".join(parts), parts)
        right.add(name.joined)
        for spelling in _shortened(name.joined, slips(len(name.joined))) if slips(len(name.joined)) else ():
            index.setdefault(spelling, []).append(name)
            lengths |= {max(1, len(parts) + more) for more in (-1, 0, 1)}
    return index, frozenset(lengths), frozenset(right)


def misspelt(said: Sequence[Token], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (as written, the name) for each run of words that looks like one of the names and is none."""
    index, lengths, right = _index(tuple(names))
    taken = _right_places(said, lengths, right)
    nearest: dict[str, _Name | None] = {}
    for length, start, joined in _runs(said, sorted(lengths, reverse=True)):
        if not taken.isdisjoint(range(start, start + length)):
            continue
        first = joined not in nearest
        name = nearest.setdefault(joined, _near(joined, index) if first else None)
        if name:
            taken.update(range(start, start + length))
        if name and first:
            yield " ".join(token.written for token in said[start : start + length]), name.written


def _runs(said: Sequence[Token], lengths: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Yield (how many words, the place of the first, all put together) for each run of words that may be a name."""
    for length in lengths:
        for start in range(len(said) - length + 1):
            joined = "".join(token.word for token in said[start : start + length])
            if len(joined) <= _LONGEST:
                yield length, start, joined


def _right_places(said: Sequence[Token], lengths: Iterable[int], right: frozenset[str]) -> set[int]:
    """Return the places of words that belong to a name as it should be, with or without an ending."""
    found = (
        range(start, start + length)
        for length, start, joined in _runs(said, lengths)
        if joined in right or any(joined.endswith(end) and joined[: -len(end)] in right for end in _ENDINGS)
    )
    return {place for places in found for place in places}


def _near(joined: str, index: dict[str, list[_Name]]) -> _Name | None:
    for spelling in _shortened(joined, slips(len(joined)) or 1):
        for name in index.get(spelling, ()):
            if within(joined, name.joined, slips(len(name.joined))):
                return name
    return None


def _shortened(word: str, most: int) -> set[str]:
    """Return the word, and what is left of it without one letter, or without two."""
    found = {word}
    for _ in range(most):
        found |= {short[:place] + short[place + 1 :] for short in found for place in range(len(short))}
    return found
