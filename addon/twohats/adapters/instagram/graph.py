"""Instagram over the Graph API: a container prepares a post, `media_publish` publishes it (facts: official 1.3).

`graph.facebook.com` is shared with Facebook: ids of Instagram's objects begin with 17 or 18 and have 17 digits or more.
"""

from typing import Any

from twohats import body, plain_text
from twohats.adapter import Request
from twohats.bodies.json_text import as_text, dig
from twohats.body import Fields
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed
from twohats.meta import graph
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

HOSTS = frozenset({"graph.instagram.com", "api.instagram.com"}) | graph.FACEBOOK_HOSTS
_UPLOAD = "/ig-api-upload/"
_FORMS = {"STORIES": Verb.STORY, "REELS": Verb.VIDEO, "VIDEO": Verb.VIDEO}
_QUIET = frozenset({"subscribed_apps", "access_token", "refresh_access_token", "thread_control", "messenger_profile"})


def is_upload(request: Request) -> bool:
    """Tell whether the call brings the bytes of a resumable upload."""
    return request.path.startswith(_UPLOAD)


def read(request: Request) -> Activity | None:
    """Return what a Graph call prepares, publishes or deletes.

    Raises:
        UnreadableActivityError: a publishing call without its content, or a batch.
    """
    node, edge = graph.place(request)
    if is_upload(request):
        return _bytes(request)
    fields = body.fields(request)
    if graph.deletes(request, fields):
        return Activity(platform="instagram", verb=Verb.DELETE, subject=node)
    if fields.text("batch"):
        raise UnreadableActivityError("a batch of Graph calls")
    match edge:
        case "media":
            return _container(node, fields)
        case "media_publish":
            return _publish(node, fields)
        case "comments" | "replies" | "mentions":
            return _comment(node, edge, fields)
        case "messages":
            return _message(node, fields)
        case _:
            return None


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table: tokens, subscriptions, switches of an object."""
    node, edge = graph.place(request)
    return edge in _QUIET or node in {"oauth", *_QUIET} or (not edge and graph.is_instagram_id(node))


def _container(node: str, fields: Fields) -> Activity:
    text = fields.text("caption")
    named = [as_text(dig(tag, "username")) for tag in listed(fields.json("user_tags"))]
    to_threads = graph.is_on(fields, "cross_post_to_threads", "share_to_threads")
    return Activity(
        platform="instagram",
        verb=Verb.UPLOAD,
        form=_FORMS.get(fields.text("media_type").upper(), Verb.POST),
        actor=graph.actor(node),
        text=text,
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        mentions=_each(*plain_text.mentions(text), *named, *graph.listed_names(fields, "collaborators")),
        media=_media(fields),
        targets=(Target(network="threads"),) if to_threads else (),
    )


def _media(fields: Fields) -> tuple[Media, ...]:
    alt = fields.text("alt_text")
    named = (("image_url", MediaKind.IMAGE), ("video_url", MediaKind.VIDEO), ("cover_url", MediaKind.IMAGE))
    urls = tuple(Media(url=fields.text(name), kind=kind, alt=alt) for name, kind in named if fields.text(name))
    return (*urls, *(Media(key=key) for key in graph.listed_names(fields, "children")))


def _publish(node: str, fields: Fields) -> Activity:
    container = fields.text("creation_id")
    if not container:
        raise UnreadableActivityError("media_publish without `creation_id`")
    return Activity(platform="instagram", verb=Verb.POST, actor=graph.actor(node), uses=container)


def _comment(node: str, edge: str, fields: Fields) -> Activity | None:
    text = fields.text("message")
    if not text:
        raise UnreadableActivityError("a comment without text")
    return Activity(
        platform="instagram",
        verb=Verb.REPLY,
        actor=graph.actor(node) if edge == "mentions" else None,
        text=text,
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        mentions=plain_text.mentions(text),
        reply_to=fields.text("comment_id", "media_id") if edge == "mentions" else node,
    )


def _message(node: str, fields: Fields) -> Activity:
    message = fields.json("message")
    text = as_text(dig(message, "text"))
    urls = [dig(message, "attachment", "payload", "url"), *(dig(one, "payload", "url") for one in _files(message))]
    media = tuple(Media(url=url) for url in urls if isinstance(url, str))
    to = as_text(dig(fields.json("recipient"), "id"))
    return Activity(
        platform="instagram", verb=Verb.MESSAGE, actor=graph.actor(node), text=text, media=media, subject=to
    )


def _bytes(request: Request) -> Activity:
    key = request.path.rstrip("/").rpartition("/")[2]
    offset = request.header("offset")
    media = Media(
        key=key,
        kind=MediaKind.VIDEO,
        content=request.content or None,
        offset=int(offset) if offset.isdecimal() else None,
        url=request.header("file_url"),
    )
    return Activity(platform="instagram", verb=Verb.UPLOAD, media=(media,))


def _files(message: Any) -> list[Any]:
    return listed(dig(message, "attachments"))


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
