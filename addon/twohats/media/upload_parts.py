"""Parts: the pieces of uploads that travel in several calls, kept in memory until the file is whole.

Bounded: 32 MiB for one file and 128 MiB for all of them. What does not fit is dropped, and its file can no longer be
told.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import pairwise

MAX_FILE = 32 << 20  # bytes
MAX_ALL = 128 << 20  # bytes
MAX_FILES = 500


def _no_pieces() -> dict[int, bytes]:
    return {}


@dataclass
class _File:
    pieces: dict[int, bytes] = field(default_factory=_no_pieces)
    size: int | None = None
    lost: bool = False

    @property
    def held(self) -> int:
        """Bytes in memory."""
        return sum(map(len, self.pieces.values()))


class Parts:
    """Files in the making, by key."""

    def __init__(self, max_file: int = MAX_FILE, max_all: int = MAX_ALL) -> None:
        self._max_file, self._max_all = max_file, max_all
        self._files: OrderedDict[tuple[str, str], _File] = OrderedDict()

    def expect(self, key: tuple[str, str], size: int) -> None:
        """Remember how large the file is going to be, in bytes."""
        self._file(key).size = size

    def add(self, key: tuple[str, str], offset: int, content: bytes | None) -> None:
        """Keep one piece; the same offset again replaces it. None or nothing means that the piece went by too large
        to keep.
        """
        file = self._file(key)
        if content:
            file.pieces[offset] = content
        if not content or file.held > self._max_file:
            file.lost = True
        if file.lost:
            file.pieces.clear()
        self._make_room()

    def whole(self, key: tuple[str, str]) -> bytes | None:
        """Return the file if every piece of it is here, else None. Offsets may count bytes or pieces."""
        file = self._files.get(key)
        if file is None or file.lost or not file.pieces or not _gapless(file.pieces):
            return None
        content = b"".join(file.pieces[offset] for offset in sorted(file.pieces))
        return content if file.size in {None, len(content)} else None

    def complete(self, key: tuple[str, str]) -> bool:
        """Tell whether as many bytes are here as were announced."""
        file = self._files.get(key)
        return file is not None and file.size is not None and file.held == file.size

    def drop(self, key: tuple[str, str]) -> None:
        """Let go of a file."""
        self._files.pop(key, None)

    def _file(self, key: tuple[str, str]) -> _File:
        file = self._files.setdefault(key, _File())
        self._files.move_to_end(key)
        return file

    def _make_room(self) -> None:
        while len(self._files) > MAX_FILES or (len(self._files) > 1 and self._held > self._max_all):
            self._files.popitem(last=False)

    @property
    def _held(self) -> int:
        return sum(file.held for file in self._files.values())


def _gapless(pieces: dict[int, bytes]) -> bool:
    offsets = sorted(pieces)
    if offsets[0] not in {0, 1}:
        return False
    counted = all(later - earlier == 1 for earlier, later in pairwise(offsets))
    return counted or (
        offsets[0] == 0 and all(later - earlier == len(pieces[earlier]) for earlier, later in pairwise(offsets))
    )
