"""Spelling: names that are nearly, but not quite, what they should be.

A name is looked for among runs of as many words as it has, one more or one less, put together: `De Bois` and `DeBois`
are both near `Du Bois`. What only has an ending (`Acmes`, `Acme's`) is right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twohats.words.distance import slips, within
from twohats.words.folding import folded
from twohats.words.tokens import words

_ENDINGS = ("s", "es", "n", "en", "er", "ns", "t", "et", "na", "in", "ers")
_LONGEST_ENDING = max(map(len, _ENDINGS))


@dataclass(frozen=True)
class _Name:
    written: str
    joined: str
    letters: int  # a bit for each letter that it has
    parts: int
    slips: int

    def others(self, size: int) -> int:
        """Return how many letters a run of this size may have that the name has not, or lack, and still be meant for
        it or be it with an ending; -1: no run of this size is.
        """
        more = size - len(self.joined)
        return max(2 * self.slips, more) if -self.slips <= more <= max(self.slips, _LONGEST_ENDING) else -1


@dataclass(frozen=True)
class _Names:
    """The names of a list, made ready: what they look like with an ending; how many words a run has that may be meant
    for one that is long enough to have slips, most first; and by the size of a run, which names it may be.
    """

    right: frozenset[str]
    parts: tuple[int, ...]
    alike: dict[int, tuple[tuple[int, int, _Name], ...]]  # letters of the name, how many others, the name


@lru_cache(maxsize=64)
def _names(written: tuple[str, ...]) -> _Names:
    parted = ((name, words(folded(name))) for name in written)
    every = tuple(_name(name, parts) for name, parts in parted if parts)
    known = [name for name in every if name.slips]
    shortest = min((len(name.joined) - name.slips for name in known), default=0)
    longest = max((len(name.joined) + _LONGEST_ENDING for name in known), default=0)
    return _Names(
        right=frozenset(name.joined + ending for name in every for ending in ("", *_ENDINGS)),
        parts=tuple(sorted({max(1, name.parts + more) for name in known for more in (-1, 0, 1)}, reverse=True)),
        alike={
            size: tuple((name.letters, most, name) for name in every if (most := name.others(size)) >= 0)
            for size in range(shortest, longest + 1)
        },
    )


def _name(written: str, parts: tuple[str, ...]) -> _Name:
    joined = "".join(parts)
    return _Name(written, joined, _letters(joined), len(parts), slips(len(joined)))


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """Return a bit for each letter of the word; some words are kept in memory."""
    return sum({1 << (ord(sign) & 63) for sign in word})


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
    longest first. A look at how many letters it has, and which, spares most runs the rest.
    """
    longest = max(known.alike, default=0)
    sizes, letters = list(map(len, said)), [_letters(word[: longest + 1]) for word in said]
    for count in known.parts:
        looks = zip(_of_runs(int.__add__, sizes, count), _of_runs(int.__or__, letters, count), strict=True)
        for start, (size, found) in enumerate(looks):
            for those, most, _ in known.alike.get(size, ()):
                if (found ^ those).bit_count() <= most:
                    yield count, start, "".join(said[start : start + count])
                    break


def _of_runs(put_together: Callable[[int, int], int], each: Sequence[int], count: int) -> Sequence[int]:
    """Return what is put together of each run of `count`."""
    found = each
    for more in range(1, count):
        found = list(map(put_together, found, each[more:]))
    return found


def _near(joined: str, known: _Names) -> _Name | None:
    """Return the name that differs by a slip or two."""
    letters = _letters(joined)
    for those, most, name in known.alike.get(len(joined), ()):
        if name.slips and (letters ^ those).bit_count() <= most and within(joined, name.joined, name.slips):
            return name
    return None
