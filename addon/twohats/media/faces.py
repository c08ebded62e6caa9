"""Faces in a picture: how many there are, and how much the picture is about one of them.

Each find is looked at twice more, closer: that leaves 2 of 540 pictures without people in which one is seen, and loses
none of 33 portraits (facts: media 3). Runs in the picture worker; a picture without faces costs one look.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from twohats.media.blazeface import SIDE, Floats, look

MOST_FACES = 6
"""Faces that are counted; the next would cost two more looks each."""

_FIRST, _SURE = 0.5, 0.75
_SAME = 0.3  # share of two boxes that overlaps, above which they are one face
_CLOSER = ((1.6, False), (2.4, True))  # size of the crop in faces, and whether it is mirrored
_CENTRED = 0.2  # share of the crop's side that its face may lie off the middle
_SMALL, _LARGE = 0.12, 0.35  # height of a face in heights of the picture: nothing of a selfie, all of one
_NEAR, _FAR = 0.25, 0.5  # how far off the middle it may lie, in sides of the picture


@dataclass(frozen=True)
class Face:
    """Where a face is, in pixels of the picture, and how sure it is one (0 to 1)."""

    score: float
    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """In square pixels."""
        return self.width * self.height


def faces(picture: Image.Image) -> list[Face]:
    """Return the faces of an RGB picture, the largest first."""
    whole = _found(picture, (0.0, 0.0), max(picture.size))
    closer = [_closer(picture, face) for face in whole[:MOST_FACES]]
    sure = _distinct(sorted((face for face in closer if face.score >= _SURE), key=lambda face: -face.score))
    return sorted(sure, key=lambda face: face.area, reverse=True)


def prominence(found: list[Face], size: tuple[int, int]) -> float:
    """Return how much a picture is about its largest face, 0 to 1 (facts: media 3)."""
    if not found:
        return 0.0
    face, rivals = found[0], found[1:]
    height = (face.height / size[1] - _SMALL) / (_LARGE - _SMALL)
    off = max(abs(face.x / size[0] - 0.5), abs(face.y / size[1] - 0.5))
    centre = 1 - (off - _NEAR) / (_FAR - _NEAR)
    dominance = 1 - rivals[0].area / face.area if rivals else 1.0
    return round(_share(height) * _share(centre) * (0.4 + 0.6 * dominance), 4)


def _closer(picture: Image.Image, face: Face) -> Face:
    """The face as two closer looks see it, with the mean of their scores; one that is not in their middle counts
    nothing. The first of them says where it really is: from afar, a whole head and shoulders can pass for a face.
    """
    seen = [_middle(picture, face, size, mirrored=mirrored) for size, mirrored in _CLOSER]
    score = sum(each.score for each in seen if each) / len(_CLOSER)
    return replace(seen[0] or face, score=score)


def _middle(picture: Image.Image, face: Face, size: float, *, mirrored: bool) -> Face | None:
    side = size * max(face.width, face.height)
    seen = _found(picture, (face.x - side / 2, face.y - side / 2), side, mirrored=mirrored)
    near = (it for it in seen if max(abs(it.x - face.x), abs(it.y - face.y)) <= _CENTRED * side)
    return max(near, key=lambda it: it.score, default=None)


def _found(picture: Image.Image, corner: tuple[float, float], side: float, *, mirrored: bool = False) -> list[Face]:
    """The faces in one square of the picture, the surest first; what lies outside of the picture is black."""
    scores, boxes = look(_square(picture, corner, side, mirrored=mirrored))
    likely = [
        Face(float(scores[n]), *_place(boxes[n], corner, side, mirrored=mirrored))
        for n in np.flatnonzero(scores >= _FIRST)[np.argsort(-scores[scores >= _FIRST])][:64]
    ]
    return _distinct([face for face in likely if face.width > 0 and face.height > 0])


def _distinct(found: Iterable[Face]) -> list[Face]:
    """Leave out what is mostly the same as an earlier one."""
    kept: list[Face] = []
    for face in found:
        if not any(_overlap(face, other) > _SAME for other in kept):
            kept.append(face)
    return kept


def _square(picture: Image.Image, corner: tuple[float, float], side: float, *, mirrored: bool) -> Floats:
    left, top = corner
    box = (max(left, 0.0), max(top, 0.0), min(left + side, picture.width), min(top + side, picture.height))
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return np.full((SIDE, SIDE, 3), -1, dtype=np.float32)
    scale = SIDE / side
    size = (max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale)))
    square = Image.new("RGB", (SIDE, SIDE))
    part = picture.resize(size, Image.Resampling.BILINEAR, box=box)
    square.paste(part, (round((box[0] - left) * scale), round((box[1] - top) * scale)))
    pixels = np.asarray(square, dtype=np.float32) / 127.5 - 1
    return np.ascontiguousarray(pixels[:, ::-1]) if mirrored else pixels


def _place(
    box: Floats, corner: tuple[float, float], side: float, *, mirrored: bool
) -> tuple[float, float, float, float]:
    x, y, width, height = (float(part) for part in box)
    across = 1 - x if mirrored else x
    return corner[0] + across * side, corner[1] + y * side, width * side, height * side


def _overlap(one: Face, other: Face) -> float:
    across = min(one.x + one.width / 2, other.x + other.width / 2) - max(
        one.x - one.width / 2, other.x - other.width / 2
    )
    down = min(one.y + one.height / 2, other.y + other.height / 2) - max(
        one.y - one.height / 2, other.y - other.height / 2
    )
    common = max(across, 0.0) * max(down, 0.0)
    return common / (one.area + other.area - common)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
