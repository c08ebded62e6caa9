"""Films made of boxes, and one that really plays (with PyAV)."""

import struct
from collections.abc import Sequence
from io import BytesIO

import av
from PIL import Image

from tests.support.photographs import photograph

_PLAIN = (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
_TURNED = (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
FOOTAGE = bytes(range(256)) * 4


def box(kind: bytes, content: bytes) -> bytes:
    """Return one box of an MP4 file."""
    return struct.pack(">I", len(content) + 8) + kind + content


def film(about: bytes = b"", footage: bytes = FOOTAGE) -> bytes:
    """Return a file with the boxes of a film and these words about it; it does not play."""
    return box(b"ftyp", b"mp42" + bytes(8)) + box(b"moov", about) + box(b"mdat", footage)


def clip(width: int = 320, quality: int = 23, seconds: int = 3, shown: Sequence[int] = ()) -> bytes:
    """Return a film that plays: one photograph a second, moving slowly; `shown` are their seeds, if it matters."""
    seeds = shown or range(100, 100 + seconds)
    written = BytesIO()
    with av.open(written, "w", format="mp4") as out:
        stream = out.add_stream("h264", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, width * 9 // 16 // 2 * 2, "yuv420p"
        stream.options = {"crf": str(quality), "preset": "ultrafast", "g": "10"}
        for seed, step in ((seed, step) for seed in seeds for step in range(10)):
            for packet in stream.encode(av.VideoFrame.from_image(_frame(seed, step, stream.width, stream.height))):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return written.getvalue()


def sideways(content: bytes) -> bytes:
    """Return a film with the note of a phone that was held upright: to be turned by a quarter, clockwise."""
    plain, turned = (struct.pack(">9i", *matrix) for matrix in (_PLAIN, _TURNED))
    track = content.index(b"tkhd")
    place = content.index(plain, track)
    return content[:place] + turned + content[place + len(turned) :]


def _frame(seed: int, step: int, width: int, height: int) -> Image.Image:
    whole = photograph(seed, 340, 200)
    return whole.crop((step, 0, step + 320, 180)).resize((width, height))
