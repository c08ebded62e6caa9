"""The Threads API: a container prepares a post, `threads_publish` publishes it; `auto_publish_text` does both at once
(facts: official 1.4).
"""

from twohats import body
from twohats.adapter import Request
from twohats.bodies.json_text import as_text, dig
from twohats.body import Fields
from twohats.errors import UnreadableActivityError
from twohats.meta import graph
from twohats_policy.activity import Activity, Media, MediaKind, Verb

HOSTS = frozenset({"graph.threads.net", "graph.threads.com"})
_URLS = (("image_url", MediaKind.IMAGE), ("video_url", MediaKind.VIDEO))
_QUIET = frozenset({"manage_reply", "manage_pending_reply", "subscriptions", "webhooks"})
_TOKENS = frozenset({"oauth", "access_token", "refresh_access_token"})


def read(request: Request) -> Activity | None:
    """Return what a call to the API prepares, publishes or deletes.

    Raises:
        UnreadableActivityError: a publishing call without its content, or a batch.
    """
    node, edge = graph.place(request)
    fields = body.fields(request)
    if graph.deletes(request, fields):
        return Activity(platform="threads", verb=Verb.DELETE, subject=node)
    if fields.text("batch"):
        raise UnreadableActivityError("a batch of Graph calls")
    match edge:
        case "threads":
            return _container(node, fields)
        case "threads_publish":
            return _publish(node, fields)
        case "repost":
            return Activity(platform="threads", verb=Verb.REPOST, subject=node)
        case _:
            return None


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table: tokens, hiding of answers."""
    node, edge = graph.place(request)
    return edge in _QUIET or node in _TOKENS


def publishes_at_once(fields: Fields) -> bool:
    """Tell whether the container is published by the call that creates it."""
    return graph.is_on(fields, "auto_publish_text")


def _container(node: str, fields: Fields) -> Activity:
    text = fields.text("text")
    media = _media(fields)
    if not (text or media):
        raise UnreadableActivityError("a post without text or media")
    form = _form(fields)
    link = fields.text("link_attachment")
    topic = fields.text("topic_tag")
    return Activity(
        platform="threads",
        verb=form if publishes_at_once(fields) else Verb.UPLOAD,
        form=None if publishes_at_once(fields) else form,
        actor=graph.actor(node),
        text=text,
        links=(link,) if link else (),
        tags=(topic,) if topic else (),
        media=media,
        reply_to=fields.text("reply_to_id"),
        quote_of=fields.text("quote_post_id"),
        audience=fields.text("reply_control"),
    )


def _form(fields: Fields) -> Verb:
    if fields.text("reply_to_id"):
        return Verb.REPLY
    return Verb.QUOTE if fields.text("quote_post_id") else Verb.POST


def _media(fields: Fields) -> tuple[Media, ...]:
    alt = fields.text("alt_text")
    urls = tuple(Media(url=fields.text(name), kind=kind, alt=alt) for name, kind in _URLS if fields.text(name))
    gif = as_text(dig(fields.json("gif_attachment"), "gif_id"))
    children = graph.listed_names(fields, "children")
    return (*urls, *(Media(key=key) for key in children), *((Media(url=f"gif:{gif}"),) if gif else ()))


def _publish(node: str, fields: Fields) -> Activity:
    container = fields.text("creation_id")
    if not container:
        raise UnreadableActivityError("threads_publish without `creation_id`")
    return Activity(platform="threads", verb=Verb.POST, actor=graph.actor(node), uses=container)
