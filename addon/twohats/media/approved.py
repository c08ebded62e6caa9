"""The brand's approved pictures: a folder of files, and what was added by hand, compared so strictly that an edited
copy is not taken for the original.

Approved means the same bytes; or a hash within 31 bits and a thumbnail that agrees block by block. A hash alone never
does: one letter changed on a card moves it by as little as two bits (facts: media 1, trap 1).
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from twohats.media.approved_index import NO_ACCOUNT, ApprovedIndex
from twohats.media.fingerprint import CERTAIN_BITS, Fingerprint
from twohats.media.neighbours import Neighbours
from twohats.media.picture_files import Stamp, content, stamps
from twohats.media.pictures import Pictures
from twohats_policy.request import Unknown

THUMBNAIL = 128  # pixels a side
BLOCK = 4
BLOCK_DIFFERENCE = 13.0  # grey levels; recompressed copies stay below it (facts: media 1)

type Version = tuple[object, ...]


@dataclass
class _Set:
    """The approved pictures of one account, as far as they are searched: digests, and hashes of the whole."""

    version: Version
    digests: frozenset[str]
    hashes: Neighbours = field(default_factory=Neighbours)


class Approved:
    """Looks pictures up among an account's. `folder` returns the folder for an account's key in the policy, or None
    where there is none; `index` holds what was added by hand, and what earlier looks told.
    """

    def __init__(self, folder: Callable[[str], Path | None], pictures: Pictures, index: ApprovedIndex) -> None:
        self._folder = folder
        self._pictures = pictures
        self._index = index
        self._digests: dict[Path, tuple[Stamp, str]] = {}
        self._sets: dict[str, _Set] = {}
        self._reading = asyncio.Lock()

    async def holds(self, ref: str, fingerprint: str) -> bool | Unknown:
        """Tell whether the picture with this fingerprint (`Media.fingerprint`) is one of the pictures of account `ref`.

        Raises:
            StoreError: the index could not be read or written.
        """
        async with self._reading:
            lying = await self._read(self._folder(ref))
            approved = await asyncio.to_thread(self._set, ref, lying)
        known = self._pictures.fingerprint(fingerprint)
        if not approved.digests:
            return False
        if known is None:
            return Unknown(reason="the picture was not seen by this computer")
        if known.digest in approved.digests:
            return True
        return await asyncio.to_thread(self._copy_of, approved, known) if known.visual else False

    def _copy_of(self, approved: _Set, known: Fingerprint) -> bool | Unknown:
        alike = approved.hashes.within(known.stored[0], CERTAIN_BITS)
        look = self._pictures.seen(known.digest)
        if alike and look is None:
            return Unknown(reason="the picture was uploaded before twohats was started again")
        return look is not None and any(same_blocks(self._index.thumbnail(one), look.thumbnail) for one in alike)

    async def _read(self, folder: Path | None) -> frozenset[str]:
        """Look at files that are new or changed; what was read stays read when a deadline ends the wait."""
        found = await asyncio.to_thread(stamps, folder) if folder else {}
        for path, stamp in found.items():
            if path not in self._digests or self._digests[path][0] != stamp:
                self._digests[path] = (stamp, await self._looked_at(path))
        return frozenset(self._digests[path][1] for path in found)

    async def _looked_at(self, path: Path) -> str:
        read = await asyncio.to_thread(content, path)
        digest = self._pictures.secret.digest(read)
        if not await asyncio.to_thread(self._index.knows, digest):
            look = await asyncio.wrap_future(self._pictures.look(read))
            if look.fingerprint.visual:
                await asyncio.to_thread(self._index.add, NO_ACCOUNT, look, path.name)
        return digest

    def _set(self, ref: str, lying: frozenset[str]) -> _Set:
        """The account's pictures, worked out again when the folder or the index has changed."""
        version: Version = (lying, self._index.version())
        known = self._sets.get(ref)
        if known is None or known.version != version:
            added = [asset.fingerprint for asset in self._index.assets(ref)]
            known = self._sets[ref] = _set_of(version, lying, [*added, *self._index.fingerprints(lying)])
        return known


def same_blocks(one: bytes, other: bytes) -> bool:
    """Tell whether two grey thumbnails of 128 by 128 agree in every 4 by 4 block."""
    import numpy as np

    first, second = (np.frombuffer(part, dtype=np.uint8).astype(np.int16) for part in (one, other))
    if first.size != THUMBNAIL * THUMBNAIL or second.size != first.size:
        return False
    blocks = THUMBNAIL // BLOCK
    differences = (first - second).reshape(blocks, BLOCK, blocks, BLOCK).mean(axis=(1, 3))
    return bool(np.abs(differences).max() <= BLOCK_DIFFERENCE)


def _set_of(version: Version, lying: frozenset[str], fingerprints: list[Fingerprint]) -> _Set:
    approved = _Set(version, lying | {one.digest for one in fingerprints})
    for one in fingerprints:
        approved.hashes.add(one.stored[:1], one.digest)
    return approved
