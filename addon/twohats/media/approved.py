"""The brand's approved pictures: a folder of files, compared so strictly that an edited copy is not taken for the
original.

Approved means the same bytes; or a hash within 31 bits and a thumbnail that agrees block by block. A hash alone never
does: one letter changed on a card moves it by as little as two bits (facts: media 1, trap 1).
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from twohats.media.fingerprint import CERTAIN_BITS, distance
from twohats.media.pictures import MAX_CONTENT, Look, Pictures
from twohats_policy.request import Unknown

MAX_FILES = 5_000
THUMBNAIL = 128  # pixels a side
BLOCK = 4
BLOCK_DIFFERENCE = 13.0  # grey levels; recompressed copies stay below it (facts: media 1)
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".mp4", ".mov", ".webm", ".m4v"})

type Stamp = tuple[int, int]


@dataclass(frozen=True)
class _Asset:
    stamp: Stamp
    look: Look


class Approved:
    """Looks pictures up in an account's folder. `folder` returns it for an account's key in the policy, or None where
    there is none.
    """

    def __init__(self, folder: Callable[[str], Path | None], pictures: Pictures) -> None:
        self._folder = folder
        self._pictures = pictures
        self._assets: dict[Path, _Asset] = {}
        self._reading = asyncio.Lock()

    async def holds(self, ref: str, fingerprint: str) -> bool | Unknown:
        """Tell whether the picture with this fingerprint (`Media.fingerprint`) is in the folder of account `ref`."""
        folder = self._folder(ref)
        if folder is None:
            return False
        assets = await self._read(folder)
        look = self._pictures.seen(fingerprint)
        known = self._pictures.fingerprint(fingerprint)
        if known is None:
            return Unknown(reason="the picture was not seen by this computer")
        if any(asset.fingerprint.digest == known.digest for asset in assets):
            return True
        alike = [asset for asset in assets if known.visual and _alike(asset, known.stored[0])]
        if alike and look is None:
            return Unknown(reason="the picture was uploaded before twohats was started again")
        return look is not None and await asyncio.to_thread(_any_same, alike, look)

    async def _read(self, folder: Path) -> list[Look]:
        """Look at files that are new or changed; what was read stays read when a deadline ends the wait."""
        async with self._reading:
            stamps = await asyncio.to_thread(_stamps, folder)
            self._assets = {
                path: asset for path, asset in self._assets.items() if stamps.get(path, asset.stamp) == asset.stamp
            }
            for path, stamp in stamps.items():
                if path not in self._assets:
                    content = await asyncio.to_thread(_content, path)
                    self._assets[path] = _Asset(stamp, await asyncio.wrap_future(self._pictures.look(content)))
        return [self._assets[path].look for path in stamps]


def same_blocks(one: bytes, other: bytes) -> bool:
    """Tell whether two grey thumbnails of 128 by 128 agree in every 4 by 4 block."""
    import numpy as np

    first, second = (np.frombuffer(part, dtype=np.uint8).astype(np.int16) for part in (one, other))
    if first.size != THUMBNAIL * THUMBNAIL or second.size != first.size:
        return False
    blocks = THUMBNAIL // BLOCK
    differences = (first - second).reshape(blocks, BLOCK, blocks, BLOCK).mean(axis=(1, 3))
    return bool(np.abs(differences).max() <= BLOCK_DIFFERENCE)


def _any_same(assets: Iterable[Look], look: Look) -> bool:
    return any(same_blocks(asset.thumbnail, look.thumbnail) for asset in assets)


def _alike(asset: Look, whole: bytes) -> bool:
    return asset.fingerprint.visual and distance(asset.fingerprint.stored[0], whole) <= CERTAIN_BITS


def _stamps(folder: Path) -> dict[Path, Stamp]:
    """Size and time of the folder's pictures; a missing folder holds none; links are not followed."""
    found: dict[Path, Stamp] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() in _ENDINGS and path.is_file() and not path.is_symlink():
            status = path.stat()
            found[path] = (status.st_size, status.st_mtime_ns)
        if len(found) == MAX_FILES:
            break
    return found


def _content(path: Path) -> bytes:
    """The file's bytes, or nothing for one that is too large or cannot be read: it then approves nothing."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_CONTENT + 1)
    except OSError:
        return b""
    return content if len(content) <= MAX_CONTENT else b""
