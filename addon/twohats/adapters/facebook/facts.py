"""What Facebook's replies teach: owners of tokens, pages, uploads, what was published (facts: private 5 and 6,
official 0.2 and 1.2).
"""

from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.facebook import ajax, batches, pages
from twohats.bodies.json_text import decode_json
from twohats.body import as_text, dig, parse_json
from twohats.errors import UnreadableActivityError
from twohats.json_lists import first_under, listed, objects
from twohats.meta import graph
from twohats.meta.operations import is_operation
from twohats.replies import json_reply, succeeded
from twohats_policy.activity import Verb

_POST_URL = "https://www.facebook.com/"
_NETWORKS = {"FACEBOOK": "facebook", "INSTAGRAM": "instagram"}
_DEEP = 12


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    if is_operation(request):
        yield from _operation(json_reply(reply))
    elif request.host not in graph.FACEBOOK_HOSTS:
        yield from _ajax(reply)
    elif batches.is_batch(request):
        yield from _batch(json_reply(reply))
    else:
        yield from _graph(request, json_reply(reply))


def _graph(request: Request, value: Any) -> Iterator[Fact]:
    node, edge = graph.place(request)
    if graph.method(request) == "POST":
        yield from _written(request, value)
    elif node == "debug_token":
        yield from _inspected(dict(request.query).get("input_token", ""), dig(value, "data"))
    elif edge == "accounts":
        for page in listed(dig(value, "data")):
            yield from _page(page)
    elif node == "me" and not edge and as_text(dig(value, "id")):
        yield LoginIs(platform_id=as_text(dig(value, "id")), username=as_text(dig(value, "username")))
        yield from _page(value)
    elif not edge:
        yield from _page(value)


def _written(request: Request, value: Any) -> Iterator[Fact]:
    number = as_text(dig(value, "post_id")) or as_text(dig(value, "id"))
    try:
        activity = pages.read(request)
    except UnreadableActivityError:
        return
    if activity is None or not number:
        return
    if activity.verb is Verb.UPLOAD:
        yield KeptAs(key=as_text(dig(value, "id")) or number)
    elif activity.publishes:
        yield Published(id=number, url=_POST_URL + number if "_" in number else "")


def _batch(value: Any) -> Iterator[Fact]:
    for answer in objects(value):
        raw = answer.get("body")
        try:
            inner = parse_json(raw, what="answer") if isinstance(raw, str) and raw else raw
        except UnreadableActivityError:
            continue
        number = as_text(dig(inner, "post_id")) or as_text(dig(inner, "id"))
        if answer.get("code") == 200 and "_" in number:
            yield Published(id=number, url=_POST_URL + number)


def _page(value: Any) -> Iterator[Fact]:
    """A page with its token: the token acts as the page."""
    number, username = as_text(dig(value, "id")), as_text(dig(value, "username"))
    token = dig(value, "access_token")
    if number and isinstance(token, str) and token:
        yield LoginIs(platform_id=number, username=username, credential=token)
    elif number and username:
        yield NameIs(network="facebook", platform_id=number, username=username)


def _inspected(token: str, value: Any) -> Iterator[Fact]:
    number = as_text(dig(value, "profile_id")) or as_text(dig(value, "user_id"))
    if token and number:
        yield LoginIs(platform_id=number, credential=token)


def _operation(value: Any) -> Iterator[Fact]:
    story = dig(value, "data", "story_create") or dig(value, "data", "xfamily_content_create")
    if number := first_under(story, "post_id", "legacy_story_hideable_id", "pending_publish_content_id"):
        yield Published(id=number, url=_POST_URL + number)
    yield from _presences(value, _DEEP)


def _presences(value: Any, depth: int) -> Iterator[Fact]:
    """Business Suite lists the accounts it posts for; their ids are what its calls name."""
    network = _NETWORKS.get(as_text(dig(value, "presenceType")))
    number, username = as_text(dig(value, "id")), as_text(dig(value, "username")) or as_text(dig(value, "accountName"))
    if network and number:
        yield NameIs(network=network, platform_id=number, username=username, handle=number)
    for item in listed(value) if depth else ():
        yield from _presences(item, depth - 1)


def _ajax(reply: Reply) -> Iterator[Fact]:
    content = reply.content.removeprefix(ajax.PREFIX.encode())
    try:
        value = parse_json(decode_json(content), what="reply") if succeeded(reply) and content else None
    except UnreadableActivityError:
        return
    if key := as_text(dig(value, "payload", "photoID")) or as_text(dig(value, "payload", "video_id")):
        yield KeptAs(key=key)
