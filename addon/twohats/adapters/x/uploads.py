"""Read what X is given before a post: media whole or in pieces, alt texts, polls, drafts (facts: private 1.4)."""

import base64
import binascii

from twohats import body
from twohats.adapter import Request
from twohats.adapters.x.posts import single
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Media, MediaKind, Verb

_KINDS = {kind.value: kind for kind in MediaKind}


def media(request: Request, id: str) -> tuple[Activity, ...]:
    """Read an upload: whole, or INIT, APPEND and FINALIZE of one in pieces; the id then names it in the call."""
    values = body.fields(request)
    key = id or values.text("media_id")
    size = values.text("total_bytes")
    kind = _kind(values.text("media_type") or values.text("media_category"))
    piece = Media(key=key, kind=kind, offset=_number(values.text("segment_index")), size=_number(size))
    found = in_call(request, "media", "media_data")
    merged = tuple(_joined(piece, item) for item in found) or ((piece,) if key or size else ())
    return single(request, Verb.UPLOAD, media=merged)


def metadata(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read an alt text: people can have it read to them, so it belongs to the picture."""
    values = body.fields(request)
    key = values.text("media_id", "id")
    alt = body.as_text(
        body.dig(values.json("alt_text"), "text") or body.dig(values.json("metadata"), "alt_text", "text")
    )
    return single(request, Verb.UPLOAD, media=(Media(key=key, alt=alt),))


def card(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read a poll: its choices will stand under the post that uses it."""
    data = body.fields(request).json("card_data")
    choices = (
        [value for name, value in data.items() if "choice" in name and "label" in name]
        if isinstance(data, dict)
        else []
    )
    return single(request, Verb.UPLOAD, title=" / ".join(body.as_text(choice) for choice in choices))


def article(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read an article's draft: title and the text of its blocks."""
    values = body.json_object(request)
    blocks = body.items(body.dig(values, "content_state", "blocks"))
    texts = [body.as_text(body.dig(block, "text")) for block in blocks]
    cover = body.as_text(body.dig(values, "cover_media", "media_id"))
    pictures = (Media(key=cover),) if cover else ()
    title = body.as_text(values.get("title"))
    return single(request, Verb.UPLOAD, title=title, text="\n".join(texts), media=pictures)


def in_call(request: Request, *names: str) -> tuple[Media, ...]:
    """Return the media whose bytes are in the call: file parts, the body itself, or base64 in a field of `names`.

    Raises:
        UnreadableActivityError: a field that should be base64 is not.
    """
    if body.shape(request) == "bytes":
        kind = _kind(body.media_type(request))
        return (Media(kind=kind, content=body.decoded(request)),)
    files = tuple(
        Media(kind=_kind(part.content_type), content=part.content, name=part.filename) for part in body.files(request)
    )
    return files or tuple(Media(content=_bytes(text)) for name in names if (text := body.fields(request).text(name)))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableActivityError("media is not base64") from error


def _joined(piece: Media, found: Media) -> Media:
    kind = found.kind if piece.kind is MediaKind.UNKNOWN else piece.kind
    return found.model_copy(update={"key": piece.key, "kind": kind, "offset": piece.offset, "size": piece.size})


def _kind(word: str) -> MediaKind:
    """Return the kind from a media type (`image/png`) or X's category (`tweet_image`, `amplify_video`)."""
    return next(
        (kind for name, kind in _KINDS.items() if kind is not MediaKind.UNKNOWN and name in word.lower()),
        MediaKind.UNKNOWN,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
