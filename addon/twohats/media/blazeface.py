"""BlazeFace (short range): finds faces of up to about two metres away in a square of 128 pixels, in plain numpy.

The weights are MediaPipe's (BLAZEFACE-NOTICE.txt). It says where a face is, never whose: nothing about a face leaves
this module but a box and a score. Runs in the picture worker, 7 to 10 ms a square (facts: media 3).
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]

SIDE = 128
_HALVING = (2, 5, 11)  # blocks after which the side is half of what it was
_WIDE_UNTIL = 11  # blocks whose outcome is still 16 by 16, for the smaller faces
_ANCHORS = ((16, 2), (8, 6))  # places a side, and boxes at each place
_AROUND = [(row, column) for row in range(3) for column in range(3)][1:]
_NARROW, _ROWS = 32, 16  # wider layers are worked in bands of so many rows, which fit the processor's cache
_MOST = 80.0  # beyond it, the exponential overflows


class Layer(NamedTuple):
    """A layer's numbers: kernel and bias."""

    kernel: Floats
    bias: Floats


class Block(NamedTuple):
    """A layer for each channel by itself, then one across channels."""

    near: Layer
    across: Layer
    halves: bool


class Network(NamedTuple):
    """The whole: the first layer, the blocks, and what reads scores and boxes off two of their outcomes."""

    first: Layer
    blocks: tuple[Block, ...]
    scores: tuple[Layer, Layer]
    boxes: tuple[Layer, Layer]
    anchors: Floats


@cache
def network() -> Network:
    """Return the network, loaded once."""
    with (files("twohats.media") / "blazeface.npz").open("rb") as file, np.load(file) as kept:
        count = len(kept.files) // 2
        layers = [Layer(kept[f"k{n}"].astype(np.float32), kept[f"b{n}"].astype(np.float32)) for n in range(count)]
    blocks: list[Block] = []
    side = SIDE // 2
    for near, across in zip(layers[1:33:2], layers[2:33:2], strict=True):
        halves = len(blocks) in _HALVING
        side //= 2 if halves else 1
        blocks.append(Block(_repeated(near, 1 if halves else side), _flat(across), halves=halves))
    scores, boxes = (_flat(layers[33]), _flat(layers[34])), (_flat(layers[35]), _flat(layers[36]))
    return Network(_flat(layers[0]), tuple(blocks), scores, boxes, _anchors())


def _flat(layer: Layer) -> Layer:
    """The kernel as a matrix."""
    return Layer(np.ascontiguousarray(layer.kernel.reshape(layer.kernel.shape[0], -1).T), layer.bias)


def _repeated(layer: Layer, times: int) -> Layer:
    """The numbers of all channels again for each place of a row: numpy is fast along long rows only."""
    return Layer(np.tile(layer.kernel[0], (1, 1, times)), np.tile(layer.bias, times))


def look(square: Floats) -> tuple[Floats, Floats]:
    """Return scores (0 to 1) and boxes (middle x, middle y, width, height as shares of the side) of all 896 places.
    `square` is 128 by 128 by 3, from -1 to 1.
    """
    net = network()
    seen = _relu(_first(square, net.first))
    wide = seen
    for number, block in enumerate(net.blocks):
        seen = _block(seen, block)
        wide = seen if number < _WIDE_UNTIL else wide
    both = (wide, seen)
    scores = np.concatenate([_across(x, layer).reshape(-1) for x, layer in zip(both, net.scores, strict=True)])
    boxes = np.concatenate([_across(x, layer).reshape(-1, 16) for x, layer in zip(both, net.boxes, strict=True)])
    placed = boxes[:, :4] / np.float32(SIDE)
    placed[:, :2] += net.anchors
    return cast(Floats, 1 / (1 + np.exp(-np.clip(scores, -_MOST, _MOST)))), cast(Floats, placed)


def _anchors() -> Floats:
    rows = [
        ((x + 0.5) / side, (y + 0.5) / side)
        for side, each in _ANCHORS
        for y in range(side)
        for x in range(side)
        for _ in range(each)
    ]
    return np.array(rows, dtype=np.float32)


def _first(square: Floats, layer: Layer) -> Floats:
    """The first layer: 5 by 5, every second place."""
    padded = _padded(square, 1, 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (5, 5), (0, 1))[::2, ::2]
    rows: Floats = windows.transpose(0, 1, 3, 4, 2).reshape(64 * 64, 75) @ layer.kernel + layer.bias
    return rows.reshape(64, 64, 24)


def _block(seen: Floats, block: Block) -> Floats:
    near = _every_second(seen, block.near) if block.halves else _every(seen, block.near)
    found = _across(near, block.across)
    kept = _largest(seen) if block.halves else seen
    found[:, :, : kept.shape[2]] += kept
    return _relu(found)


def _every(seen: Floats, layer: Layer) -> Floats:
    """3 by 3 at every place, each channel by itself."""
    side, _, channels = seen.shape
    padded = _padded(seen, 1, 1).reshape(side + 2, -1)
    rows = _ROWS if side > _NARROW else side
    bands = [_band(padded[top : top + rows + 2], layer, channels) for top in range(0, side, rows)]
    found: Floats = np.concatenate(bands).reshape(side, side, channels)
    return found


def _band(padded: Floats, layer: Layer, channels: int) -> Floats:
    """Some rows of it; `padded` has one row more above and below."""
    rows, length = padded.shape[0] - 2, padded.shape[1] - 2 * channels
    total: Floats = padded[:rows, :length] * layer.kernel[0, 0]
    total += layer.bias
    part = np.empty_like(total)
    for row, column in _AROUND:
        view = padded[row : row + rows, column * channels : column * channels + length]
        np.multiply(view, layer.kernel[row, column], out=part)
        total += part
    return total


def _every_second(seen: Floats, layer: Layer) -> Floats:
    """3 by 3 at every second place, each channel by itself."""
    side = seen.shape[0] // 2
    padded = _padded(seen, 0, 1)
    total = np.broadcast_to(layer.bias, (side, side, seen.shape[2])).copy()
    for row in range(3):
        for column in range(3):
            view = padded[row : row + 2 * side : 2, column : column + 2 * side : 2]
            total += view * layer.kernel[row, column]
    return total


def _padded(seen: Floats, before: int, after: int) -> Floats:
    """With a rim of zeros; numpy's own way takes five times as long for what is this small."""
    side, _, channels = seen.shape
    padded = np.zeros((before + side + after, before + side + after, channels), dtype=np.float32)
    padded[before : before + side, before : before + side] = seen
    return padded


def _across(seen: Floats, layer: Layer) -> Floats:
    """One place at a time, across all channels."""
    rows: Floats = seen.reshape(-1, seen.shape[2]) @ layer.kernel
    rows += layer.bias
    return rows.reshape(seen.shape[0], seen.shape[1], -1)


def _largest(seen: Floats) -> Floats:
    side = seen.shape[0] // 2
    largest: Floats = seen.reshape(side, 2, side, 2, -1).max(axis=(1, 3))
    return largest


def _relu(seen: Floats) -> Floats:
    return np.maximum(seen, 0, out=seen)
