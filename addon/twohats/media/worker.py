"""The picture worker: a process of its own that decodes pictures, so that a bomb or a crash costs one answer and
nothing else.

Reads pictures as frames from standard input and answers each with a frame of JSON. It knows no key: hashes are
scrambled by the asking side. Ends when its input does.
"""

import base64
import json
import os
import sys
import time
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from PIL import Image

from twohats.media import explicit
from twohats.media.decode import UnreadablePictureError, opened, pictures
from twohats.media.exif import camera_facts
from twohats.media.faces import faces, prominence
from twohats.media.frames import Sink, Source, read_frame, write_frame
from twohats.media.mp4 import is_from_phone, is_located
from twohats.media.parts import PLAIN_QUALITY, part_hashes
from twohats.media.shots import shots
from twohats.media.squares import hashes, searched
from twohats.media.video import film, is_video, spread
from twohats.media.views import asked_boxes, content_boxes, stored_boxes

MEMORY = 2 << 30  # bytes of address space, where the system can limit it
THUMBNAIL = 128  # pixels a side, for the block by block comparison
_PREVIEW_QUALITY = 80
_FRAMES_SHOWN = 4  # of a video: as many are looked at for faces
_CANNOT_SEE_IN = "what a video shows can be seen only with the extra: install `twohats[video]`"

type Answer = dict[str, Any]


def look(content: bytes) -> Answer:
    """Return what a picture looks like and is like: hashes, quality, a grey thumbnail, a small preview and its traits;
    of what cannot be looked at, only traits, with the reason among them.
    """
    if is_video(content):
        return _film(content)
    try:
        frames = pictures(content)
    except UnreadablePictureError as error:
        return {"traits": {"doubt": str(error)}}
    return _looks(frames) | {"traits": camera_facts(opened(content)) | _shown(frames)}


def _film(content: bytes) -> Answer:
    """What a video looks like and is like: with the extra, by some of its frames; else only what its file says."""
    traits = {"camera": "phone" if is_from_phone(content) else "", "located": is_located(content)}
    found = film(content, time.process_time)
    if found is None:
        return {"traits": traits | {"doubt": _CANNOT_SEE_IN if find_spec("av") is None else "the video is broken"}}
    told = {"thumbnail": "", "preview": _text(_preview(found.keys[0]))}
    return told | shots(found) | {"traits": traits | _shown(spread(found.keys, _FRAMES_SHOWN))}


def _shown(frames: list[Image.Image]) -> Answer:
    """What there is to see: of an animation, the frame with the most prominent face."""
    found = [(prominence(there, frame.size), len(there)) for frame in frames for there in (faces(frame),)]
    return {
        "face": max(face for face, _ in found),
        "faces": max(count for _, count in found),
        "tall": frames[0].height > frames[0].width,
        "explicit": explicit.score(frames),
    }


def _looks(frames: list[Image.Image]) -> Answer:
    greys = [frame.convert("L") for frame in frames]
    hashed = [_hashed(grey) for grey in greys]
    return {
        "stored": list(dict.fromkeys(each for stored, _, _ in hashed for each in stored)),
        "asked": list(dict.fromkeys(each for _, asked, _ in hashed for each in asked)),
        "quality": hashed[0][2],
        "thumbnail": _text(_thumbnail(greys[0])) if len(frames) == 1 else "",
        "preview": _text(_preview(frames[0])),
    }


def _hashed(grey: Image.Image) -> tuple[list[str], list[str], int]:
    """The hashes to store and those to search with, of one frame, and how much there is to see in it."""
    content = content_boxes(grey)
    kept, asked = stored_boxes(grey, content), asked_boxes(grey, content)
    found = hashes(grey, list(dict.fromkeys((*kept, *asked))))
    stored = [found.plain[box] for box in kept if box in found.plain]
    parts = part_hashes(grey)
    seen = min(found.quality[kept[0]], PLAIN_QUALITY) if parts.plain else found.quality[kept[0]]
    return [*stored, *parts.kept], [*searched(found, asked), *parts.asked], seen


def _thumbnail(grey: Image.Image) -> bytes:
    """For the comparison with approved pictures, block by block: what moves has none, one frame says too little."""
    return grey.resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BOX).tobytes()


def _preview(frame: Image.Image) -> bytes:
    """A JPEG without any of the original's metadata."""
    written, bare = BytesIO(), frame.copy()
    bare.info = {}
    bare.save(written, "JPEG", quality=_PREVIEW_QUALITY)
    return written.getvalue()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _limit_memory() -> None:
    if find_spec("resource") is None:  # Windows has no such limit
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    except (OSError, ValueError):
        return  # macOS refuses it; the time limit of the asking side still holds


def _step_back() -> None:
    """Leave the processor to the guard and to the tools that wait for it; on Windows the asking side sees to it."""
    if hasattr(os, "nice"):
        os.nice(10)


def serve(source: Source, sink: Sink) -> None:
    """Say that all is loaded, by an empty frame, then answer frames until the input ends."""
    write_frame(sink, b"")
    while (content := read_frame(source)) is not None:
        write_frame(sink, json.dumps(look(content)).encode())


if __name__ == "__main__":
    _step_back()
    _limit_memory()
    explicit.classifier()
    serve(sys.stdin.buffer, sys.stdout.buffer)
