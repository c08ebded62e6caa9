"""The perceptual hash: 256 bits of the low frequencies of a 64 by 64 grey square (PDQ-style, not PDQ's own bits).

Runs in the picture worker (facts: media 1).
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

type Floats = NDArray[np.float32]

SQUARE = 64
WAVES = 16
_MIRROR = np.where(np.arange(1, WAVES + 1) % 2, -1.0, 1.0).astype(np.float32)


def _waves() -> Floats:
    waves, places = np.arange(1, WAVES + 1), np.arange(SQUARE)
    angles = np.outer(waves, places + 0.5) * (np.pi / SQUARE)
    return cast(Floats, (np.cos(angles) * np.sqrt(2 / SQUARE)).astype(np.float32))


_COSINES = _waves()


def square(grey: Image.Image, box: tuple[float, float, float, float] | None = None) -> Floats:
    """Return the 64 by 64 square of a grey picture or of one box of it."""
    small = grey.resize((SQUARE, SQUARE), Image.Resampling.BILINEAR, box=box)
    return np.asarray(small, dtype=np.float32)


def spectrum(pixels: Floats) -> Floats:
    """Return the 16 by 16 lowest frequencies of a square, the flat ones left out."""
    return cast(Floats, _COSINES @ pixels @ _COSINES.T)


def waves_of(rows: Floats) -> Floats:
    """Return the 16 lowest frequencies of every column of 64 rows, the flat one left out: one half of `spectrum`."""
    return cast(Floats, _COSINES @ rows)


def mirrored(waves: Floats) -> Floats:
    """Return the frequencies of the same square seen in a mirror: odd horizontal waves change sign."""
    return cast(Floats, waves * _MIRROR)


def bits(waves: Floats) -> bytes:
    """Return the hash: one bit for each frequency, set where it is above the median."""
    return all_bits(waves[None])[0]


def all_bits(waves: Floats) -> list[bytes]:
    """Return the hashes of a stack of spectra: worked out together, they cost a fifth."""
    rows = waves.reshape(len(waves), -1)
    return [packed.tobytes() for packed in np.packbits(rows > np.median(rows, axis=1, keepdims=True), axis=1)]


def quality(pixels: Floats) -> int:
    """Return how much there is to see in a square, 0 (flat) to 100: the sum of its gradients, as PDQ counts them."""
    return qualities(pixels[None])[0]


def qualities(squares: Floats) -> list[int]:
    """Return how much there is to see in each of a stack of squares."""
    down, across = (np.trunc(np.abs(np.diff(squares, axis=axis)) * np.float32(100 / 255)) for axis in (1, 2))
    sums = down.sum(axis=(1, 2)) + across.sum(axis=(1, 2))
    return [min(100, int(total / 90)) for total in sums.tolist()]
