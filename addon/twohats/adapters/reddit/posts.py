"""What a call of Reddit's API shows: posts, comments, messages, edits, uploads (facts: private 11, official 1.10)."""

import re
from collections.abc import Iterator

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json, as_text, dig, items
from twohats.call_table import Reader
from twohats.errors import UnreadableActivityError
from twohats.json_lists import objects, strings
from twohats.json_search import lines, texts_under
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_PLATFORM = "reddit"
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "videogif": MediaKind.VIDEO}
_SPOKEN = frozenset({"t"})
_EMBEDDED = frozenset({"img", "gif", "video"})
_TEXTS = ("text", "body", "description", "public_description", "content")
_TITLES = ("title", "subject", "display_name", "display_title", "name")
_OBJECTS = ("id", "thing_id", "name", "sr", "sr_name", "fullname")


def submit(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a post: text, link, picture, video, gallery, poll, or somebody's post taken to another place."""
    values = body.fields(request)
    title, source = values.text("title"), values.text("crosspost_fullname")
    post = written(Verb.REPOST if source else Verb.POST, values, title).model_copy(update={"subject": source})
    if not (title or post.text or post.media or post.links):
        raise UnreadableActivityError("a post without title, text, link or media")
    yield post


def comment(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a comment; under a private message it is a message."""
    values = body.fields(request)
    under = values.text("thing_id", "parent", "parent_id")
    answer = written(Verb.MESSAGE if under.startswith("t4_") else Verb.REPLY, values)
    if not (answer.text or answer.media):
        raise UnreadableActivityError("a comment without text")
    yield answer.model_copy(update={"reply_to": under})


def edit(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read new words for a post or comment that is out."""
    values = body.fields(request)
    subject = values.text("thing_id")
    form = Verb.REPLY if subject.startswith("t1_") else Verb.POST
    yield written(Verb.EDIT, values).model_copy(update={"form": form, "subject": subject})


def page(verb: Verb) -> Reader:
    """Return a reader for messages, wiki pages, live updates and settings that everybody sees."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        values = body.fields(request)
        activity = written(verb, values, values.text(*_TITLES))
        yield activity.model_copy(update={"subject": values.text("to", "thread", "page")})

    return read


def deed(verb: Verb) -> Reader:
    """Return a reader for calls that do `verb` to the thing they name."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        yield Activity(platform=_PLATFORM, verb=verb, subject=body.fields(request).text(*_OBJECTS))

    return read


def vote(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a vote; `dir` 0 takes one back."""
    values = body.fields(request)
    verb = Verb.DELETE if values.text("dir") == "0" else Verb.REACT
    yield Activity(platform=_PLATFORM, verb=verb, subject=values.text("id"))


def subscribe(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a subscription to a community or a person's page, or its end."""
    values = body.fields(request)
    verb = Verb.DELETE if values.text("action") == "unsub" else Verb.FOLLOW
    yield Activity(platform=_PLATFORM, verb=verb, subject=values.text("sr_name", "sr"))


def lease(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read the announcement of a file that will go to storage."""
    kind = carried.kind(body.fields(request).text("mimetype"))
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=(Media(kind=kind),))


def stored(request: Request) -> Iterator[Activity]:
    """Read the bytes on their way to storage; posts name them by their address there."""
    key = storage_key(request)
    address = f"https://{request.host}/{key}" if key else ""
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=carried.files(request, address) or (Media(key=address),))


def storage_key(request: Request) -> str:
    """Return the name of a file in storage: a form field, or the path of a plain upload."""
    return (body.fields(request).text("key") if request.content else "") or request.path.strip("/")


def written(verb: Verb, values: Fields, title: str = "") -> Activity:
    """Return an activity with all words, links and media of a call."""
    document = values.json("richtext_json")
    text = "\n".join(
        filter(None, (values.text(*_TEXTS), lines(document, _SPOKEN), *_captions(values), *values.all("options")))
    )
    address = values.text("url")
    media = (*_media(values, address), *embedded(document))
    link = "" if values.text("kind") in _KINDS else address
    place = values.text("sr", "subreddit")
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        title=title,
        links=tuple(dict.fromkeys(filter(None, (link, *texts_under(document, {"u"}))))),
        media=media,
        targets=(Target(network=_PLATFORM, ref=place),) if place else (),
    )


def embedded(document: Json) -> Iterator[Media]:
    """Yield the media inside a rich-text document: nodes `{"e": "img", "id": …, "c": caption}`."""
    found = document if isinstance(document, list) else [document]
    for node in found:
        if as_text(dig(node, "e")) in _EMBEDDED and (key := as_text(dig(node, "id"))):
            kind = MediaKind.VIDEO if dig(node, "e") == "video" else MediaKind.IMAGE
            yield Media(key=key, kind=kind, alt=as_text(dig(node, "c")) if isinstance(dig(node, "c"), str) else "")
        for inner in (*items(dig(node, "document")), *items(dig(node, "c"))):
            yield from embedded(inner)


def _media(values: Fields, address: str) -> Iterator[Media]:
    kind = values.text("kind")
    if kind in _KINDS and address:
        yield Media(key=address, kind=_KINDS[kind], url=address)
    if poster := values.text("video_poster_url"):
        yield Media(key=poster, kind=MediaKind.IMAGE, url=poster)
    for item in objects(values.first("items")):
        yield Media(key=as_text(item.get("media_id")), kind=MediaKind.IMAGE, alt=as_text(item.get("caption")))


def _captions(values: Fields) -> tuple[str, ...]:
    return strings([item.get("caption") for item in objects(values.first("items"))])
