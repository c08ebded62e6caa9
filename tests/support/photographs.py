"""Photo-like pictures, made on the spot: a sky, hills, blobs of light and grain, different for every seed; and single
round objects on a plain ground, which are hard to tell from one another."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def photograph(seed: int, width: int = 1080, height: int = 810) -> Image.Image:
    """Return a picture with large shapes, edges and grain."""
    dice = np.random.default_rng(seed)
    coarse = dice.integers(0, 255, size=(5, 6, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        left, top = dice.integers(0, width), dice.integers(0, height)
        size = dice.integers(width // 20, width // 4, size=2)
        colour = tuple(int(part) for part in dice.integers(0, 255, size=3))
        shape = draw.ellipse if dice.random() < 0.6 else draw.rectangle
        shape((int(left), int(top), int(left + size[0]), int(top + size[1])), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(width / 300))
    grain = dice.normal(0, 5, size=(height, width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))


def round_object(seed: int, side: int = 800) -> Image.Image:
    """Return one round thing with its own surface and shade, in the middle of a plain ground."""
    dice = np.random.default_rng(seed)
    ground = int(dice.choice((0, 235, 255)))
    surface = dice.integers(40, 215, size=(int(dice.integers(2, 9)), int(dice.integers(2, 9)), 3), dtype=np.uint8)
    ball = Image.fromarray(surface).resize((side, side), Image.Resampling.BICUBIC)
    down, across = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
    light = np.clip(1.1 - 0.5 * np.hypot(across + 0.4, down + 0.4), 0, 1)[:, :, None]
    shaded = Image.fromarray((np.asarray(ball) * light).astype(np.uint8))
    mask = Image.new("L", (side, side), 0)
    edge = side * float(dice.uniform(0.03, 0.15))
    ImageDraw.Draw(mask).ellipse((edge, edge, side - edge, side - edge), fill=255)
    return Image.composite(shaded, Image.new("RGB", (side, side), (ground,) * 3), mask)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return the bytes of a file."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()
