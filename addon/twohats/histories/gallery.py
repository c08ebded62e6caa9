"""The gallery: perceptual hashes of the pictures and videos that went out, by the kind of account and the account.

A video is as near to an account as 30 % of its frames are (facts: media 5), whichever of the account's pictures and
videos they show: a film compressed again and a slide show of somebody's pictures are found, one in which the same house
is seen for a moment is not. A picture that is a frame of a video is found as any other.
"""

from collections.abc import Callable
from math import ceil

from twohats.histories.holder import Holder
from twohats.media.fingerprint import Fingerprint
from twohats.media.neighbours import Neighbour, Neighbours

SHARE = 0.3
"""Of a video's frames, those that must be known for it to be a copy."""


class Gallery:
    """Hashes by kind of account and holder. Not for use from several threads at once."""

    def __init__(self) -> None:
        self._walls: dict[tuple[str, Holder], Neighbours] = {}

    def add(self, kind: str, holder: Holder, fingerprint: Fingerprint) -> None:
        """Add one picture that went out."""
        if fingerprint.stored:
            self._walls.setdefault((kind, holder), Neighbours()).add(fingerprint.stored, fingerprint.digest)

    def nearest(self, fingerprint: Fingerprint, wanted: Callable[[str, Holder], bool]) -> Neighbour | None:
        """Return the nearest picture of the accounts that are `wanted`, None if there is none; its owner is the
        picture's digest.
        """
        walls = (neighbours for whose, neighbours in self._walls.items() if wanted(*whose))
        found = (_nearest(neighbours, fingerprint) for neighbours in walls)
        return min((neighbour for neighbour in found if neighbour is not None), default=None)


def _nearest(neighbours: Neighbours, fingerprint: Fingerprint) -> Neighbour | None:
    """The nearest to a picture; to a video, that of the frame which is the last of the share that must be as near."""
    if not fingerprint.shots:
        return neighbours.nearest(fingerprint.asked)
    near = sorted(found for frame in fingerprint.frames if (found := neighbours.nearest(frame)))
    return near[ceil(SHARE * len(near)) - 1] if near else None
