"""Instagram over the Graph API: a container prepares a post, `media_publish` publishes it (facts: official 1.3).

`graph.facebook.com` is shared with Facebook: ids of Instagram's objects begin with 17 or 18 and have 17 digits or more.
"""

import re
from typing import Any

from twohats import body, plain_text
from twohats.adapter import Request
from twohats.body import Fields
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed
from twohats.json_text import as_text, dig
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Target, Verb

HOSTS = frozenset({"graph.instagram.com", "graph.facebook.com", "api.instagram.com", "rupload.facebook.com"})
_VERSION = re.compile(r"\A/v\d+(?:\.\d+)?(?=/|$)")
_WRITING = frozenset({"POST", "DELETE"})
_OWN_ID = re.compile(r"1[78]\d{15,}")
_OWN_EDGES = frozenset({"media", "media_publish", "mentions", "content_publishing_limit", "stories", "live_media"})
_UPLOAD = "/ig-api-upload/"
_FORMS = {"STORIES": Verb.STORY, "REELS": Verb.VIDEO, "VIDEO": Verb.VIDEO}
_TRUE = frozenset({"true", "1"})
_QUIET = frozenset({"subscribed_apps", "access_token", "refresh_access_token", "thread_control", "messenger_profile"})


def owns(request: Request) -> bool:
    """Tell whether a call to a Graph host is Instagram's."""
    if request.host in {"graph.instagram.com", "api.instagram.com"}:
        return True
    node, edge = place(request)
    asks_for_name = "instagram_business_account" in dict(request.query).get("fields", "")
    return request.path.startswith(_UPLOAD) or bool(_OWN_ID.fullmatch(node)) or edge in _OWN_EDGES or asks_for_name


def place(request: Request) -> tuple[str, str]:
    """Return the node and the edge of the path, without the version: `("17841…", "media_publish")`."""
    node, _, edge = _VERSION.sub("", request.path, count=1).strip("/").partition("/")
    return node, edge


def method(request: Request) -> str:
    """Return the method that counts: Graph takes `method=` in the query of any call. It never makes a call milder."""
    override = dict(request.query).get("method", "").upper()
    return override if override in _WRITING else request.method


def is_upload(request: Request) -> bool:
    """Tell whether the call brings the bytes of a resumable upload."""
    return request.path.startswith(_UPLOAD)


def read(request: Request) -> Activity | None:
    """Return what a Graph call prepares, publishes or deletes.

    Raises:
        UnreadableActivityError: a publishing call without its content, or a batch.
    """
    node, edge = place(request)
    if is_upload(request):
        return _bytes(request)
    fields = body.fields(request)
    if method(request) == "DELETE" or fields.text("method").upper() == "DELETE":
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
    node, edge = place(request)
    return edge in _QUIET or node in {"oauth", *_QUIET} or (not edge and bool(_OWN_ID.fullmatch(node)))


def _container(node: str, fields: Fields) -> Activity:
    text = fields.text("caption")
    named = [as_text(dig(tag, "username")) for tag in listed(fields.json("user_tags"))]
    to_threads = fields.text("cross_post_to_threads", "share_to_threads").lower() in _TRUE
    return Activity(
        platform="instagram",
        verb=Verb.UPLOAD,
        form=_FORMS.get(fields.text("media_type").upper(), Verb.POST),
        actor=_actor(node),
        text=text,
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        mentions=_each(*plain_text.mentions(text), *named, *_names(fields, "collaborators")),
        media=_media(fields),
        targets=(Target(network="threads"),) if to_threads else (),
    )


def _media(fields: Fields) -> tuple[Media, ...]:
    alt = fields.text("alt_text")
    named = (("image_url", MediaKind.IMAGE), ("video_url", MediaKind.VIDEO), ("cover_url", MediaKind.IMAGE))
    urls = tuple(Media(url=fields.text(name), kind=kind, alt=alt) for name, kind in named if fields.text(name))
    return (*urls, *(Media(key=key) for key in _names(fields, "children")))


def _publish(node: str, fields: Fields) -> Activity:
    container = fields.text("creation_id")
    if not container:
        raise UnreadableActivityError("media_publish without `creation_id`")
    return Activity(platform="instagram", verb=Verb.POST, actor=_actor(node), uses=container)


def _comment(node: str, edge: str, fields: Fields) -> Activity | None:
    text = fields.text("message")
    if not text:
        raise UnreadableActivityError("a comment without text")
    return Activity(
        platform="instagram",
        verb=Verb.REPLY,
        actor=_actor(node) if edge == "mentions" else None,
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
    return Activity(platform="instagram", verb=Verb.MESSAGE, actor=_actor(node), text=text, media=media, subject=to)


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


def _actor(node: str) -> Actor | None:
    return Actor(where="path", platform_id=node) if node.isdecimal() else None


def _files(message: Any) -> list[Any]:
    return listed(dig(message, "attachments"))


def _names(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list that is JSON in a string, a JSON list, or names with commas."""
    value = fields.first(name)
    listed = fields.json(name) if isinstance(value, str) and value.lstrip().startswith("[") else None
    return tuple(as_text(item) for item in listed) if isinstance(listed, list) else fields.all(name)


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
