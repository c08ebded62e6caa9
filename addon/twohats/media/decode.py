"""Decoding of pictures that strangers made: limits before anything is loaded, known formats only, nothing larger than
needed.

Runs in the picture worker, never in the proxy (facts: media 2). The limits keep it below 300 MiB of memory; with the
extra `vision` loaded, for all but the largest WebP and AVIF.
"""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from twohats.media import heic
from twohats.media.jpeg import first_scan, layout

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP")
MAX_JPEG_PIXELS = 250_000_000  # decoded at an eighth, so that a 200-megapixel phone picture can be looked at
MAX_SCANNED_VALUES = 78_000_000  # pixels times colours of a JPEG in several scans, two bytes each
MAX_PIXELS = {
    **dict.fromkeys(("PNG", "BMP"), 33_200_000),
    **dict.fromkeys(("GIF", "WEBP"), 14_000_000),  # held up to four times
    "AVIF": 20_000_000,
    "HEIF": 24_500_000,  # what iPhones make, other than at their largest
}
SIDE = 512  # longest side of the working picture
_NEARLY = SIDE + 32  # what is not worth shrinking: half of the 1080 pixels that networks use
_ENOUGH = 480  # a JPEG may be decoded at the smallest scale whose longest side still has this
_FRAMES = 30  # frames of an animation that may be decoded to reach the last one looked at
_BAND = 1_000_000  # pixels that are converted at once


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
            return [_small(frame) for frame in _frames(_drafted(content))]
    except UnidentifiedImageError as error:
        raise UnreadablePictureError(_unknown(content)) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePictureError("too many pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, Warning) as error:
        raise UnreadablePictureError("the picture is broken") from error


def opened(content: bytes) -> Image.Image:
    """Return the picture with nothing of it loaded.

    Raises:
        UnreadablePictureError: it is too large, or a JPEG that breaks off in its head.
        Exception: what Pillow raises for files that are not what they say.
    """
    if content.startswith(b"\xff\xd8") and layout(content) is None:
        raise UnreadablePictureError("the picture is broken")
    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # the warning above it is an error here
    image = Image.open(BytesIO(content), formats=(*FORMATS, *heic.formats()))
    if image.width * image.height > _most_pixels(image, content):
        raise UnreadablePictureError("too many pixels")
    return image


def _drafted(content: bytes) -> Image.Image:
    """The picture, set to be decoded as small as is enough."""
    image = opened(content)
    if not _is_jpeg(image):
        return image
    scale = next((scale for scale in (8, 4, 2) if max(image.size) // scale >= _ENOUGH), 1)
    found = layout(content)
    if scale == 8 and found and found.first:
        image = opened(first_scan(content, found))
    image.draft(None, (max(1, image.width // scale), max(1, image.height // scale)))
    return image


def _most_pixels(image: Image.Image, content: bytes) -> int:
    if not _is_jpeg(image):
        return MAX_PIXELS[image.format or ""]
    found = layout(content)
    return MAX_JPEG_PIXELS if found and not found.scans else MAX_SCANNED_VALUES // len(image.getbands())


def _is_jpeg(image: Image.Image) -> bool:
    return image.format in {"JPEG", "MPO"}  # MPO: what phones and cameras call a JPEG with a second picture


def _unknown(content: bytes) -> str:
    if heic.is_heic(content) and not heic.formats():
        return "pictures of iPhones can be looked at with the extra: install `twohats[heic]`"
    return "not a picture in a format that twohats can read"


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    last = _count(image) - 1
    for index in sorted({0, last // 2, last}):
        image.seek(index)
        yield image


def _count(image: Image.Image) -> int:
    """The number of frames, up to those that may be decoded; a GIF does not say, and may hold a million."""
    if image.format in {"MPO", "HEIF"}:
        return 1
    if image.format != "GIF":
        return min(int(getattr(image, "n_frames", 1)), _FRAMES)
    for index in range(1, _FRAMES):
        try:
            image.seek(index)
        except EOFError:
            return index
    return _FRAMES


def _small(frame: Image.Image) -> Image.Image:
    frame.load()
    small = frame.copy() if max(frame.size) <= _NEARLY else _shrunk(frame)
    ImageOps.exif_transpose(small, in_place=True)
    return _on_white(small)


def _shrunk(frame: Image.Image) -> Image.Image:
    """Shrink in the frame's own mode where that is averaged in place; palettes, deep grey and clear parts are not."""
    plain = frame if frame.mode in {"L", "RGB", "CMYK", "YCbCr"} else _in_bands(frame)
    scale = SIDE / max(plain.size)
    size = (max(1, round(plain.width * scale)), max(1, round(plain.height * scale)))
    small = plain.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    small.getexif().update(frame.getexif())
    return small


def _in_bands(frame: Image.Image) -> Image.Image:
    """In RGB and smaller by a whole number, one band after the other: all at once would need the memory five times."""
    factor = max(1, max(frame.size) // (2 * SIDE))
    height = max(1, _BAND // frame.width // factor) * factor
    bands = [
        _on_white(frame.crop((0, top, frame.width, min(top + height, frame.height)))).reduce(factor)
        for top in range(0, frame.height, height)
    ]
    whole = Image.new("RGB", (bands[0].width, sum(band.height for band in bands)))
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return whole


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 257).convert("L")  # 16-bit grey is cut off, not scaled, by convert
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, clear).convert("RGB")
