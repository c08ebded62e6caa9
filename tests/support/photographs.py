"""Photo-like pictures, made on the spot: a sky, hills, blobs of light and grain, different for every seed."""

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


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return the bytes of a file."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()
