"""HEIC, the format of iPhones' own pictures, read by the extra `heic` (libheif; facts: media 2)."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def is_heic(content: bytes) -> bool:
    """Tell whether the file says it is one (ISO 23008-12)."""
    return content[4:8] == b"ftyp" and content[8:12] in _BRANDS


@cache
def formats() -> tuple[str, ...]:
    """Return the format's name for Pillow; nothing without the extra."""
    if find_spec("pi_heif") is None:
        return ()
    import_module("pi_heif").register_heif_opener(thumbnails=False)
    return ("HEIF",)
