"""JPEG files, as far as their layout decides how they are decoded (ITU-T T.81, annex B).

A picture in several scans is held in memory whole while it is decoded, at its full size; one in a single scan is not.
Of a progressive picture the first scan is enough for a small version: the rest of the file need not be read (facts:
media 2).
"""

import re
from dataclasses import dataclass

_END = b"\xff\xd9"
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in a scan's data: neither a stuffed byte nor a restart
_FILL = re.compile(rb"\xff{1,16}(?!\xff)")  # a marker may be filled up; Pillow reads a million of them one by one
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_MOST_SEGMENTS = 2_000


@dataclass(frozen=True)
class Layout:
    """`scans` says that there are several; `first` is where the first one ends if it is a small version of all of the
    picture, else 0.
    """

    scans: bool
    first: int = 0


def layout(content: bytes) -> Layout | None:
    """Return how the file is laid out, or None for one that is broken before its first scan."""
    place, components = 2, 0
    for _ in range(_MOST_SEGMENTS):
        fill = _FILL.match(content, place)
        place = fill.end() - 1 if fill else len(content)
        if place + 4 > len(content):
            return None
        kind, start = content[place + 1], place + 4
        if kind in _WITHOUT_LENGTH:
            place += 2
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
        if kind in _FRAMES:
            components = content[start + 5] if start + 5 < len(content) else 0
        if kind == _SCAN:
            return _first_scan(content, start, place, components)
    return None


def first_scan(content: bytes, found: Layout) -> bytes:
    """Return the file up to the end of its first scan, which is one eighth of the picture's size and complete."""
    return content[: found.first] + _END


def _first_scan(content: bytes, start: int, data: int, components: int) -> Layout:
    """Look into the scan's head: how many components it has, and which of their waves."""
    here = content[start] if start < len(content) else 0
    all_of_them = 0 < components == here
    waves = content[start + 1 + 2 * here : start + 3 + 2 * here]
    if all_of_them and waves == b"\x00\x3f":
        return Layout(scans=False)
    after = _MARKER.search(content, data)
    return Layout(scans=True, first=after.start() if all_of_them and waves == b"\0\0" and after else 0)
