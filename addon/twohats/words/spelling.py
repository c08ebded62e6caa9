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
from twohats.words.tokens import words

_ENDINGS = ("s", "es", "n", "en", "er", "ns", "t", "et", "na", "in", "ers")
_LONGEST_ENDING = max(map(len, _ENDINGS))


@dataclass(frozen=True)
class _Name:
    written: str
    joined: str
    letters: frozenset[str]
    parts: int
    slips: int


@dataclass(frozen=True)
class _Names:
    """The names of a list that may have slips, made ready: `sizes` are letters, the shortest and the longest."""

    right: frozenset[str]
    near: dict[int, tuple[_Name, ...]]  # that a run of so many letters may be meant for
    parts: tuple[int, ...]  # of a run, most first
    sizes: tuple[int, int]


@lru_cache(maxsize=64)
def _names(written: tuple[str, ...]) -> _Names:
    parted = ((name, words(folded(name))) for name in written)
    every = [_name(name, parts) for name, parts in parted if parts]
    known = [name for name in every if name.slips]
    near: dict[int, tuple[_Name, ...]] = {}
    for name in known:
        for size in range(len(name.joined) - name.slips, len(name.joined) + name.slips + 1):
            near[size] = (*near.get(size, ()), name)
    return _Names(
        right=frozenset(name.joined + ending for name in every for ending in ("", *_ENDINGS)),
        near=near,
        parts=tuple(sorted({max(1, name.parts + more) for name in known for more in (-1, 0, 1)}, reverse=True)),
        sizes=(min(near, default=0), max((len(name.joined) for name in known), default=0) + _LONGEST_ENDING),
    )


def _name(written: str, parts: tuple[str, ...]) -> _Name:
    joined = "".join(parts)
    return _Name(written, joined, frozenset(joined), len(parts), slips(len(joined)))


def misspelt(written: Sequence[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (as written, the name) for each run of words that looks like one of the names and is none."""
    known = _names(tuple(names))
    runs = list(_runs(list(map(str.casefold, written)), known))
    taken = {place for length, start, joined in runs if joined in known.right for place in range(start, start + length)}
    nearest: dict[str, _Name | None] = {}
    for length, start, joined in runs:
        if not taken.isdisjoint(range(start, start + length)):
            continue
        first = joined not in nearest
        name = nearest.setdefault(joined, _near(joined, known) if first else None)
        if name:
            taken.update(range(start, start + length))
        if name and first:
            yield " ".join(written[start : start + length]), name.written


def _runs(said: Sequence[str], known: _Names) -> Iterator[tuple[int, int, str]]:
    """Yield (how many words, the place of the first, all put together) for each run of words that may be a name, the
    longest first.
    """
    shortest, longest = known.sizes
    ends = list(accumulate(map(len, said), initial=0))
    for count in known.parts:
        for start in range(len(said) - count + 1):
            if shortest <= ends[start + count] - ends[start] <= longest:
                yield count, start, "".join(said[start : start + count])


def _near(joined: str, known: _Names) -> _Name | None:
    """Return the name that differs by a slip or two; a look at the letters that both have spares most comparisons."""
    for name in known.near.get(len(joined), ()):
        if len(name.letters.symmetric_difference(joined)) <= 2 * name.slips and within(joined, name.joined, name.slips):
            return name
    return None
