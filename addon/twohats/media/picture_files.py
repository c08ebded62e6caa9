"""Files of pictures and videos in a folder: which there are, and their bytes."""

from pathlib import Path

from twohats.media.pictures import MAX_CONTENT

MAX_FILES = 5_000
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".heic", ".heif"})
_VIDEOS = frozenset({".mp4", ".mov", ".webm", ".m4v"})

type Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""


def stamps(folder: Path) -> dict[Path, Stamp]:
    """Return the folder's files, at most 5,000, in the order of their names; a missing folder holds none, and links are
    not followed.
    """
    found: dict[Path, Stamp] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() in _PICTURES | _VIDEOS and path.is_file() and not path.is_symlink():
            status = path.stat()
            found[path] = (status.st_size, status.st_mtime_ns)
        if len(found) == MAX_FILES:
            break
    return found


def content(path: Path) -> bytes:
    """Return the file's bytes, or nothing for one that is too large or cannot be read: it then approves nothing."""
    try:
        with path.open("rb") as file:
            found = file.read(MAX_CONTENT + 1)
    except OSError:
        return b""
    return found if len(found) <= MAX_CONTENT else b""
