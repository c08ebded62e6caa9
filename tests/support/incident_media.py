"""Draws the pictures of the incident suite, small and of nobody: `python -m tests.support.incident_media` writes them.

No picture shows what the real one showed: the rules that stop an incident look at where a picture comes from.
"""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "incidents" / "media"
_SIZE = (160, 120)
_BOX = b"isom\x00\x00\x02\x00isomiso2mp41"


def pictures() -> dict[str, bytes]:
    """Return the files of the suite by their name in the folder."""
    return {
        "front-page.png": _drawn("white", _columns),
        "product.png": _drawn("navy", _card),
        "drummers.png": _drawn("green", _drums),
        "mascot.png": _drawn("orange", _ring),
        "approved/drill.png": _drawn("gray", _drill),
        "private-video.mp4": video(),
    }


def video() -> bytes:
    """Return an MP4 of boxes that no player shows anything of: a video can be known by its exact bytes."""
    return _box(b"ftyp", _BOX) + _box(b"moov", _box(b"mvhd", bytes(100))) + _box(b"mdat", bytes(range(256)) * 4)


def _box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def _drawn(ground: str, draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    picture = Image.new("RGB", _SIZE, ground)
    draw(ImageDraw.Draw(picture))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _columns(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((10, 8, 150, 26), fill="black")
    for left in (10, 60, 110):
        for top in range(36, 112, 6):
            pen.line((left, top, left + 38, top), fill="gray", width=2)


def _card(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((60, 15, 100, 105), 6, fill="black", outline="white")
    pen.rectangle((64, 24, 96, 92), fill="skyblue")


def _drums(pen: ImageDraw.ImageDraw) -> None:
    for left in (15, 60, 105):
        pen.ellipse((left, 40, left + 40, 60), fill="white", outline="black")
        pen.rectangle((left, 50, left + 40, 95), fill="brown", outline="black")


def _ring(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((40, 20, 120, 100), fill="gold", outline="brown", width=3)
    pen.ellipse((65, 45, 95, 75), fill="orange", outline="brown", width=3)
    pen.polygon([(125, 15), (155, 15), (155, 40), (125, 40)], fill="red", outline="blue")


def _drill(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((20, 40, 100, 70), fill="darkorange")
    pen.rectangle((40, 70, 62, 110), fill="black")
    pen.line((100, 55, 150, 55), fill="silver", width=5)


def write(folder: Path) -> None:
    """Write the files into `folder`."""
    for name, content in pictures().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    write(FOLDER)
