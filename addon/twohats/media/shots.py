"""Shots: what is kept of a video's frames and what it is searched with.

Kept are the whole of each frame and the formats that networks cut a film to; searched with is what any picture is
searched with, frame by frame, so that it can be counted how many of them are known (`histories.gallery`). Runs in the
picture worker.
"""

from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any

from PIL import Image

from twohats.media.squares import hashes, searched
from twohats.media.video import Film
from twohats.media.views import Box, asked_boxes, content_boxes

FORMATS = (9 / 16, 4 / 5, 1.0, 16 / 9)  # width to height


def shots(film: Film) -> dict[str, Any]:
    """Return the hashes to keep (`stored`), those to search with (`asked`), how many of these belong to each frame
    (`shots`; frames without anything to see have none), and how much there is to see in most of them (`quality`).
    """
    found = [_asked(frame.convert("L")) for frame in film.asked]
    frames = [asked for asked, _ in found if asked]
    return {
        "stored": list(dict.fromkeys(_kept((*film.seconds, *film.keys)))),
        "asked": [hashed for asked in frames for hashed in asked],
        "shots": [len(asked) for asked in frames],
        "quality": int(median(quality for asked, quality in found if asked)) if frames else 0,
    }


def _asked(grey: Image.Image) -> tuple[list[str], int]:
    """The hashes of one frame to search with, and how much there is to see in it."""
    boxes = asked_boxes(grey, content_boxes(grey))
    found = hashes(grey, boxes)
    return searched(found, boxes), found.quality[boxes[0]]


def _kept(frames: Iterable[Image.Image]) -> Iterator[str]:
    for frame in frames:
        yield from hashes(frame.convert("L"), [Box(0, 0, *frame.size), *_cuts(*frame.size)]).plain.values()


def _cuts(width: int, height: int) -> list[Box]:
    """The middle of a frame in each of the formats but its own."""
    cuts = ((round(min(width, height * format_)), round(min(height, width / format_))) for format_ in FORMATS)
    smaller = [(across, down) for across, down in cuts if across * down < 0.97 * width * height]
    return [_centred(width, height, across, down) for across, down in smaller]


def _centred(width: int, height: int, across: int, down: int) -> Box:
    left, top = (width - across) // 2, (height - down) // 2
    return Box(left, top, left + across, top + down)
