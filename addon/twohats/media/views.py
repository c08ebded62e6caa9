"""Views: the parts of a picture that are hashed, so that crops, borders and screenshots of it are still found.

Kept are the whole, the formats that networks cut to, up to two content boxes, and `KEPT_PARTS`: crops at several
places in four sizes (a cut at one edge moves everything, which centre crops miss), and all but a strip at the top or
the foot. Searched with are the whole and up to six content boxes, each also mirrored, and `ASKED_PARTS`: slightly
smaller crops at nine places, which meet the kept ones halfway, and the four corners, for what has words or a sticker
elsewhere. Pictures on a plain ground, whose parts look like those of others, keep `PLAIN_PARTS` and are searched with
by their boxes alone (facts: media 1; chosen on one half of 293 photographs and measured on the other, docs/content.md).
"""

from typing import NamedTuple

from PIL import Image

from twohats.media.content_boxes import Box, content_boxes

__all__ = [
    "ASKED_PARTS",
    "KEPT_PARTS",
    "PLAIN_PARTS",
    "WHOLE",
    "Box",
    "Part",
    "asked_boxes",
    "content_boxes",
    "stored_boxes",
]


class Part(NamedTuple):
    """Left, top, right, bottom in shares of the picture's sides."""

    left: float
    top: float
    right: float
    bottom: float


def _crops(cut: float, steps: int) -> tuple[Part, ...]:
    """Crops that leave out this share of both sides, from one corner to the other in so many steps each way."""
    places = [cut * step / (steps - 1) for step in range(steps)] if steps > 1 else [cut / 2]
    return tuple(Part(left, top, left + 1 - cut, top + 1 - cut) for left in places for top in places)


WHOLE = Part(0, 0, 1, 1)
_STRIPS = (Part(0, 0, 1, 0.9), Part(0, 0.1, 1, 1))
PLAIN_PARTS = (*_crops(0.1, 1), *_crops(0.16, 3))
KEPT_PARTS = (*PLAIN_PARTS, *_crops(0.25, 4), *_crops(0.34, 3), *_STRIPS)
ASKED_PARTS = (*_crops(0.06, 3), *_crops(0.25, 2))
ASPECTS = (1.0, 4 / 5, 16 / 9, 9 / 16, 1.91)  # width to height, as networks cut
_SAME_ASPECT = 0.03


def stored_boxes(grey: Image.Image, content: list[Box]) -> list[Box]:
    """Return the boxes whose hashes are kept beside those of `KEPT_PARTS`, the whole picture first. `content` are its
    content boxes.
    """
    formats = (_format(*grey.size, aspect) for aspect in ASPECTS)
    return _distinct([Box(0, 0, *grey.size), *(box for box in formats if box is not None), *content[:2]])


def asked_boxes(grey: Image.Image, content: list[Box]) -> list[Box]:
    """Return the boxes whose hashes are searched with beside those of `ASKED_PARTS`, the whole picture first. `content`
    are its content boxes.
    """
    return _distinct([Box(0, 0, *grey.size), *content[:6]])


def _format(width: int, height: int, aspect: float) -> Box | None:
    own = width / height
    if abs(own / aspect - 1) < _SAME_ASPECT:
        return None
    new_width, new_height = min(width, height * aspect), min(height, width / aspect)
    left, top = round((width - new_width) / 2), round((height - new_height) / 2)
    return Box(left, top, width - left, height - top)


def _distinct(boxes: list[Box]) -> list[Box]:
    return list(dict.fromkeys(boxes))
