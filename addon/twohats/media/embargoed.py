"""Embargoed files: pictures and videos of the policy folder that must not go out yet, known again as copies.

Compared more loosely than approved pictures: here an edited copy counts too.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from twohats.media.fingerprint import Closeness, Fingerprint, closeness, distance
from twohats.media.pictures import MAX_CONTENT, Look, Pictures
from twohats_policy.activity import MediaKind
from twohats_policy.request import Unknown

MISSING = Unknown(reason="an embargoed file is not in the policy folder, or cannot be read")
BYTES_ONLY = Unknown(reason="the file can be recognised by its exact bytes only")
_MOST_KEPT = 512


@dataclass(frozen=True)
class _Kept:
    stamp: tuple[int, int]
    look: Look


class Embargoed:
    """Looks at files of the policy folder when they are first asked about, and again when they change."""

    def __init__(self, folder: Path, pictures: Pictures) -> None:
        self._folder = folder
        self._pictures = pictures
        self._kept: dict[Path, _Kept] = {}

    async def is_copy(self, fingerprint: Fingerprint, kind: MediaKind, file: str) -> bool | Unknown:
        """Tell whether media with this fingerprint is the file, or looks like it."""
        look = await self._look(self._folder / file)
        if look is None:
            return MISSING
        held = look.fingerprint
        if held.digest == fingerprint.digest:
            return True
        if fingerprint.visual and held.visual:
            return _closest(fingerprint, held) is not Closeness.NONE
        return _cannot_tell(fingerprint, held, kind)

    async def _look(self, path: Path) -> Look | None:
        content = await asyncio.to_thread(self._changed, path)
        if isinstance(content, Look) or content is None:
            return content
        stamp, found = content
        look = await asyncio.wrap_future(self._pictures.look(found))
        if not look.fingerprint.digest:  # too many files at once: another time
            return None
        while len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[path] = _Kept(stamp, look)
        return look

    def _changed(self, path: Path) -> Look | tuple[tuple[int, int], bytes] | None:
        """Return what is known of a file that has not changed, else its bytes, None if they cannot be had."""
        try:
            status = path.stat()
            stamp = (status.st_size, status.st_mtime_ns)
            kept = self._kept.get(path)
            if kept is not None and kept.stamp == stamp:
                return kept.look
            content = path.read_bytes() if path.is_file() and status.st_size <= MAX_CONTENT else b""
        except OSError:
            return None
        return (stamp, content) if content else None


def _closest(fingerprint: Fingerprint, held: Fingerprint) -> Closeness:
    nearest = min(distance(asked, stored) for asked in fingerprint.asked for stored in held.stored)
    return closeness(nearest, min(fingerprint.quality, held.quality))


def _cannot_tell(fingerprint: Fingerprint, held: Fingerprint, kind: MediaKind) -> bool | Unknown:
    """A video is not a picture, and the other way round; two videos, or a broken picture, may be anything."""
    if held.visual and kind in {MediaKind.VIDEO, MediaKind.AUDIO}:
        return False
    if fingerprint.visual and not held.visual:
        return False
    return BYTES_ONLY
