"""What a call shows on Tumblr: posts in blocks (NPF) and in the old format (facts: private 12, official 1.11)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Request
from twohats.adapters.tumblr.blogs import actor
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, is_list
from twohats.call_table import Reader
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects, strings
from twohats.json_search import texts_under
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_PLATFORM = "tumblr"
_HIDDEN = frozenset({"draft", "private", "unapproved"})
_PLANNED = frozenset({"queue", "queued", "scheduled"})
_BLOCK_TEXTS = ("text", "question", "answer_text", "title", "description")
_OLD_TEXTS = ("body", "caption", "quote", "description", "conversation", "comment", "answer", "reply_text", "message")
_OFF = frozenset({"", "0", "off", "false", "no"})
_KINDS = {"image": MediaKind.IMAGE, "photo": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def blocks(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a post in blocks, new or changed; the second group names the post that changes."""
    values = _values(request)
    content = listed(values.get("content"))
    files = {part.name: carried.of_part(part) for part in body.files(request)}
    text = "\n".join(texts_under(content, _BLOCK_TEXTS))
    media = tuple(found for block in objects(content) for found in _block_media(block, files))
    source = as_text(values.get("parent_post_id")) if values.get("reblog_key") or values.get("parent_post_id") else ""
    post = Activity(
        platform=_PLATFORM,
        verb=Verb.REPOST if source else Verb.POST,
        actor=actor(match[1]),
        text=text,
        links=_each(*texts_under(content, {"url"}), as_text(values.get("source_url"))),
        tags=_tags(values.get("tags")),
        media=media,
        targets=_crosspost(as_text(values.get("send_to_twitter"))),
        subject=source,
    )
    yield _placed(post, Fields(list(values.items())), match[2] if match.re.groups > 1 else "")


def old(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a post in the old format: fields by type, files beside them or in base64."""
    values = body.fields(request)
    text = "\n".join(filter(None, (values.text(name) for name in _OLD_TEXTS)))
    again = match[2] == "/reblog"
    post = Activity(
        platform=_PLATFORM,
        verb=Verb.REPOST if again else Verb.POST,
        actor=actor(match[1]),
        text=text,
        title=values.text("title"),
        links=_each(values.text("url"), values.text("link"), values.text("source_url")),
        tags=_tags(values.first("tags")),
        media=tuple(_old_media(request, values)),
        targets=_crosspost(values.text("tweet")),
        subject=values.text("id") if again else "",
    )
    yield _placed(post, values, values.text("id") if match[2] == "/edit" else "")


def deleted(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a delete; the post is in the path or in the form."""
    subject = match[2] if match.re.groups > 1 else body.fields(request).text("id")
    yield Activity(platform=_PLATFORM, verb=Verb.DELETE, actor=actor(match[1]), subject=subject)


def queue(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a new order of the queue: other times for posts that were judged before."""
    subject = body.fields(request).text("post_id")
    yield Activity(platform=_PLATFORM, verb=Verb.SCHEDULE, actor=actor(match[1]), subject=subject, schedule="queue")


def deed(verb: Verb) -> Reader:
    """Return a reader for what the login's main blog does to the post or blog that the call names."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        subject = body.fields(request).text("id", "post_id", "url", "email", "tumblelog")
        yield Activity(platform=_PLATFORM, verb=verb, subject=subject)

    return read


def words(verb: Verb) -> Reader:
    """Return a reader for answers, messages and pages of blogs; the blog is in the path or in the call."""

    def read(request: Request, match: re.Match[str]) -> Iterator[Activity]:
        values = body.fields(request)
        text = values.text(*_OLD_TEXTS, "text")
        blog = match[1] if match.re.groups else values.text("participant")
        media = carried.files(request)
        title, under = values.text("title"), values.text("post_id", "conversation_id")
        activity = Activity(platform=_PLATFORM, verb=verb, actor=actor(blog), text=text, title=title, media=media)
        yield activity.model_copy(update={"reply_to" if verb is Verb.REPLY else "subject": under})

    return read


def upload(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a file that goes up before its post; the call names no blog."""
    kind = _KINDS.get(match[1], MediaKind.UNKNOWN)
    media = tuple(item.model_copy(update={"kind": kind}) for item in carried.files(request))
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=media or (Media(kind=kind),))


def _placed(post: Activity, values: Fields, changed: str) -> Activity:
    """Return the post as its state says: out at once, planned, or kept where nobody sees it yet (facts: official 0.6).

    Raises:
        UnreadableActivityError: a new post of nothing.
    """
    empty = not (post.text or post.title or post.media or post.links or post.subject)
    if empty and not changed:
        raise UnreadableActivityError("a post without content")
    state, when = values.text("state").lower(), values.text("publish_on", "date_publish")
    if state in _HIDDEN:
        return post.model_copy(update={"verb": Verb.UPLOAD, "form": post.verb, "subject": post.subject or changed})
    if changed:
        shown = {"verb": Verb.EDIT, "form": post.verb, "subject": changed, "uses": changed if empty else ""}
        return post.model_copy(update={**shown, "schedule": _when(state, when)})
    if state in _PLANNED or when:
        return post.model_copy(update={"verb": Verb.SCHEDULE, "form": post.verb, "schedule": _when(state, when)})
    return post


def _when(state: str, when: str) -> str:
    return in_utc(when) if when else "queue" if state in _PLANNED else ""


def _values(request: Request) -> dict[str, Any]:
    """Return the post: the body, or the part `json` beside the files."""
    fields = body.fields(request)
    whole = as_object(fields.json("json"))
    return {**{name: fields.first(name) for name in fields if name != "json"}, **whole}


def _block_media(block: dict[str, Any], files: dict[str, Media]) -> Iterator[Media]:
    kind = _KINDS.get(as_text(block.get("type")), MediaKind.UNKNOWN)
    if kind is MediaKind.UNKNOWN:
        return
    alt, media = as_text(block.get("alt_text")), block.get("media")
    version = as_object(media[0] if is_list(media) and media else media)
    identifier, address = as_text(version.get("identifier")), as_text(version.get("url"))
    if file := files.get(identifier):
        yield file.model_copy(update={"key": identifier, "kind": kind, "alt": alt})
    elif version:
        yield Media(key=as_text(version.get("id")) or address or identifier, kind=kind, alt=alt, url=address)
    elif address := as_text(block.get("url")):
        yield Media(kind=kind, alt=alt, url=address)


def _old_media(request: Request, values: Fields) -> Iterator[Media]:
    kind = _KINDS.get(values.text("type").lower(), MediaKind.UNKNOWN)
    for item in carried.files(request):
        yield item.model_copy(update={"kind": kind if item.kind is MediaKind.UNKNOWN else item.kind})
    encoded = {name: values.first(name) for name in values if name.partition("[")[0] in {"data64", "data"}}
    for data in (text for value in encoded.values() for text in (strings(value) or (as_text(value),)) if text):
        yield Media(kind=kind, content=carried.from_base64(data))
    for name in ("source", "external_url", "embed"):
        if kind is not MediaKind.UNKNOWN and (address := values.text(name)):
            yield Media(kind=kind, url=address)


def _tags(value: Any) -> tuple[str, ...]:
    """Return tags, which may have spaces: a comma list, or a list."""
    found = strings(value) if isinstance(value, list) else as_text(value).split(",")
    return _each(*(tag.strip().lstrip("#") for tag in found))


def _crosspost(told: str) -> tuple[Target, ...]:
    return () if told.strip().lower() in _OFF else (Target(network="x"),)


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
