"""Nearest neighbours among 256-bit hashes: four columns of 64 bits, searched in chunks that fit the processor's cache.

0.05 ms a hash among ten thousand, 3 to 6 ms among a million (bench/pictures.py). numpy is imported with the first
hash: a text post never pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHUNK = 32_768
_FIRST = 1_024
_FARTHEST = 257  # bits: more than any distance


class Neighbour(NamedTuple):
    """The nearest stored hash: its distance in bits, and the owner it was added for."""

    distance: int
    owner: str


class Neighbours:
    """Hashes with the name of what they belong to. Not for use from several threads at once."""

    def __init__(self) -> None:
        self._columns: NDArray[np.uint64] | None = None
        self._owners: list[str] = []

    def __len__(self) -> int:
        return len(self._owners)

    def add(self, hashes: Iterable[bytes], owner: str) -> None:
        """Add the hashes of one owner."""
        import numpy as np

        for hashed in hashes:
            columns = self._room()
            columns[:, len(self._owners)] = np.frombuffer(hashed, dtype=np.uint64)
            self._owners.append(owner)

    def nearest(self, hashes: Iterable[bytes]) -> Neighbour | None:
        """Return the stored hash nearest to any of `hashes`, or None when there is nothing to compare."""
        best, place = _FARTHEST, 0
        for start, counts in self._distances(list(hashes)):
            here = int(counts.argmin())
            if (least := int(counts.flat[here])) < best:
                best, place = least, start + here % counts.shape[1]
        return Neighbour(best, self._owners[place]) if best < _FARTHEST else None

    def within(self, hashed: bytes, distance: int) -> list[str]:
        """Return the owners of all stored hashes at most `distance` bits away."""
        import numpy as np

        near = [start + np.flatnonzero(counts[0] <= distance) for start, counts in self._distances([hashed])]
        return [self._owners[place] for places in near for place in places.tolist()]

    def _distances(self, hashes: list[bytes]) -> Iterator[tuple[int, NDArray[np.uint16]]]:
        """The distances of all these hashes (rows) to one chunk of the stored ones after the other, with the place of
        its first.
        """
        import numpy as np

        if self._columns is None or not hashes:
            return
        wanted = np.frombuffer(b"".join(hashes), dtype=np.uint64).reshape(-1, 4, 1)
        chunk = max(1, _CHUNK // len(hashes))
        shape = (len(hashes), min(chunk, len(self._owners)))
        unlike, bits = np.empty(shape, np.uint64), np.empty(shape, np.uint8)
        for start in range(0, len(self._owners), chunk):
            columns = self._columns[:, start : min(start + chunk, len(self._owners))]
            most = columns.shape[1]
            total = np.zeros((len(hashes), most), np.uint16)
            for number, column in enumerate(columns):
                np.bitwise_xor(column, wanted[:, number], out=unlike[:, :most])
                total += np.bitwise_count(unlike[:, :most], out=bits[:, :most])
            yield start, total

    def _room(self) -> NDArray[np.uint64]:
        import numpy as np

        if self._columns is None:
            self._columns = np.empty((4, _FIRST), dtype=np.uint64)
        elif len(self._owners) == self._columns.shape[1]:
            self._columns = np.concatenate([self._columns, np.empty_like(self._columns)], axis=1)
        return self._columns
