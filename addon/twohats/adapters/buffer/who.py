"""Who acts in Buffer: tokens and sessions are opaque, channels say who stands behind them
(facts: private 15, official 2.2).
"""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from twohats import body
from twohats.adapter import Fact, KeptAs, NameIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, dig, is_list, is_object
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_reply
from twohats.schedulers.networks import network
from twohats_policy.account import Evidence

_DEEP = 8
_GRAPHQL = frozenset({"api.buffer.com", "graph.buffer.com", "mcp.buffer.com"})
_KEPT = frozenset({"authorization", "host", "user-agent"})
_ASK = "query { account { organizations { channels { id service serviceId name } } } }"
_WRITES = re.compile(r".*/updates/(?:create|[^/]+/(?:share|approve|update))(?:\.\w+)?/?")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens and sessions are opaque."""
    return iter(())


def credential(request: Request) -> str:
    """Return the token, in the header or (REST) the query or form, or the dashboard's session."""
    session = request.cookies.get("buffer_session", "") or request.cookies.get("bufferapp_ci_session", "")
    return bearer(request) or _token(request) or session


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts a token may post from; of the dashboard's session none is known."""
    if request.host == "api.buffer.com" and bearer(request):
        return _question(get(request, "/", _KEPT, (("content-type", "application/json"),)))
    token = _token(request)
    if request.host != "api.bufferapp.com" or not (token or bearer(request)):
        return None
    query = f"?access_token={quote(token, errors='replace')}" if token else ""
    return get(request, f"/1/profiles.json{query}", _KEPT)


def _token(request: Request) -> str:
    if request.host in _GRAPHQL:
        return ""
    try:
        return body.fields(request).text("access_token")
    except UnreadableActivityError:
        return dict(request.query).get("access_token", "")


def _question(request: Request) -> Request:
    """Return the request as a GraphQL query; Buffer takes those by POST only."""
    return dataclasses.replace(request, method="POST", content=json.dumps({"query": _ASK}).encode())


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind channels, wherever in a reply they stand; the ids of new posts and drafts."""
    value = json_reply(reply)
    yield from _channels(value, _DEEP)
    if _WRITES.fullmatch(request.path) or "composerApiProxy" in request.path:
        yield from _updated(value)
    elif request.method == "POST":
        yield from _created(value)


def _channels(value: Any, depth: int) -> Iterator[Fact]:
    if depth and is_list(value):
        for item in value:
            yield from _channels(item, depth - 1)
    elif depth and is_object(value):
        yield from _channel(value)
        for inner in value.values():
            yield from _channels(inner, depth - 1)


def _channel(item: dict[str, Any]) -> Iterator[Fact]:
    """Yield what an object says if it is a channel (GraphQL) or a profile (REST)."""
    handle, service = as_text(item.get("id")), item.get("service")
    username = _text(item, "service_username", "serviceUsername", "name")
    number = _text(item, "service_id", "serviceId")
    if handle and isinstance(service, str) and (username or number):
        yield NameIs(network=network(service), platform_id=number, username=username, handle=handle)


def _text(item: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := item.get(name), str) and value), "")


def _updated(value: Any) -> Iterator[Fact]:
    for answer in (value, dig(value, "result")):
        for update in objects(dig(answer, "updates")):
            yield from _post(update, "service_update_id", "")


def _created(value: Any) -> Iterator[Fact]:
    for answer in objects(dig(value, "data")):
        if post := as_object(answer.get("post")):
            yield from _post(post, "", "externalLink")


def _post(post: dict[str, Any], native: str, link: str) -> Iterator[Fact]:
    if number := _text(post, "id"):
        yield KeptAs(key=number)
        yield Published(id=_text(post, native) or number, url=_text(post, link))
