"""Parts: hashes of many crops of one picture at once, out of one small square version of it.

A crop of a square needs no picture of its own: its frequencies are two products of matrices that are the same for every
picture. What comes out is what `squares` tells of the crop, within some bits. Runs in the picture worker.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple, cast

import numpy as np
from PIL import Image

from twohats.media.fingerprint import LIKENESS_QUALITY
from twohats.media.hash import SQUARE, WAVES, Floats, all_bits, waves_of
from twohats.media.rim import has_plain_rim
from twohats.media.views import ASKED_PARTS, KEPT_PARTS, PLAIN_PARTS, WHOLE, Part

CANVAS = 128  # pixels a side
PLAIN_QUALITY = LIKENESS_QUALITY - 1  # at most, of what stands on a plain ground: there a likeness says nothing
_LEAST_WAVES = 10.0  # grey levels, the mean of all frequencies; below it a hash is made of noise
_TURNS = (1.75, -1.75)  # degrees: what somebody puts straight


class Parts(NamedTuple):
    """The hashes of a picture's parts in hex, those to keep and those to search with; fewer of the former and none of
    the latter where one object stands on a `plain` ground.
    """

    kept: list[str]
    asked: list[str]
    plain: bool


def part_hashes(grey: Image.Image) -> Parts:
    """Return the hashes of a grey picture's parts."""
    canvas = square_canvas(grey)
    if has_plain_rim(grey):
        return Parts(_hexes(spectra(canvas, PLAIN_PARTS)), [], plain=True)
    turns = [spectra(turned(canvas, grey.height / grey.width, degrees), (WHOLE,)) for degrees in _TURNS]
    asked = np.concatenate([spectra(canvas, ASKED_PARTS), *turns])
    return Parts(_hexes(spectra(canvas, KEPT_PARTS)), _hexes(asked), plain=False)


def square_canvas(grey: Image.Image) -> Image.Image:
    """Return a grey picture as a square that is large enough for its parts."""
    return grey.reduce(2).resize((CANVAS, CANVAS), Image.Resampling.BILINEAR)


def spectra(canvas: Image.Image, parts: Sequence[Part]) -> Floats:
    """Return the frequencies of parts of a canvas, one block of 16 by 16 for each."""
    rows, places, columns = _lenses(tuple(parts))
    bands = (rows @ np.asarray(canvas, dtype=np.float32)).reshape(-1, WAVES, CANVAS)
    return cast(Floats, bands[places] @ columns)


def turned(canvas: Image.Image, aspect: float, degrees: float) -> Image.Image:
    """Return the canvas of the picture turned to the left. `aspect` is the picture's height to its width."""
    angle, middle = math.radians(degrees), CANVAS / 2
    same, across, down = math.cos(angle), -math.sin(angle) * aspect, math.sin(angle) / aspect
    matrix = (same, across, middle * (1 - same - across), down, same, middle * (1 - same - down))
    return canvas.transform(canvas.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


def _hexes(waves: Floats) -> list[str]:
    loud = waves[np.abs(waves).mean(axis=(1, 2)) >= _LEAST_WAVES]
    return [hashed.hex() for hashed in all_bits(loud)] if len(loud) else []


@lru_cache(maxsize=8)
def _lenses(parts: tuple[Part, ...]) -> tuple[Floats, list[int], Floats]:
    """What makes frequencies of rows, one block for each pair of edges; which of the blocks a part needs; and what
    makes frequencies of columns.
    """
    edges = list(dict.fromkeys((part.top, part.bottom) for part in parts))
    rows = np.concatenate([_lens(*edge) for edge in edges])
    columns = np.stack([_lens(part.left, part.right).T for part in parts])
    return rows, [edges.index((part.top, part.bottom)) for part in parts], columns


@cache
def _lens(start: float, end: float) -> Floats:
    """The frequencies of one side of a part, by the weights that Pillow's bilinear filter gives the pixels."""
    step = (end - start) * CANVAS / SQUARE
    middles = start * CANVAS + (np.arange(SQUARE) + 0.5) * step
    distances = np.abs(np.arange(CANVAS) + 0.5 - middles[:, None]) / max(step, 1.0)
    weights = np.clip(1 - distances, 0, None)
    return waves_of((weights / weights.sum(axis=1, keepdims=True)).astype(np.float32))
