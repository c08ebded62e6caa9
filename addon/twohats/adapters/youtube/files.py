"""Files in calls to the YouTube Data API: with their metadata, after them, or alone (facts: official 0.3 and 1.7)."""

from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.body import is_object
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Media, MediaKind


def metadata(request: Request) -> dict[str, Any]:
    """Return what is said about the file: the whole body, its JSON part, or nothing where only bytes are sent.

    Raises:
        UnreadableActivityError: it is there but cannot be read.
    """
    match body.shape(request):
        case "multipart":
            part = next((part for part in body.parts(request) if part.is_json), None)
            value = body.parse_json(part.text(), what="metadata") if part else None
            if not is_object(value):
                raise UnreadableActivityError("a multipart upload without its metadata")
            return value
        case "bytes" | "empty":
            return {}
        case _:
            return body.json_object(request)


def films(request: Request, kind: MediaKind = MediaKind.VIDEO) -> tuple[Media, ...]:
    """Return the file: in the call, or announced by its size and sent later.

    Raises:
        UnreadableActivityError: the multipart body is broken.
    """
    if body.shape(request) == "multipart":
        sent = [part.content for part in body.parts(request) if not part.is_json]
        return tuple(Media(kind=kind, content=content) for content in sent)
    if body.shape(request) == "bytes":
        return (Media(kind=kind, content=body.decoded(request)),)
    announced = request.header("x-upload-content-length")
    return (Media(kind=kind, size=number(announced)),)


def number(text: str) -> int | None:
    """Return a count of bytes, or None where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
