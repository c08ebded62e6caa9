"""Views: the parts of a picture that are hashed, so that crops, borders and screenshots of it are still found.

Stored are the whole, small crops at nine places in two sizes (a cut at one edge moves everything, which centre crops
miss), the formats that networks cut to, and up to two content boxes; searched with are the whole and up to five content
boxes, each also mirrored (facts: media 1; measured by bench/variations.py).
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

type Bools = NDArray[np.bool_]
type Grey = NDArray[np.int16]


class Box(NamedTuple):
    """Left, top, right, bottom in pixels."""

    left: int
    top: int
    right: int
    bottom: int


GRIDS = ((0.06, 3), (0.12, 3))  # share that is cut off, and places each way
ASPECTS = (1.0, 4 / 5, 16 / 9, 9 / 16, 1.91)  # width to height, as networks cut
_SAME_ASPECT = 0.03
_FLAT = 12  # grey levels between the darkest and the lightest pixel of a row that counts as one colour
_STEP = 10  # grey levels
_STRAIGHT = 0.6  # share of a line that a step must run along
_LEAST_AREA = 0.15
_LEAST_SIDE = 48


def stored_boxes(grey: Image.Image, content: list[Box]) -> list[Box]:
    """Return the boxes whose hashes are kept, the whole picture first. `content` are its content boxes."""
    width, height = grey.size
    crops = [box for cut, steps in GRIDS for box in _grid(width, height, cut, steps)]
    formats = (_format(width, height, aspect) for aspect in ASPECTS)
    cut = [box for box in formats if box is not None]
    return _distinct([Box(0, 0, width, height), *crops, *cut, *content[:2]])


def asked_boxes(grey: Image.Image, content: list[Box]) -> list[Box]:
    """Return the boxes whose hashes are searched with, the whole picture first. `content` are its content boxes."""
    return _distinct([Box(0, 0, *grey.size), *content[:5]])


def content_boxes(grey: Image.Image) -> list[Box]:
    """Return the rectangles that look like a picture within the picture, largest first."""
    pixels = np.asarray(grey, dtype=np.int16)
    whole = Box(0, 0, grey.width, grey.height)
    trimmed = _trimmed(pixels, whole)
    found = [trimmed, *_panels(pixels, trimmed)]
    found += [_trimmed(pixels, box) for box in found[1:]]
    good = [box for box in _distinct(found) if box != whole and _large_enough(box, whole)]
    return sorted(good, key=_area, reverse=True)


def _centred(width: int, height: int, new_width: float, new_height: float) -> Box:
    left, top = round((width - new_width) / 2), round((height - new_height) / 2)
    return Box(left, top, width - left, height - top)


def _grid(width: int, height: int, cut: float, steps: int) -> list[Box]:
    """Crops that leave out this share of both sides, from one corner to the other in so many steps each way."""
    across, down = round(width * cut), round(height * cut)
    places = [step / (steps - 1) for step in range(steps)]
    return [
        Box(round(across * x), round(down * y), width - across + round(across * x), height - down + round(down * y))
        for x in places
        for y in places
    ]


def _format(width: int, height: int, aspect: float) -> Box | None:
    own = width / height
    if abs(own / aspect - 1) < _SAME_ASPECT:
        return None
    return _centred(width, height, min(width, height * aspect), min(height, width / aspect))


def _trimmed(pixels: Grey, box: Box) -> Box:
    """Cut to the longest run of rows, then of columns, that are not one flat colour."""
    part = pixels[box.top : box.bottom, box.left : box.right]
    top, bottom = _longest_run(np.ptp(part, axis=1) > _FLAT)
    rows = part[top:bottom]
    left, right = _longest_run(np.ptp(rows, axis=0) > _FLAT) if rows.size else (0, 0)
    if left == right:
        return box
    return Box(box.left + left, box.top + top, box.left + right, box.top + bottom)


def _longest_run(alive: Bools) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], alive, [False])).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))


def _panels(pixels: Grey, box: Box) -> list[Box]:
    """Rectangles between long straight steps of brightness: bands of rows, and the columns within each."""
    part = pixels[box.top : box.bottom, box.left : box.right]
    found: list[Box] = []
    for top, bottom in _bands(part):
        found += [
            Box(box.left + left, box.top + top, box.left + right, box.top + bottom)
            for left, right in _bands(part[top:bottom].T)
        ]
    return found


def _bands(part: Grey) -> list[tuple[int, int]]:
    if min(part.shape) < _LEAST_SIDE:
        return [(0, part.shape[0])]
    steps = np.abs(np.diff(part, axis=0)) > _STEP
    lines = (np.flatnonzero(steps.mean(axis=1) > _STRAIGHT) + 1).tolist()
    marks = [0, *lines, part.shape[0]]
    bands = [(start, end) for start, end in pairwise(marks) if end - start >= _LEAST_SIDE]
    return sorted(bands, key=lambda band: band[0] - band[1])[:3]


def _large_enough(box: Box, whole: Box) -> bool:
    sides = (box.right - box.left, box.bottom - box.top)
    return min(sides) >= min(_LEAST_SIDE, whole.right, whole.bottom) and _area(box) >= _LEAST_AREA * _area(whole)


def _area(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _distinct(boxes: list[Box]) -> list[Box]:
    return list(dict.fromkeys(boxes))
