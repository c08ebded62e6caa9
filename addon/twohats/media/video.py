"""Frames of a video, by the extra `video` (FFmpeg through PyAV): key frames, and one in each second.

Key frames are quick to reach and searched with; they move when a film is compressed again, so frames of every second
are kept as well (facts: media 5). Runs in the picture worker.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from itertools import takewhile
from typing import Any

from PIL import Image

from twohats.media.mp4 import is_film

MOST_KEY_FRAMES = 16
MOST_SECONDS = 60
ENOUGH_KEY_FRAMES = 8
_SIDE = 512
_MOST_PIXELS = 9_000_000  # of one frame: 4K and a little
_KEY_PIXELS = 36_000_000  # of all key frames together: sixteen in full HD, four in 4K
_SECONDS = 1.2  # of the processor for all of it; what was found until then counts
_TO_FIND, _TO_DECODE = 0.3, 0.7  # shares of it until key frames must be found, and decoded
_MATROSKA = b"\x1aE\xdf\xa3"


@dataclass(frozen=True)
class Film:
    """Some frames of a video, in RGB and small."""

    keys: list[Image.Image]
    seconds: list[Image.Image]

    @property
    def asked(self) -> list[Image.Image]:
        """Those to search with: key frames, and where there are few, frames of its seconds beside them, so that no
        single one decides.
        """
        return (
            self.keys if len(self.keys) >= ENOUGH_KEY_FRAMES else [*self.keys, *spread(self.seconds, ENOUGH_KEY_FRAMES)]
        )


def is_video(content: bytes) -> bool:
    """Tell whether the file says that it is a video."""
    return is_film(content) or content.startswith(_MATROSKA)


def film(content: bytes, clock: Callable[[], float]) -> Film | None:
    """Return the video's frames, or None without the extra, or for one that it cannot read. `clock` counts seconds of
    the processor: on a busy computer the asking side gives up, which is an answer of its own, and none is half a one.
    """
    if find_spec("av") is None:
        return None
    av = import_module("av")
    begun = clock()
    try:
        keys = list(_keys(av, content, lambda share: clock() > begun + share * _SECONDS))
        each = list(_seconds(av, content, lambda: clock() > begun + _SECONDS))
    except (av.error.FFmpegError, ValueError, IndexError, MemoryError):
        return None
    return Film(keys, each) if keys else None


def _keys(av: Any, content: bytes, late: Callable[[float], bool]) -> Iterator[Image.Image]:
    """Key frames from all over the film: which packets hold one is known without decoding any. `late` tells whether
    this share of the time is over.
    """
    with av.open(BytesIO(content)) as opened:
        stream = opened.streams.video[0]
        if _too_large(stream.codec_context):
            return
        stream.codec_context.skip_frame = "NONKEY"
        packets = [
            packet for packet in takewhile(lambda _: not late(_TO_FIND), opened.demux(stream)) if packet.is_keyframe
        ]
        for packet in (*spread(packets, _most_keys(stream.codec_context)), None):
            for frame in stream.codec_context.decode(packet):
                if late(_TO_DECODE) or _too_large(frame):
                    return
                yield _small(frame)


def _seconds(av: Any, content: bytes, late: Callable[[], bool]) -> Iterator[Image.Image]:
    """A frame of every second from the beginning on, for as long as there is time."""
    with av.open(BytesIO(content)) as opened:
        stream = opened.streams.video[0]
        if _too_large(stream.codec_context):
            return
        stream.codec_context.skip_frame = "NONREF"
        found, following = 0, 0.0
        for frame in opened.decode(stream):
            if late() or found == MOST_SECONDS or _too_large(frame):
                return
            if (frame.time or 0.0) >= following:
                found, following = found + 1, (frame.time or 0.0) + 1.0
                yield _small(frame)


def spread[One](many: Sequence[One], most: int) -> list[One]:
    """Return at most so many of them, evenly from first to last."""
    count = min(len(many), most)
    return [many[place * (len(many) - 1) // max(count - 1, 1)] for place in range(count)]


def _most_keys(seen: Any) -> int:
    return min(MOST_KEY_FRAMES, _KEY_PIXELS // max(int(seen.width * seen.height), 1))


def _too_large(seen: Any) -> bool:
    return bool(seen.width * seen.height > _MOST_PIXELS)


def _small(frame: Any) -> Image.Image:
    """The frame as a player shows it: phones film sideways and write into the file by how much to turn it."""
    scale = min(1.0, _SIDE / max(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    shrunk = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA")
    picture: Image.Image = shrunk.to_image()
    return picture.rotate(frame.rotation, expand=True) if frame.rotation else picture
