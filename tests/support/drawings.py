"""Drawn pictures for questions: nobody's face, nobody's logo."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw


@cache
def selfie() -> bytes:
    """Return a drawn selfie on a beach: JPEG bytes."""
    image = Image.new("RGB", (960, 720), "#8fc9e8")
    draw = ImageDraw.Draw(image)
    draw.ellipse((720, 40, 860, 180), fill="#ffe9a8")
    draw.rectangle((0, 360, 960, 500), fill="#2f86b5")
    draw.rectangle((0, 500, 960, 720), fill="#e8d3a2")
    draw.ellipse((250, 560, 690, 980), fill="#d9455f")
    draw.rectangle((425, 500, 515, 600), fill="#e0a27e")
    draw.ellipse((300, 130, 640, 560), fill="#5a3420")
    draw.ellipse((345, 190, 595, 530), fill="#f0b992")
    draw.rounded_rectangle((365, 300, 460, 365), 24, fill="#222831")
    draw.rounded_rectangle((480, 300, 575, 365), 24, fill="#222831")
    draw.line((460, 325, 480, 325), fill="#222831", width=8)
    draw.arc((405, 380, 535, 480), 20, 160, fill="#a03d3d", width=10)
    draw.line((690, 720, 900, 430), fill="#f0b992", width=70)
    return in_bytes(image, "JPEG")


@cache
def logo() -> bytes:
    """Return a drawn logo: PNG bytes."""
    image = Image.new("RGB", (128, 128), "#103a5c")
    draw = ImageDraw.Draw(image)
    draw.polygon([(64, 18), (112, 108), (16, 108)], fill="#ffb703")
    draw.rectangle((52, 70, 76, 84), fill="#103a5c")
    return in_bytes(image, "PNG")


def in_bytes(image: Image.Image, kind: str) -> bytes:
    """Return the picture as a file of this kind."""
    written = BytesIO()
    image.save(written, kind)
    return written.getvalue()
