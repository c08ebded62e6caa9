"""Decoding of pictures that strangers made: limits before anything is loaded, known formats only, nothing larger than
needed.

Runs in the picture worker, never in the proxy (facts: media 2).
"""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP")
MAX_JPEG_PIXELS = 250_000_000  # decoded at an eighth, so that a 200-megapixel phone picture can be looked at
MAX_PIXELS = 64_000_000
SIDE = 512  # longest side of the working picture
_ENOUGH = 480  # a JPEG may be decoded at the smallest scale whose longest side still has this
_FRAMES = 30  # frames of an animation that may be decoded to reach the last one looked at


class UnreadablePictureError(Exception):
    """The picture cannot be looked at; the text says why in words for people."""


def pictures(content: bytes) -> list[Image.Image]:
    """Return the picture in RGB, at most 512 pixels a side, upright; of an animation three frames.

    Raises:
        UnreadablePictureError: broken, truncated, too large, or not a picture of a known format.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of wrong metadata, which is no reason not to look
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return [_small(frame) for frame in _frames(opened(content))]
    except UnidentifiedImageError as error:
        raise UnreadablePictureError("not a picture in a format that twohats can read") from error
    except Image.DecompressionBombError as error:
        raise UnreadablePictureError("too many pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, Warning) as error:
        raise UnreadablePictureError("the picture is broken") from error


def opened(content: bytes) -> Image.Image:
    """Return the picture with nothing of it loaded.

    Raises:
        UnreadablePictureError: it is too large.
        Exception: what Pillow raises for files that are not what they say.
    """
    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # the warning above it is an error here
    image = Image.open(BytesIO(content), formats=FORMATS)
    width, height = image.size
    jpeg = image.format in {"JPEG", "MPO"}  # MPO: what phones and cameras call a JPEG with a second picture
    if width * height > (MAX_JPEG_PIXELS if jpeg else MAX_PIXELS):
        raise UnreadablePictureError("too many pixels")
    if jpeg:
        scale = next((scale for scale in (8, 4, 2) if max(width, height) // scale >= _ENOUGH), 1)
        image.draft(None, (width // scale, height // scale))
    return image


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    count = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
    last = min(count, _FRAMES) - 1
    for index in sorted({0, last // 2, last}):
        image.seek(index)
        yield image


def _small(frame: Image.Image) -> Image.Image:
    frame.load()
    small = frame.copy() if max(frame.size) <= SIDE else _shrunk(frame)
    return _on_white(ImageOps.exif_transpose(small))


def _shrunk(frame: Image.Image) -> Image.Image:
    """Shrink in the frame's own mode where that can be averaged; palettes and deep grey cannot."""
    plain = frame if frame.mode in {"L", "RGB", "RGBA", "CMYK", "YCbCr"} else _on_white(frame)
    scale = SIDE / max(plain.size)
    size = (max(1, round(plain.width * scale)), max(1, round(plain.height * scale)))
    small = plain.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    small.getexif().update(frame.getexif())
    return small


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 257).convert("L")  # 16-bit grey is cut off, not scaled, by convert
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, clear).convert("RGB")
