"""EXIF: what a picture file tells of the camera that took it. Runs in the picture worker.

Strangers wrote it, so each tag is read for itself and one that is not what it should be counts as absent (facts: media
2).
"""

import struct
import warnings
from collections.abc import Mapping
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from twohats.media.maker_note import front_facing
from twohats.media.screens import is_screen_size

_PHONES = (
    *(
        "apple",
        "samsung",
        "google",
        "xiaomi",
        "redmi",
        "poco",
        "huawei",
        "honor",
        "oneplus",
        "oppo",
        "vivo",
        "motorola",
    ),
    *("realme", "nothing", "fairphone", "nokia", "hmd", "zte", "tcl", "infinix", "tecno", "lge", "meizu", "htc"),
)
_CAMERAS_OF_PHONE_MAKERS = ("nx", "ex", "st", "pl", "wb", "galaxy nx")  # Samsung's, sold until 2015
_SONY_PHONES = ("xperia", "xq-", "so-", "sov", "g8", "h8", "j8", "i4", "f5", "e6")
_EDITORS = (
    *("photoshop", "lightroom", "indesign", "illustrator", "gimp", "canva", "affinity", "capture one", "darktable"),
    *("figma", "pixelmator"),
)
_MOST = 200  # characters of a tag that are looked at

type Facts = dict[str, Any]


def camera_facts(image: Image.Image) -> Facts:
    """Return what the file tells of its camera, as `Traits` calls it. The picture itself is not decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of each tag that is wrong
        return _facts(image, _tags(image))


def _facts(image: Image.Image, tags: Mapping[int, Any]) -> Facts:
    inner, place = _inner(tags, IFD.Exif), _inner(tags, IFD.GPSInfo)
    make, model, lens = _text(tags, Base.Make), _text(tags, Base.Model), _text(inner, Base.LensModel)
    remark = _text(inner, Base.UserComment)
    return {
        "front": "front" in lens or front_facing(_bytes(inner, Base.MakerNote)),
        "camera": _camera(make, model),
        "edited": any(editor in _text(tags, Base.Software) for editor in _EDITORS),
        "located": GPS.GPSLatitude in place and GPS.GPSLongitude in place,
        "screen": "screenshot" in remark or (not make and image.format == "PNG" and is_screen_size(*image.size)),
    }


def _tags(image: Image.Image) -> Mapping[int, Any]:
    """The tags that lie before the picture's data: asking Pillow for more would decode a PNG whole."""
    tags, raw = Image.Exif(), image.info.get("exif")
    if isinstance(raw, bytes):
        try:
            tags.load(raw)
        except _BROKEN:
            return Image.Exif()
    return tags


def _inner(tags: Any, which: IFD) -> Mapping[int, Any]:
    try:
        found: Mapping[int, Any] = tags.get_ifd(which)
    except _BROKEN:
        return {}
    return found


def _text(tags: Mapping[int, Any], tag: int) -> str:
    try:
        value = tags.get(tag)
    except _BROKEN:
        return ""
    text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else value
    return text[:_MOST].strip("\0 ").casefold() if isinstance(text, str) else ""


def _bytes(tags: Mapping[int, Any], tag: int) -> bytes:
    try:
        value = tags.get(tag)
    except _BROKEN:
        return b""
    return value if isinstance(value, bytes) else b""


def _camera(make: str, model: str) -> str:
    if make.startswith("sony"):
        return "phone" if model.startswith(_SONY_PHONES) else "other"
    if make.startswith("samsung") and model.startswith(_CAMERAS_OF_PHONE_MAKERS):
        return "other"
    if make.startswith(_PHONES) or model.startswith(("iphone", "ipad", "pixel")):
        return "phone"
    return "other" if make or model else ""


_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, AttributeError, struct.error)
"""What Pillow raises for tags that are not what they say."""
