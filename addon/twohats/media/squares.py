"""Squares: the views of a picture, each made small enough to hash, all at once.

Views that share their left and right edges share the work of making them narrow, which is most of it: the squares are
those that one view after the other would give, to one grey level. Runs in the picture worker.
"""

from collections.abc import Sequence
from functools import cache
from typing import cast

import numpy as np
from PIL import Image

from twohats.media.hash import SQUARE, Floats
from twohats.media.views import Box


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
