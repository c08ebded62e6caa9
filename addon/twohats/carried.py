"""Media whose bytes are in the call itself: file parts, the whole body, base64 (facts: official 0.3, 0.4)."""

import base64
import binascii

from twohats import body
from twohats.adapter import Request
from twohats.bodies.multipart import Part
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Media, MediaKind

_KINDS = {kind.value: kind for kind in MediaKind if kind is not MediaKind.UNKNOWN}


def kind(word: str) -> MediaKind:
    """Return the kind in a media type (`image/png`) or in a platform's own word (`tweet_image`, `VIDEO`)."""
    plain = word.lower()
    return next((found for name, found in _KINDS.items() if name in plain), MediaKind.UNKNOWN)


def of_part(part: Part, key: str = "", alt: str = "") -> Media:
    """Return the file of a multipart part as media."""
    return Media(key=key, kind=kind(part.content_type), alt=alt, content=part.content, name=part.filename)


def files(request: Request, key: str = "") -> tuple[Media, ...]:
    """Return the files that the body holds: its file parts, or the body as a whole.

    Raises:
        UnreadableActivityError: the multipart body is broken.
    """
    if body.shape(request) == "bytes":
        return (Media(key=key, kind=kind(body.media_type(request)), content=body.decoded(request)),)
    return tuple(of_part(part, key) for part in body.files(request))


def from_base64(text: str) -> bytes:
    """Return the bytes of base64 `text`, also of a `data:` address.

    Raises:
        UnreadableActivityError: it is not base64.
    """
    plain = text.partition(",")[2] if text[:5].lower() == "data:" else text
    try:
        return base64.b64decode("".join(plain.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableActivityError("media is not base64") from error
