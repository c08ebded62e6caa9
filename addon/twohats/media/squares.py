"""Squares: the views of a picture, each made small enough to hash, and hashed, all at once.

Views that share their left and right edges share the work of making them narrow, which is most of it: the squares are
those that one view after the other would give, to one grey level. Runs in the picture worker.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

import numpy as np
from PIL import Image

from twohats.media.hash import SQUARE, Floats, all_bits, mirrored, qualities, spectrum
from twohats.media.views import Box

MIN_QUALITY = 10  # of 100; flatter views have a hash made of noise


class Hashes(NamedTuple):
    """Of each view that is not flat its hash and that of its mirror image, in hex; of all, how much there is to see."""

    plain: dict[Box, str]
    turned: dict[Box, str]
    quality: dict[Box, int]


def hashes(grey: Image.Image, boxes: Sequence[Box]) -> Hashes:
    """Return the hashes of these boxes of a grey picture."""
    views = squares(grey, boxes)
    quality = dict(zip(boxes, qualities(views), strict=True))
    spectra = spectrum(views)
    plain, turned = (
        {box: one.hex() for box, one in zip(boxes, all_bits(waves), strict=True) if quality[box] >= MIN_QUALITY}
        for waves in (spectra, mirrored(spectra))
    )
    return Hashes(plain, turned, quality)


def searched(found: Hashes, boxes: Sequence[Box]) -> list[str]:
    """Return the hashes to search with: of these boxes, and of their mirror images."""
    return [told[box] for told in (found.plain, found.turned) for box in boxes if box in told]


def squares(grey: Image.Image, boxes: Sequence[Box]) -> Floats:
    """Return one square of 64 by 64 for each box of a grey picture, stacked; half of the picture's pixels are enough
    for that, at a third of the time.
    """
    half = grey.reduce(2)

    @cache
    def narrow(left: int, right: int) -> Image.Image:
        edges = (left / 2, 0, right / 2, half.height)
        return half.resize((SQUARE, half.height), Image.Resampling.BILINEAR, box=edges)

    def square(box: Box) -> Image.Image:
        edges = (0, box.top / 2, SQUARE, box.bottom / 2)
        return narrow(box.left, box.right).resize((SQUARE, SQUARE), Image.Resampling.BILINEAR, box=edges)

    pixels = b"".join([square(box).tobytes() for box in boxes])
    stack = np.frombuffer(pixels, dtype=np.uint8).reshape(len(boxes), SQUARE, SQUARE)
    return cast(Floats, stack.astype(np.float32))
