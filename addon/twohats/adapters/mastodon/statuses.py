"""Statuses, media and profiles of the Mastodon family: what a call will show to people (facts: official 1.13)."""

from twohats import body, plain_text
from twohats.adapter import Request
from twohats.bodies.json_text import as_text, dig
from twohats.body import Fields, Part
from twohats.errors import UnreadableActivityError
from twohats.json_lists import objects, strings
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, MediaKind, Verb

_TRUE = frozenset({"true", "1", "t", "on", "yes"})
_FILES = ("file", "photo", "avatar", "header")


def written(request: Request) -> Activity | None:
    """Return the status a call writes; None for a preview (Pleroma), which nobody else sees.

    Raises:
        UnreadableActivityError: the call holds no text, media, poll or quoted status.
    """
    fields = body.fields(request)
    if fields.text("preview").lower() in _TRUE:
        return None
    status = _status(request, fields)
    if not (status.text or status.title or status.media or status.quote_of):
        raise UnreadableActivityError("a status without text, media or poll")
    when = fields.text("scheduled_at")
    return _planned(status, when) if when else status


def edited(request: Request, subject: str) -> Activity:
    """Return the edit of the status `subject`."""
    status = _status(request, body.fields(request))
    return status.model_copy(update={"verb": Verb.EDIT, "form": status.verb, "subject": subject})


def replanned(request: Request, subject: str) -> Activity:
    """Return the new time of the scheduled status `subject`; its content was judged when it was scheduled."""
    when = in_utc(body.fields(request).text("scheduled_at"))
    return Activity(platform="mastodon", verb=Verb.SCHEDULE, subject=subject, schedule=when)


def profile(request: Request) -> Activity:
    """Return the change of the account's own page: names, note, fields, pictures."""
    fields = body.fields(request)
    extra = [text for key in fields if key.startswith("fields_attributes") for text in fields.all(key)]
    pairs = fields.first("fields_attributes")
    named = [as_text(dig(pair, key)) for pair in objects(pairs) for key in ("name", "value")]
    text = "\n".join(part for part in (fields.text("note"), *(named or extra)) if part)
    return Activity(
        platform="mastodon",
        verb=Verb.PROFILE,
        title=fields.text("display_name", "name"),
        text=text,
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        media=tuple(_file(part) for part in body.files(request)),
    )


def upload(request: Request, key: str = "") -> Activity:
    """Return the file a media call brings, or the new description of the one kept under `key`."""
    fields = body.fields(request)
    alt = fields.text("description")
    files = [part for part in body.files(request) if part.name in _FILES] or list(body.files(request))[:1]
    media = tuple(_file(part, key, alt) for part in files) or (Media(key=key, alt=alt),)
    return Activity(platform="mastodon", verb=Verb.UPLOAD, media=media)


def story(request: Request) -> Activity:
    """Return the story that a Pixelfed call publishes; its picture was kept before."""
    media = tuple(Media(key=key) for key in body.fields(request).all("media_id", "id"))
    return Activity(platform="mastodon", verb=Verb.STORY, media=media)


def message(request: Request, conversation: str) -> Activity:
    """Return a chat message (Pleroma) or direct message (Pixelfed)."""
    fields = body.fields(request)
    text = fields.text("content", "message")
    media = tuple(Media(key=key) for key in fields.all("media_id"))
    subject = fields.text("to_id") or conversation
    return Activity(platform="mastodon", verb=Verb.MESSAGE, text=text, media=media, subject=subject)


def follow(request: Request) -> Activity:
    """Return the follow of the account that the call names by its address."""
    return Activity(platform="mastodon", verb=Verb.FOLLOW, subject=body.fields(request).text("uri"))


def _status(request: Request, fields: Fields) -> Activity:
    text = "\n".join((*_texts(fields), *_poll(fields)))
    reply_to = fields.text("in_reply_to_id", "in_reply_to_conversation_id")
    quote_of = fields.text("quoted_status_id", "quote_id")
    audience = fields.text("visibility")
    verb = Verb.REPLY if reply_to else Verb.QUOTE if quote_of else Verb.POST
    return Activity(
        platform="mastodon",
        verb=Verb.MESSAGE if audience == "direct" else verb,
        text=text,
        title=fields.text("spoiler_text", "cw"),
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        mentions=tuple(dict.fromkeys((*plain_text.mentions(text), *fields.all("to")))),
        media=(*_kept(fields), *(_file(part) for part in body.files(request))),
        reply_to=reply_to,
        quote_of=quote_of,
        audience=audience,
        language=fields.text("language"),
    )


def _planned(status: Activity, when: str) -> Activity:
    return status.model_copy(update={"verb": Verb.SCHEDULE, "form": status.verb, "schedule": in_utc(when)})


def _texts(fields: Fields) -> tuple[str, ...]:
    text = fields.text("status", "caption", "message")
    return (text,) if text else ()


def _poll(fields: Fields) -> tuple[str, ...]:
    """Return what can be voted for: `poll[options][]` in forms, `poll.options` in JSON."""
    return strings(dig(fields.json("poll"), "options")) or fields.all("poll[options]")


def _kept(fields: Fields) -> tuple[Media, ...]:
    described = objects(fields.first("media_attributes"))
    alts = {as_text(dig(item, "id")): as_text(dig(item, "description")) for item in described}
    whole = [as_text(dig(item, "id")) for item in objects(fields.first("media"))]
    keys = dict.fromkeys((*fields.all("media_ids"), *filter(None, whole)))
    return tuple(Media(key=key, alt=alts.get(key, "")) for key in keys)


def _file(part: Part, key: str = "", alt: str = "") -> Media:
    kind = part.content_type.partition("/")[0]
    known = MediaKind(kind) if kind in {"image", "video", "audio"} else MediaKind.UNKNOWN
    return Media(key=key, kind=known, alt=alt, content=part.content, name=part.filename)
