"""Media that a call names instead of carrying: addresses and ids of uploads, in JSON of free shape
(facts: official 0.4).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from twohats import carried
from twohats.bodies.json_text import as_text, is_list, is_object
from twohats_policy.activity import Media, MediaKind

_ADDRESSES = ("url", "mediaUrl", "media_url", "path", "src", "picture", "photo", "source", "location", "publicUrl")
_IDS = ("media_id", "mediaId", "id", "mediaKey", "key")
_ALTS = ("alt_text", "altText", "alt", "description")
_KINDS = ("type", "media_type", "mediaType", "mimeType", "mime_type", "contentType")
_SIDE = re.compile(r"thumb|cover|poster|preview|link|icon|avatar", re.IGNORECASE)
_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "heic", "avif", "bmp"), MediaKind.IMAGE),
    **dict.fromkeys(("mp4", "mov", "webm", "m4v", "avi", "mkv"), MediaKind.VIDEO),
    **dict.fromkeys(("mp3", "wav", "m4a", "ogg"), MediaKind.AUDIO),
}
_WORDS = {"photo": MediaKind.IMAGE, "picture": MediaKind.IMAGE, "gif": MediaKind.IMAGE, "reel": MediaKind.VIDEO}
_DEEP = 8


def linked(value: object, own: str = "", word: str = "") -> tuple[Media, ...]:
    """Return the media in `value`: texts are addresses or ids, objects have one; each once, in order.

    Addresses below the domain `own` are the tool's uploads: those, and ids, are keys. `word` is the name the value
    stands under (`videos`). Covers and previews are left out.
    """
    found = {(media.key or media.url): media for media in _media(value, own, word, _DEEP)}
    return tuple(found.values())


def _media(value: object, own: str, word: str, depth: int) -> Iterator[Media]:
    if isinstance(value, str) and value:
        yield _named(value, own, word)
    elif is_list(value) and depth:
        for item in value:
            yield from _media(item, own, word, depth - 1)
    elif is_object(value) and depth:
        yield from _object(value, own, word, depth)


def _object(value: dict[str, Any], own: str, word: str, depth: int) -> Iterator[Media]:
    address, key = _first(value, _ADDRESSES), _first(value, _IDS)
    if address or key:
        known = _named(address or key, own, _first(value, _KINDS) or word)
        key = known.key or ("" if address.startswith("http") and not own else key)
        yield known.model_copy(update={"key": key, "alt": _first(value, _ALTS)})
        return
    for name, inner in value.items():
        if not _SIDE.search(name) and (is_list(inner) or is_object(inner)):
            yield from _media(inner, own, name, depth - 1)


def _named(name: str, own: str, word: str) -> Media:
    """Return the media that one text names."""
    if not name.startswith(("http://", "https://")):
        return Media(key=name, kind=_kind(word))
    host, path = _host_and_path(name)
    ours = bool(own) and (host == own or host.endswith(f".{own}"))
    ending = _ENDINGS.get(path.rpartition(".")[2].lower(), MediaKind.UNKNOWN)
    return Media(key=name if ours else "", url=name, kind=ending if ending is not MediaKind.UNKNOWN else _kind(word))


def _host_and_path(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address.partition("?")[0])
    except ValueError:  # brackets where there is no IPv6 address
        return "", ""
    return parts.netloc.lower(), parts.path


def _kind(word: str) -> MediaKind:
    known = carried.kind(word)
    return known if known is not MediaKind.UNKNOWN else _WORDS.get(word.lower().rstrip("s"), MediaKind.UNKNOWN)


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> str:
    scalars = (value.get(name) for name in names)
    return next((as_text(item) for item in scalars if isinstance(item, str | int) and item and item is not True), "")
