"""What Threads' replies teach: names, logins, kept uploads and containers, what was published (facts: private 4,
official 1.4).
"""

from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.threads import api
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.meta import app, graph
from twohats.replies import json_reply


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    value = json_reply(reply)
    if request.host in api.HOSTS:
        yield from _api(request, value)
    elif app.is_upload(request.path):
        yield from _kept(as_text(dig(value, "upload_id")))
    else:
        yield from _post(value)


def _api(request: Request, value: Any) -> Iterator[Fact]:
    node, edge = graph.place(request)
    number = as_text(dig(value, "id"))
    if graph.method(request) == "POST":
        yield from _written(request, edge, number)
        yield from _token(node, value)
    elif node == "me" and not edge:
        yield from (LoginIs(platform_id=number, username=as_text(dig(value, "username"))),) if number else ()
    else:
        yield from _name(number, as_text(dig(value, "username")))


def _written(request: Request, edge: str, number: str) -> Iterator[Fact]:
    if not number:
        return
    if edge == "threads" and not _at_once(request):
        yield KeptAs(key=number)
    elif edge in {"threads", "threads_publish", "repost"}:
        yield Published(id=number)


def _at_once(request: Request) -> bool:
    try:
        return api.publishes_at_once(body.fields(request))
    except UnreadableActivityError:
        return False


def _token(node: str, value: Any) -> Iterator[Fact]:
    number, token = as_text(dig(value, "user_id")), as_text(dig(value, "access_token"))
    if node == "oauth" and number and token:
        yield LoginIs(platform_id=number, credential=token)


def _post(value: Any) -> Iterator[Fact]:
    media = dig(value, "media")
    user = dig(media, "user") or dig(value, "user")
    username = as_text(dig(user, "username"))
    yield from _name(as_text(dig(user, "pk")) or as_text(dig(user, "id")), username)
    if number := as_text(dig(media, "id")) or as_text(dig(media, "pk")):
        code = as_text(dig(media, "code"))
        url = f"https://www.threads.com/@{username}/post/{code}" if username and code else ""
        yield Published(id=number, url=url)


def _kept(key: str) -> Iterator[Fact]:
    if key:
        yield KeptAs(key=key)


def _name(number: str, username: str) -> Iterator[Fact]:
    if number and username:
        yield NameIs(network="threads", platform_id=number, username=username)
