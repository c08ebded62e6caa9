"""Likenesses: finds, among the marks of many texts, those of near copies.

The twelve smallest marks of each text stand in a sorted list for each account, so that a search looks at the few texts
that share most of them, not at all of them: of texts that are just half alike, three in a thousand share less than two.
"""

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from twohats.histories.holder import Holder
from twohats.histories.marks import ALIKE, numbers, share

_LISTED = 12
_LEAST_SHARED = 2
_MOST_TIMES = 1_000
_MOST_NEW = 4_096
_PLACE = 0xFFFFFFFF


@dataclass
class Text:
    """One text, or several with the very same marks, and when it went out (seconds since the epoch, oldest first)."""

    marks: bytes
    times: list[float] = field(default_factory=list[float])

    def likeness(self, given: frozenset[int]) -> float:
        """Return how much it has in common with a text that has these marks."""
        return share(frozenset(numbers(self.marks)), given)

    def since(self, moment: float) -> int:
        """Return how often it went out from this moment on."""
        return sum(1 for time in self.times if time >= moment)


@dataclass
class _Texts:
    """The texts of one account. An entry is a mark and the place of its text in one number; `listed` and `new` are in
    order, `added` is not yet.
    """

    texts: list[Text] = field(default_factory=list[Text])
    places: dict[bytes, int] = field(default_factory=dict[bytes, int])
    listed: "array[int]" = field(default_factory=lambda: array("Q"))
    new: list[int] = field(default_factory=list[int])
    added: list[int] = field(default_factory=list[int])

    def sharing(self, marks: bytes, most: int) -> list[Text]:
        """Return the texts that share most of the smallest marks, the latest first among equals."""
        self._put_in_order()
        found: list[int] = []
        for mark in numbers(marks)[:_LISTED]:
            found += _having(self.new, mark, 2 * most)
            found += _having(self.listed, mark, 2 * most)
        places = Counter([entry & _PLACE for entry in found])
        best = sorted(((shared, place) for place, shared in places.items() if shared >= _LEAST_SHARED), reverse=True)
        return [self.texts[place] for _, place in best[:most]]

    def _put_in_order(self) -> None:
        """Put single entries into the short list, and many, or a list that is short no more, into the long one."""
        if len(self.new) + len(self.added) > _MOST_NEW:
            self.listed = array("Q", sorted([*self.listed, *self.new, *self.added]))
            self.new.clear()
        else:
            for entry in self.added:
                insort(self.new, entry)
        self.added.clear()


class Likenesses:
    """Texts by account. Not for use from several threads at once."""

    def __init__(self) -> None:
        self._held: dict[Holder, _Texts] = {}

    def add(self, holder: Holder, marks: bytes, time: float) -> None:
        """Add a text that went out at `time`; nothing to do for one without marks."""
        if not marks:
            return
        held = self._held.setdefault(holder, _Texts())
        if (place := held.places.get(marks)) is not None:
            times = held.texts[place].times
            insort(times, time)
            del times[:-_MOST_TIMES]
            return
        place = held.places[marks] = len(held.texts)
        held.texts.append(Text(marks, [time]))
        held.added += [mark << 32 | place for mark in numbers(marks)[:_LISTED]]

    def alike(self, marks: bytes, wanted: Callable[[Holder], bool], most: int) -> Iterator[Text]:
        """Yield near copies among the texts of the accounts that are `wanted`; of each, `most` texts are looked at."""
        given = frozenset(numbers(marks))
        for holder, held in self._held.items():
            if wanted(holder):
                yield from (text for text in held.sharing(marks, most) if text.likeness(given) >= ALIKE)


def _having(entries: Sequence[int], mark: int, most: int) -> Sequence[int]:
    """Return the entries of the latest texts that have this mark, `most` at most."""
    end = bisect_left(entries, (mark + 1) << 32)
    return entries[bisect_left(entries, mark << 32, max(0, end - most), end) : end]
