"""Frames of a video, by the extra `video` (FFmpeg through PyAV): key frames, and one in each second.

Key frames are quick to reach and searched with; they move when a film is compressed again, so frames of every second
are what is kept (facts: media 5). Runs in the picture worker.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from PIL import Image

from twohats.media.mp4 import is_film

MOST_KEY_FRAMES = 16
MOST_SECONDS = 60
_SIDE = 512
_MOST_PIXELS = 9_000_000  # of one frame: 4K and a little
_SECONDS = 1.2  # for all of it; what was found until then counts
_MATROSKA = b"\x1aE\xdf\xa3"


@dataclass(frozen=True)
class Film:
    """Some frames of a video, in RGB and small."""

    keys: list[Image.Image]
    seconds: list[Image.Image]


def is_video(content: bytes) -> bool:
    """Tell whether the file says that it is a video."""
    return is_film(content) or content.startswith(_MATROSKA)


def film(content: bytes, clock: Callable[[], float]) -> Film | None:
    """Return the video's frames, or None without the extra, or for one that it cannot read. `clock` counts seconds."""
    if find_spec("av") is None:
        return None
    av = import_module("av")
    ends = clock() + _SECONDS
    try:
        keys = list(_frames(av, content, lambda: clock() > ends, keys_only=True))
        each = list(_frames(av, content, lambda: clock() > ends, keys_only=False))
    except (av.error.FFmpegError, ValueError, IndexError, MemoryError):
        return None
    return Film(keys, each) if keys else None


def _frames(av: Any, content: bytes, late: Callable[[], bool], *, keys_only: bool) -> Iterator[Image.Image]:
    with av.open(BytesIO(content)) as opened:
        stream = opened.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY" if keys_only else "NONREF"
        found, following = 0, 0.0
        for frame in opened.decode(stream):
            if late() or found == (MOST_KEY_FRAMES if keys_only else MOST_SECONDS):
                return
            if frame.width * frame.height > _MOST_PIXELS:
                return
            if keys_only or (frame.time or 0.0) >= following:
                found, following = found + 1, (frame.time or 0.0) + 1.0
                yield _small(frame)


def _small(frame: Any) -> Image.Image:
    scale = min(1.0, _SIDE / max(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    picture: Image.Image = frame.reformat(width=width, height=height, format="rgb24").to_image()
    return picture
