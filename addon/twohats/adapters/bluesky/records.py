"""Records of a Bluesky repository: what people will see once one is written (lexicons `app.bsky.*`).

Every record of a repository is public, whatever made it: records of other lexicons are read as far as they hold text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from twohats import plain_text
from twohats.bodies.json_text import Json, as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects, strings
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

POST = "app.bsky.feed.post"
_ACTED_ON = {
    "app.bsky.feed.repost": Verb.REPOST,
    "app.bsky.feed.like": Verb.REACT,
    "app.bsky.graph.follow": Verb.FOLLOW,
}
_ABOUT_ACCOUNT = frozenset(
    {
        "app.bsky.actor.profile",
        "app.bsky.actor.status",
        "app.bsky.feed.generator",
        "app.bsky.graph.list",
        "app.bsky.graph.starterpack",
        "app.bsky.graph.verification",
        "app.bsky.labeler.service",
    }
)
_SILENT = frozenset(
    {
        "app.bsky.feed.postgate",
        "app.bsky.feed.threadgate",
        "app.bsky.graph.block",
        "app.bsky.graph.listblock",
        "app.bsky.graph.listitem",
        "app.bsky.notification.declaration",
        "chat.bsky.actor.declaration",
    }
)
_TEXTS = ("text", "content", "body", "markdown", "description", "comment")
_TITLES = ("title", "displayName", "name", "subject")


@dataclass(frozen=True)
class Record:
    """One record on its way into a repository; `uri` is its place if the call says, `replaces` that it lies there."""

    actor: Actor | None
    collection: str
    value: dict[str, Json]
    uri: str = ""
    replaces: bool = False


def known(collection: str) -> bool:
    """Tell whether this file knows what a record of `collection` is."""
    return collection == POST or collection in _ACTED_ON or collection in _ABOUT_ACCOUNT or collection in _SILENT


def activity(record: Record) -> Activity | None:
    """Return what `record` makes public, None if nothing.

    Raises:
        UnreadableActivityError: it is a post in an unknown shape.
    """
    if record.collection == POST:
        return _post(record)
    if record.collection in _ACTED_ON:
        return _acted_on(record)
    if record.collection in _SILENT:
        return None
    return _page(record)


def message(value: Any, actor: Actor | None, conversation: str) -> Activity:
    """Return the direct message `value` (`chat.bsky.convo.sendMessage`).

    Raises:
        UnreadableActivityError: it has no text.
    """
    return _written(Record(actor, "", as_object(value)), Verb.MESSAGE).model_copy(update={"subject": conversation})


def _post(record: Record) -> Activity:
    value = record.value
    reply_to = as_text(dig(value, "reply", "parent", "uri"))
    quote_of = _quoted(value)
    verb = Verb.REPLY if reply_to else Verb.QUOTE if quote_of else Verb.POST
    written = _written(record, verb)
    if record.replaces:
        return written.model_copy(update={"verb": Verb.EDIT, "form": verb, "subject": record.uri})
    return written


def _written(record: Record, verb: Verb) -> Activity:
    value = record.value
    text = value.get("text")
    if not isinstance(text, str):
        raise UnreadableActivityError("a post without text")
    embed = value.get("embed")
    media, links, quote_of = tuple(_media(embed)), (*_links(value), *_card_link(embed)), _quoted(value)
    if embed and not (media or _card_link(embed) or dig(embed, "record")):
        raise UnreadableActivityError("a post with an embed of unknown shape")
    return Activity(
        platform="bluesky",
        verb=verb,
        actor=record.actor,
        text=text,
        title=as_text(_card(embed).get("title")),
        links=_each(*links, *plain_text.links(text)),
        tags=_each(*(_features(value, "tag") or plain_text.tags(text)), *strings(value.get("tags"))),
        mentions=_each(*_features(value, "did")),
        media=media,
        reply_to=as_text(dig(value, "reply", "parent", "uri")),
        quote_of=quote_of,
        language=next(iter(strings(value.get("langs"))), ""),
    )


def _acted_on(record: Record) -> Activity:
    subject = record.value.get("subject")
    uri = subject if isinstance(subject, str) else as_text(dig(subject, "uri"))
    if not uri:
        raise UnreadableActivityError(f"a record of `{record.collection}` without subject")
    return Activity(platform="bluesky", verb=_ACTED_ON[record.collection], actor=record.actor, subject=uri)


def _page(record: Record) -> Activity | None:
    about = record.collection in _ABOUT_ACCOUNT
    text = "\n".join(_values(record.value, _TEXTS))
    title = "\n".join(_values(record.value, _TITLES))
    media = tuple(_blobs(record.value))
    if not (about or text or title or media):
        return None
    return Activity(
        platform="bluesky",
        verb=Verb.PROFILE if about else Verb.EDIT if record.replaces else Verb.POST,
        actor=record.actor,
        text=text,
        title=title,
        links=_each(*_links(record.value), *_card_link(record.value.get("embed")), *plain_text.links(text)),
        tags=plain_text.tags(text),
        media=media,
        subject=record.uri,
    )


def _media(embed: Any) -> Iterator[Media]:
    for item in (as_object(embed), *objects(dig(embed, "images")), *objects(dig(embed, "items"))):
        for name, kind in (("image", MediaKind.IMAGE), ("video", MediaKind.VIDEO)):
            if key := _blob_key(item.get(name)):
                yield Media(key=key, kind=kind, alt=as_text(item.get("alt")))
    if key := _blob_key(_card(embed).get("thumb")):
        yield Media(key=key, kind=MediaKind.IMAGE)
    if nested := dig(embed, "media"):
        yield from _media(nested)


def _blobs(value: Any) -> Iterator[Media]:
    if key := _blob_key(value):
        kind = as_text(dig(value, "mimeType")).partition("/")[0]
        yield Media(key=key, kind=MediaKind(kind) if kind in _KINDS else MediaKind.UNKNOWN)
    else:
        for item in listed(value):
            yield from _blobs(item)


def _blob_key(value: Any) -> str:
    """Return the name of a blob: `ref.$link`, or `cid` as it was written before 2023."""
    if not dig(value, "mimeType"):
        return ""
    return as_text(dig(value, "ref", "$link")) or as_text(dig(value, "cid"))


def _card(embed: Any) -> dict[str, Any]:
    return as_object(dig(embed, "external") or dig(embed, "media", "external"))


def _card_link(embed: Any) -> tuple[str, ...]:
    return strings([_card(embed).get("uri")])


def _quoted(value: dict[str, Json]) -> str:
    """Return the post that is quoted; an embedded list, feed or starter pack is no quote."""
    uri = as_text(dig(value, "embed", "record", "uri")) or as_text(dig(value, "embed", "record", "record", "uri"))
    return uri if f"/{POST}/" in uri else ""


def _links(value: dict[str, Json]) -> tuple[str, ...]:
    return _features(value, "uri")


def _features(value: dict[str, Json], name: str) -> tuple[str, ...]:
    features = (feature for facet in objects(value.get("facets")) for feature in objects(facet.get("features")))
    return strings([feature.get(name) for feature in features])


def _values(value: dict[str, Json], names: tuple[str, ...]) -> tuple[str, ...]:
    return strings([value.get(name) for name in names])


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


_KINDS = frozenset({"image", "video", "audio"})
