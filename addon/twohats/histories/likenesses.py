"""Likenesses: finds, among the marks of many texts, those of near copies.

The twelve smallest marks of each text stand in a sorted list for each account, so that a search looks at the few texts
that share one of them, not at all of them: of two texts half alike, less than one pair in ten thousand shares none.
"""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from twohats.histories.holder import Holder
from twohats.histories.marks import ALIKE, likeness, numbers

_LISTED = 12
_LOOKED_AT = 64
_MOST_TIMES = 1_000
_MOST_NEW = 4_096


@dataclass
class Text:
    """One text, or several with the very same marks, and when it went out (seconds since the epoch, oldest first)."""

    marks: bytes
    times: list[float] = field(default_factory=list[float])

    def since(self, moment: float) -> int:
        """Return how often it went out from this moment on."""
        return sum(1 for time in self.times if time >= moment)


@dataclass
class _Texts:
    """The texts of one account. Entries, in order, are a mark and the place of its text in one number; `new` ones wait
    until it is worth while to put the long list in order again.
    """

    texts: list[Text] = field(default_factory=list[Text])
    places: dict[bytes, int] = field(default_factory=dict[bytes, int])
    listed: "array[int]" = field(default_factory=lambda: array("Q"))
    new: list[int] = field(default_factory=list[int])

    def list_marks(self, marks: bytes, place: int) -> None:
        """Make the text at this place findable by its marks."""
        for mark in numbers(marks)[:_LISTED]:
            insort(self.new, mark << 32 | place)
        if len(self.new) > _MOST_NEW:
            self.listed = array("Q", sorted([*self.listed, *self.new]))
            self.new.clear()

    def sharing(self, marks: bytes) -> list[int]:
        """Return the places of texts that share one of the smallest marks, the latest first; of very many some."""
        smallest = numbers(marks)[:_LISTED]
        places = {place for mark in smallest for entries in (self.new, self.listed) for place in _at(entries, mark)}
        return sorted(places, reverse=True)[:_LOOKED_AT]


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
        held.list_marks(marks, place)

    def alike(self, marks: bytes, wanted: Callable[[Holder], bool]) -> Iterator[Text]:
        """Yield near copies among the texts of the accounts that are `wanted`, the latest first; of very many some."""
        for holder, held in self._held.items():
            if wanted(holder):
                near = (held.texts[place] for place in held.sharing(marks))
                yield from (text for text in near if likeness(marks, text.marks) >= ALIKE)


def _at(entries: Sequence[int], mark: int) -> Iterator[int]:
    """Return the places of the latest texts that have this mark."""
    end = bisect_left(entries, (mark + 1) << 32)
    start = bisect_left(entries, mark << 32, 0, end)
    return (entry & 0xFFFFFFFF for entry in entries[max(start, end - _LOOKED_AT) : end])
