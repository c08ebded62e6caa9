"""Content boxes: rectangles that look like a picture within a picture, so that borders, words above it, screenshots and
blurred grounds are seen through.

Found are what is left when flat edges are cut off, what lies between long straight steps of brightness, and what is
sharp on a ground without any detail, as stories have (facts: media 1).
"""

from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twohats.media.rim import has_plain_rim

type Bools = NDArray[np.bool_]
type Grey = NDArray[np.uint8]
type Levels = NDArray[np.float64]

_FLAT = 12  # grey levels between the darkest and the lightest pixel of a row that counts as one colour
_STEP = 10  # grey levels
_STRAIGHT = 0.6  # share of a line that a step must run along
_SHARP = 1.2  # grey levels that a pixel differs from the middle of its neighbours, twice and on average
_GAP = 0.05  # of all rows, without any detail and yet within the picture
_EVERY_ROW, _EVERY_COLUMN = 2, 4  # are looked at for detail
_LEAST_AREA = 0.15
_LEAST_SIDE = 48


class Box(NamedTuple):
    """Left, top, right, bottom in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def content_boxes(grey: Image.Image) -> list[Box]:
    """Return the rectangles that look like a picture within the picture, largest first."""
    pixels = np.asarray(grey)
    whole = Box(0, 0, grey.width, grey.height)
    trimmed = _trimmed(pixels, whole)
    panels = _panels(pixels, trimmed)
    sharp = [] if has_plain_rim(grey) else _sharp(pixels, trimmed)
    found = dict.fromkeys([trimmed, *panels, *(_trimmed(pixels, box) for box in panels), *sharp])
    good = [box for box in found if box != whole and _large_enough(box, whole)]
    return sorted(good, key=_area, reverse=True)


def _trimmed(pixels: Grey, box: Box) -> Box:
    """Cut to the longest run of rows, then of columns, that are not one flat colour."""
    part = pixels[box.top : box.bottom, box.left : box.right]
    top, bottom = _longest(_runs(np.ptp(part, axis=1) > _FLAT))
    rows = part[top:bottom]
    left, right = _longest(_runs(np.ptp(rows, axis=0) > _FLAT)) if rows.size else (0, 0)
    if left == right:
        return box
    return Box(box.left + left, box.top + top, box.left + right, box.top + bottom)


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
    steps = np.count_nonzero(_unlike(part[1:], part[:-1]) > _STEP, axis=1)
    lines = (np.flatnonzero(steps > _STRAIGHT * part.shape[1]) + 1).tolist()
    marks = [0, *lines, part.shape[0]]
    bands = [(start, end) for start, end in pairwise(marks) if end - start >= _LEAST_SIDE]
    return sorted(bands, key=lambda band: band[0] - band[1])[:3]


def _sharp(pixels: Grey, box: Box) -> list[Box]:
    """What lies between rows without any detail, and of that what lies between such columns."""
    part = pixels[box.top : box.bottom, box.left : box.right]
    top, bottom = _sharp_rows(part)
    left, right = _sharp_rows(part[top:bottom].T)
    rows = Box(box.left, box.top + top, box.right, box.top + bottom)
    return [rows, rows._replace(left=box.left + left, right=box.left + right)]


def _sharp_rows(part: Grey) -> tuple[int, int]:
    """The longest run of rows with detail; where it begins and ends is put right by the step in brightness there, since
    a clear sky has no detail either.
    """
    height = part.shape[0]
    if min(part.shape) < _LEAST_SIDE:
        return 0, height
    alive = _detail(part) > _SHARP
    start, end = _longest(_joined(_runs(alive), round(alive.size * _GAP)))
    start, end = start * _EVERY_ROW, min(end * _EVERY_ROW, height)
    if end - start < _LEAST_SIDE:
        return 0, height
    steps = _steps(part)
    top = _step_in(steps, 0, start + 3, start) if start > _EVERY_ROW else 0
    bottom = _step_in(steps, end - 4, height, end) if end < height - _EVERY_ROW else height
    return top, bottom


def _detail(part: Grey) -> Levels:
    """How much pixels differ from the middle of their neighbours, for every second row."""
    rows = part[::_EVERY_ROW].astype(np.int16)
    bends = np.abs(rows[:, 2:] - 2 * rows[:, 1:-1] + rows[:, :-2])
    return cast(Levels, bends.sum(axis=1, dtype=np.int64) / bends.shape[1])


def _steps(part: Grey) -> Levels:
    """How much each row differs from the next."""
    thin = np.ascontiguousarray(part[:, ::_EVERY_COLUMN])
    return cast(Levels, _unlike(thin[1:], thin[:-1]).sum(axis=1, dtype=np.int64) / thin.shape[1])


def _unlike(one: Grey, other: Grey) -> Grey:
    """By how much they differ, up or down."""
    return np.maximum(one, other) - np.minimum(one, other)


def _step_in(steps: Levels, start: int, end: int, otherwise: int) -> int:
    """The row that follows the largest step between two rows, if it stands out there."""
    there = steps[max(start, 0) : end]
    place = int(there.argmax())
    stands_out = there[place] > 3 * np.sort(there)[there.size // 2] + 1.5
    return max(start, 0) + place + 1 if stands_out else otherwise


def _runs(alive: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], alive, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _joined(runs: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """Runs that lie at most so far apart are one."""
    found = runs[:1]
    for start, end in runs[1:]:
        if start - found[-1][1] <= gap:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _longest(runs: list[tuple[int, int]]) -> tuple[int, int]:
    return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))


def _large_enough(box: Box, whole: Box) -> bool:
    sides = (box.right - box.left, box.bottom - box.top)
    return min(sides) >= min(_LEAST_SIDE, whole.right, whole.bottom) and _area(box) >= _LEAST_AREA * _area(whole)


def _area(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)
