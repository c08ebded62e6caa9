"""The gallery: perceptual hashes of the pictures that went out, by the kind of account and the account."""

from collections.abc import Callable

from twohats.histories.holder import Holder
from twohats.media.fingerprint import Fingerprint
from twohats.media.neighbours import Neighbour, Neighbours


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
        found = (neighbours.nearest(fingerprint.asked) for neighbours in walls)
        return min((neighbour for neighbour in found if neighbour is not None), default=None)
