"""MP4 and QuickTime files, as far as their boxes say what is footage and what is about it (ISO 14496-12).

The footage stays the same when only the words about it are edited; where the film was taken, and by which phone, is
among those words (facts: media 5).
"""

from collections.abc import Iterator

_MOST_BOXES = 10_000
_FILMS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"qt  ",
    b"M4V ",
    b"3gp4",
    b"3gp5",
    b"dash",
)
_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location.ISO6709", b"loci")
_PHONES = (b"com.android.", b"iPhone", b"iPad", b"SM-", b"Pixel ")


def is_film(content: bytes) -> bool:
    """Tell whether the file says that it is a film, not a picture in the same kind of boxes."""
    return content[4:8] == b"ftyp" and content[8:12] in _FILMS


def footage(content: bytes) -> bytes:
    """Return the film without the words about it; the whole content if it is no film, or one without footage."""
    if not is_film(content):
        return content
    return b"".join(content[start:end] for kind, start, end in _boxes(content) if kind == b"mdat") or content


def is_located(content: bytes) -> bool:
    """Tell whether the film says where it was taken."""
    about = _about(content)
    return any(mark in about for mark in _PLACES)


def is_from_phone(content: bytes) -> bool:
    """Tell whether the film says that a phone took it."""
    about = _about(content)
    return any(mark in about for mark in _PHONES)


def _about(content: bytes) -> bytes:
    return b"".join(content[start:end] for kind, start, end in _boxes(content) if kind in {b"moov", b"meta", b"udta"})


def _boxes(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the outermost boxes: kind, begin and end of what is in them; what breaks off ends the list."""
    place = 0
    for _ in range(_MOST_BOXES):
        if place + 8 > len(content):
            return
        length, head = int.from_bytes(content[place : place + 4]), 8
        if length == 1:
            length, head = int.from_bytes(content[place + 8 : place + 16]) or 1, 16
        end = place + length if length else len(content)
        if end < place + head or end > len(content):
            return
        yield content[place + 4 : place + 8], place + head, end
        place = end
