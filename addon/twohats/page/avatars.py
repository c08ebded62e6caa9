"""Account pictures from the policy folder: JPEG or PNG only, small, read anew when the file changes."""

import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from twohats.question import Picture

MAX_AVATAR = 512 * 1024  # bytes
_SIGNS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class _Stamp:
    """Which content of a file was read."""

    path: Path
    changed: int
    size: int


def avatar(folder: Path, name: str) -> Picture | None:
    """Return the picture `name` of the policy folder; None for what is none, too large, or outside. Blocks."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return None
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_AVATAR:
            return None
        return _picture(_Stamp(path, found.st_mtime_ns, found.st_size))
    except OSError:
        return None


@lru_cache(maxsize=32)
def _picture(stamp: _Stamp) -> Picture | None:
    with stamp.path.open("rb") as file:
        content = file.read(MAX_AVATAR + 1)
    kind = next((kind for sign, kind in _SIGNS.items() if content.startswith(sign)), "")
    return Picture(kind, content) if kind and len(content) <= MAX_AVATAR else None
