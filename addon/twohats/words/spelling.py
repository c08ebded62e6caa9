"""Spelling: names that are nearly, but not quite, what they should be.

A name is looked for among runs of as many words as it has, one more or one less, put together: `De Bois` and `DeBois`
are both near `Du Bois`. What only has an ending (`Acmes`, `Acme's`) is right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from twohats.words.distance import slips, within
from twohats.words.folding import folded
from twohats.words.tokens import Token, words

_ENDINGS = ("s", "es", "n", "en", "er", "ns", "t", "et", "na", "in", "ers")
_LONGEST_ENDING = max(map(len, _ENDINGS))


@dataclass(frozen=True)
class _Name:
    written: str
    joined: str
    letters: int  # a bit for each letter that it has
    parts: int

    @property
    def slips(self) -> int:
        return slips(len(self.joined))


@lru_cache(maxsize=64)
def _names(written: tuple[str, ...]) -> tuple[_Name, ...]:
    parted = ((name, words(folded(name))) for name in written)
    return tuple(_Name(name, "".join(parts), _letters("".join(parts)), len(parts)) for name, parts in parted if parts)


def misspelt(said: Sequence[Token], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (as written, the name) for each run of words that looks like one of the names and is none."""
    known = _names(tuple(names))
    right = frozenset(name.joined + ending for name in known for ending in ("", *_ENDINGS))
    runs = list(_runs(said, known))
    taken = {place for length, start, joined in runs if joined in right for place in range(start, start + length)}
    nearest: dict[str, _Name | None] = {}
    for length, start, joined in runs:
        if not taken.isdisjoint(range(start, start + length)):
            continue
        first = joined not in nearest
        name = nearest.setdefault(joined, _near(joined, known) if first else None)
        if name:
            taken.update(range(start, start + length))
        if name and first:
            yield " ".join(token.written for token in said[start : start + length]), name.written


def _runs(said: Sequence[Token], known: tuple[_Name, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield (how many words, the place of the first, all put together) for each run of words that may be a name, the
    longest first.
    """
    long_enough = [name for name in known if name.slips]
    counts = {max(1, name.parts + more) for name in long_enough for more in (-1, 0, 1)}
    shortest = min((len(name.joined) - name.slips for name in long_enough), default=0)
    longest = max((len(name.joined) + _LONGEST_ENDING for name in long_enough), default=0)
    ends = list(accumulate((len(token.word) for token in said), initial=0))
    for count in sorted(counts, reverse=True):
        for start in range(len(said) - count + 1):
            if shortest <= ends[start + count] - ends[start] <= longest:
                yield count, start, "".join(token.word for token in said[start : start + count])


def _near(joined: str, known: tuple[_Name, ...]) -> _Name | None:
    """Return the name that differs by a slip or two; a look at the letters that both have spares most comparisons."""
    size, letters = len(joined), _letters(joined)
    for name in known:
        most = name.slips
        near = most and abs(size - len(name.joined)) <= most and (letters ^ name.letters).bit_count() <= 2 * most
        if near and within(joined, name.joined, most):
            return name
    return None


def _letters(word: str) -> int:
    found = 0
    for sign in word:
        found |= 1 << (ord(sign) & 63)
    return found
