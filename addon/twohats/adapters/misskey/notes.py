"""What a call shows on Misskey: notes, pages, messages, profiles, uploads (facts: official 1.13)."""

from collections.abc import Callable, Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed, objects, strings
from twohats.json_search import lines
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, Target, Verb

_PLATFORM = "misskey"
_OBJECTS = ("noteId", "userId", "channelId", "fileId", "postId", "pageId", "flashId", "clipId", "messageId", "draftId")
_TEXTS = ("text", "description", "summary", "comment")
_TITLES = ("title", "name")
_PICTURES = ("avatarId", "bannerId", "fileId", "eyeCatchingImageId")
_BLOCK_TEXTS = frozenset({"text", "title", "label"})

type Reader = Callable[[Request], Iterator[Activity]]


def note(request: Request) -> Iterator[Activity]:
    """Read a note: own words, an answer, somebody's note repeated or quoted, at once or later."""
    values = body.fields(request)
    planned = values.json("scheduleNote")
    written = _note(values)
    if not (written.text or written.title or written.media or written.quote_of or written.subject):
        raise UnreadableActivityError("a note without text, files or poll")
    when = as_text(dig(planned, "scheduledAt")) or values.text("scheduledAt", "scheduled_at")
    yield _planned(written, when) if when else written


def edit(request: Request) -> Iterator[Activity]:
    """Read new words for a note that is out (Sharkey, Firefish)."""
    values = body.fields(request)
    written = _note(values)
    form = Verb.POST if written.verb is Verb.REPOST else written.verb
    subject = values.text("editId", "noteId")
    yield written.model_copy(update={"verb": Verb.EDIT, "form": form, "subject": subject})


def draft(request: Request) -> Iterator[Activity]:
    """Read a draft, which nobody sees unless it carries its time."""
    values = body.fields(request)
    written, when = _note(values), values.text("scheduledAt")
    if when and values.text("isActuallyScheduled") != "false":
        yield _planned(written, when)
    else:
        yield written.model_copy(update={"verb": Verb.UPLOAD, "form": written.verb})


def message(request: Request) -> Iterator[Activity]:
    """Read a message to a person, a room or a group."""
    values = body.fields(request)
    to = values.text("toUserId", "toRoomId", "userId", "groupId")
    media = tuple(Media(key=key) for key in values.all("fileId"))
    yield _words(Verb.MESSAGE, values).model_copy(update={"subject": to, "media": media})


def page(verb: Verb) -> Reader:
    """Return a reader for what has a title and words: galleries, pages, channels, profiles, small programs."""

    def read(request: Request) -> Iterator[Activity]:
        values = body.fields(request)
        media = tuple(Media(key=key) for name in (*_PICTURES, "fileIds") for key in values.all(name))
        written = _words(verb, values)
        inner = (lines(values.json("content"), _BLOCK_TEXTS), *_fields(values), values.text("script"))
        text = "\n".join(filter(None, (written.text, *inner)))
        subject = values.text(*_OBJECTS) if verb is Verb.EDIT else ""
        yield written.model_copy(
            update={"text": text, "title": values.text(*_TITLES), "media": media, "subject": subject}
        )

    return read


def deed(verb: Verb) -> Reader:
    """Return a reader for calls that do `verb` to the object they name."""

    def read(request: Request) -> Iterator[Activity]:
        values = body.fields(request)
        yield Activity(platform=_PLATFORM, verb=verb, text=values.text("reaction"), subject=values.text(*_OBJECTS))

    return read


def upload(request: Request) -> Iterator[Activity]:
    """Read a file for the drive, or the address of one that the server will fetch."""
    values = body.fields(request)
    alt, address = values.text("comment"), values.text("url")
    files = tuple(item.model_copy(update={"alt": alt}) for item in carried.files(request))
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=files or (Media(url=address, alt=alt),))


def described(request: Request) -> Iterator[Activity]:
    """Read a new name or description for a file that lies in the drive."""
    values = body.fields(request)
    media = Media(key=values.text("fileId"), alt=values.text("comment"))
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=(media,))


def _note(values: Fields) -> Activity:
    poll = strings(dig(values.json("poll"), "choices")) or values.all("poll.choices")
    media = tuple(Media(key=key) for key in dict.fromkeys(values.all("fileIds", "mediaIds")))
    written = _words(Verb.POST, values)
    text = "\n".join(filter(None, (written.text, *poll)))
    renote, reply_to = values.text("renoteId"), values.text("replyId")
    own = bool(text or media or values.text("cw"))
    shown: dict[str, Any] = {"text": text, "title": values.text("cw"), "media": media, "reply_to": reply_to}
    shown |= {"verb": _verb(values, renote=renote, reply_to=reply_to, own=own), "audience": values.text("visibility")}
    shown |= {"quote_of": renote if own else "", "subject": "" if own else renote, "language": values.text("lang")}
    return written.model_copy(update=shown)


def _verb(values: Fields, *, renote: str, reply_to: str, own: bool) -> Verb:
    if values.text("visibility") == "specified":
        return Verb.MESSAGE
    if renote and not own:
        return Verb.REPOST
    return Verb.REPLY if reply_to else Verb.QUOTE if renote else Verb.POST


def _words(verb: Verb, values: Fields) -> Activity:
    text = "\n".join(filter(None, (values.text(key) for key in _TEXTS)))
    channel = values.text("channelId")
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        targets=(Target(network=_PLATFORM, ref=channel),) if channel else (),
    )


def _planned(activity: Activity, when: str) -> Activity:
    return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when)})


def _fields(values: Fields) -> Iterator[str]:
    """Yield the rows of a profile."""
    for row in objects(listed(values.json("fields"))):
        yield from filter(None, (as_text(row.get("name")), as_text(row.get("value"))))
