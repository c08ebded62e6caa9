"""What a call shows on Pinterest: pins, saved pins, comments, boards, profiles (facts: private 10, official 1.9)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Request
from twohats.adapters.pinterest.resources import values
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, parse_json
from twohats.call_table import Reader
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.json_search import texts_under
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_PLATFORM = "pinterest"
_TEXTS = ("description", "text", "details", "message", "about")
_TITLES = ("title", "name", "first_name")
_OBJECTS = ("id", "pin_id", "board_id", "user_id", "username", "comment_id", "objectId")
_MADE_HERE = re.compile(r"https?://[\w.-]*\.(?:pinimg|pinterest)\.com/", re.IGNORECASE)


def pin(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a new pin; one made of another pin alone is that pin, saved."""
    options = values(request)
    media, source = tuple(_media(options)), options.text("parent_pin_id")
    title = options.text("title") or next(texts_under(_story(options), {"pin_title"}), "")
    text = "\n".join(filter(None, (options.text("description"), *_story_texts(options))))
    if not (media or source or text or title):
        raise UnreadableActivityError("a pin without picture, title or description")
    written = _written(Verb.POST, options, text, title, media)
    yield written if media or not source else written.model_copy(update={"verb": Verb.REPOST, "subject": source})


def edit(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read new words for a pin that is out."""
    options = values(request)
    written = _written(Verb.EDIT, options, options.text("description"), options.text("title"), tuple(_media(options)))
    yield written.model_copy(update={"form": Verb.POST, "subject": _object(match, options)})


def saved(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read somebody's pin that goes onto a board."""
    options = values(request)
    written = _written(Verb.REPOST, options, options.text("description"), "", ())
    yield written.model_copy(update={"subject": _object(match, options)})


def comment(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a comment on a pin."""
    options = values(request)
    text = options.text("text")
    if not text:
        raise UnreadableActivityError("a comment without text")
    under = options.text("pinId", "pin_id", "objectId") or _object(match, options)
    yield _written(Verb.REPLY, options, text, "", ()).model_copy(update={"reply_to": under})


def deed(verb: Verb) -> Reader:
    """Return a reader for calls that do `verb` to the object their path or options name."""

    def read(request: Request, match: re.Match[str]) -> Iterator[Activity]:
        yield Activity(platform=_PLATFORM, verb=verb, subject=_object(match, values(request)))

    return read


def about(verb: Verb) -> Reader:
    """Return a reader for what has words of its own: boards, profiles, messages."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        options = values(request)
        yield _written(verb, options, options.text(*_TEXTS), options.text(*_TITLES), carried.files(request))

    return read


def upload(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a file, or the announcement of one that goes to storage."""
    media = carried.files(request)
    kind = carried.kind(body.fields(request).text("media_type")) if not media else MediaKind.UNKNOWN
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=media or (Media(kind=kind),))


def _written(verb: Verb, options: Fields, text: str, title: str, media: tuple[Media, ...]) -> Activity:
    board = options.text("board_id")
    link = options.text("link", "website_url")
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        title=title,
        links=(link,) if link else (),
        media=media,
        targets=(Target(network=_PLATFORM, ref=board),) if board else (),
    )


def _object(match: re.Match[str], options: Fields) -> str:
    return match[1] if match.re.groups else options.text(*_OBJECTS)


def _media(options: Fields) -> Iterator[Media]:
    """Yield pictures and video: the API's `media_source`, the page's address or upload, the pages of a story."""
    source, alt = as_object(options.json("media_source")), options.text("alt_text")
    for item in (source, *objects(source.get("items"))):
        yield from _source(item, alt)
    if address := options.text("image_url"):
        key = address if _MADE_HERE.match(address) else ""
        yield Media(kind=MediaKind.IMAGE, alt=alt, url=address, key=key)
    if kept := options.text("image_signature", "upload_id"):
        yield Media(kind=MediaKind.IMAGE, alt=alt, key=kept)
    for kind, word in ((MediaKind.VIDEO, "video_signature"), (MediaKind.IMAGE, "image_signature")):
        yield from (Media(kind=kind, alt=alt, key=key) for key in texts_under(_story(options), {word}))


def _source(item: dict[str, Any], alt: str) -> Iterator[Media]:
    alt = as_text(item.get("alt_text")) or alt
    if data := as_text(item.get("data")):
        yield Media(kind=carried.kind(as_text(item.get("content_type"))), alt=alt, content=carried.from_base64(data))
    elif key := as_text(item.get("media_id")):
        yield Media(kind=MediaKind.VIDEO, alt=alt, key=key)
    elif address := as_text(item.get("url")):
        yield Media(kind=MediaKind.IMAGE, alt=alt, url=address)


def _story(options: Fields) -> Any:
    """Return the pages of a video or many-page pin; the page sends them as JSON in a string."""
    story = options.json("story_pin")
    return parse_json(story, what="`story_pin`") if isinstance(story, str) and story else story


def _story_texts(options: Fields) -> Iterator[str]:
    return texts_under(_story(options), {"text", "description"})
