"""What a Graph call of Facebook's puts on the page: words, links, people, pictures and films (facts: official 1.2)."""

from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.body import Fields, Part, as_text, dig
from twohats.json_lists import listed, objects
from twohats.meta import graph
from twohats_policy.activity import Activity, Media, MediaKind, Verb

_URLS = (
    ("url", MediaKind.IMAGE),
    ("picture", MediaKind.IMAGE),
    ("file_url", MediaKind.VIDEO),
    ("attachment_url", MediaKind.UNKNOWN),
)
_KEYS = (
    ("video_id", MediaKind.VIDEO),
    ("upload_session_id", MediaKind.VIDEO),
    ("photo_id", MediaKind.IMAGE),
    ("photo", MediaKind.IMAGE),
    ("attachment_id", MediaKind.UNKNOWN),
    ("object_attachment", MediaKind.UNKNOWN),
)


def activity(request: Request, fields: Fields, verb: Verb) -> Activity:
    """Return an activity with everything that the fields put into it.

    Raises:
        UnreadableActivityError: a field cannot be read.
    """
    text = fields.text("message", "caption", "description", "about")
    return Activity(
        platform="facebook",
        verb=verb,
        text=text,
        title=fields.text("title", "name"),
        links=_each(fields.text("link"), fields.text("website")),
        mentions=_people(fields),
        media=media(request, fields),
        audience=_audience(fields),
    )


def media(request: Request, fields: Fields) -> tuple[Media, ...]:
    """Return pictures and films: attached by id, by address, or in the call itself.

    Raises:
        UnreadableActivityError: `attached_media` or the multipart body cannot be read.
    """
    keys = tuple(Media(key=key, kind=kind) for name, kind in _KEYS if (key := fields.text(name)))
    urls = tuple(Media(url=url, kind=kind) for name, kind in _URLS if (url := fields.text(name)))
    return (*_attached(fields), *keys, *urls, *(_file(part) for part in body.files(request)))


def piece(request: Request, fields: Fields) -> tuple[Media, ...]:
    """Return one piece of a film that is uploaded in several calls."""
    key, offset = fields.text("upload_session_id"), fields.text("start_offset")
    place = int(offset) if offset.isdecimal() else None
    return tuple(
        Media(key=key, kind=MediaKind.VIDEO, content=part.content, offset=place) for part in body.files(request)
    )


def message(fields: Fields) -> tuple[str, tuple[Media, ...]]:
    """Return text and media of a message to a person.

    Raises:
        UnreadableActivityError: `message` begins like JSON and is none.
    """
    raw = fields.first("message")
    value = fields.json("message") if isinstance(raw, str) and raw.lstrip().startswith("{") else raw
    if isinstance(value, str):
        return value, ()
    files = (dig(value, "attachment"), *listed(dig(value, "attachments")))
    urls = (as_text(dig(file, "payload", "url")) for file in files)
    return as_text(dig(value, "text")), tuple(Media(url=url) for url in urls if url)


def recipient(fields: Fields) -> str:
    """Return to whom a message goes.

    Raises:
        UnreadableActivityError: `recipient` is no JSON.
    """
    value = fields.json("recipient")
    return as_text(dig(value, "id") or dig(value, "comment_id") or dig(value, "post_id"))


def _attached(fields: Fields) -> tuple[Media, ...]:
    """`attached_media` is a list, or one field for each entry: `attached_media[0]={"media_fbid": "1"}`."""
    whole: Any = fields.json("attached_media") if "attached_media" in fields else None
    numbered = [fields.json(name) for name in fields if name.startswith("attached_media[")]
    entries = objects([*(listed(whole) if not dig(whole, "media_fbid") else [whole]), *numbered])
    return tuple(Media(key=key) for entry in entries if (key := as_text(entry.get("media_fbid"))))


def _file(part: Part) -> Media:
    kind = part.content_type.partition("/")[0].lower()
    return Media(
        kind=MediaKind(kind) if kind in {"image", "video"} else MediaKind.UNKNOWN,
        content=part.content,
        name=part.filename,
    )


def _people(fields: Fields) -> tuple[str, ...]:
    raw = fields.first("tags")
    is_json = isinstance(raw, list) or (isinstance(raw, str) and raw.lstrip().startswith("["))
    tags = objects(fields.json("tags")) if is_json else []
    return tuple(as_text(tag.get("tag_uid")) for tag in tags) or graph.listed_names(fields, "tags")


def _audience(fields: Fields) -> str:
    raw = fields.first("privacy")
    value = fields.json("privacy") if isinstance(raw, str) and raw.lstrip().startswith("{") else raw
    return as_text(dig(value, "value")) if isinstance(value, dict) else as_text(value)


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
