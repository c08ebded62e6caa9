"""Zernio (Late until 2026): the REST API under both names, and its agents' door.

:surfaces: REST API v1 on zernio.com and getlate.dev, agents' door (MCP)
:reads: post, reply, repost, follow, react, story, video, message, schedule, edit, delete, upload
:not read: posts in a CSV file, broadcasts, sequences and automations, calls and SMS, advertisements
:checked: 2026-11-22
:sources: Zernio's API reference; zernio-dev/zernio-python; recorded client; facts: clients 8
:unverified: names of the agents' tools, comment likes, network ids in account lists, the storage of uploads
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.adapters.zernio import posts
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing, on
from twohats.credentials import bearer
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.networks import network
from twohats_policy.activity import Verb

name = "zernio"
hosts = frozenset(
    {
        "zernio.com",
        "www.zernio.com",
        "api.zernio.com",
        "mcp.zernio.com",
        "getlate.dev",
        "www.getlate.dev",
        "api.late.dev",
    }
)
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque

_ROOT = re.compile(r"(?:/api)?(?:/v\d)?(?=/)")


def credential(request: Request) -> str:
    """Return the API key."""
    return bearer(request)


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts a key may post from."""
    asks = bearer(request) and request.host != "mcp.zernio.com"
    target = "/v1/accounts" if request.host.startswith("api.") else "/api/v1/accounts"
    return get(request, target, {"authorization", "host", "user-agent"}) if asks else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind handles, the addresses of uploads, the ids of posts."""
    value, path = json_reply(reply), _path(request)
    if path.startswith("/accounts"):
        for account in objects(dig(value, "accounts")):
            yield from _account(account)
    elif path.startswith("/media"):
        files = [as_object(value), *objects(dig(value, "files"))]
        addresses = (as_text(file.get(word)) for file in files for word in ("publicUrl", "url"))
        yield from (KeptAs(key=key) for key in addresses if key)
    elif path == "/posts" and request.method == "POST":
        post = as_object(dig(value, "post")) or as_object(value)
        if number := as_text(post.get("_id")) or as_text(post.get("id")):
            yield from (KeptAs(key=number), Published(id=number, url=_address(post)))


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, or a failed tool."""
    if tool_calls.is_door(request):
        return tool_calls.refusal(request, message)
    return json_refusal(403, {"error": message, "code": "forbidden", "message": message})


def _account(account: dict[str, Any]) -> Iterator[Fact]:
    handle, username = as_text(account.get("_id")) or as_text(account.get("id")), as_text(account.get("username"))
    number = as_text(account.get("platformUserId"))
    if handle and (username or number):
        place = network(as_text(account.get("platform")))
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _address(post: dict[str, Any]) -> str:
    return next(
        (as_text(item["platformPostUrl"]) for item in objects(post.get("platforms")) if item.get("platformPostUrl")), ""
    )


def _path(request: Request) -> str:
    return _ROOT.sub("", request.path, count=1).rstrip("/") or "/"


_WRITE = "POST|PUT|PATCH"
_CALLS = CallTable(
    ("POST", "/posts", posts.create),
    ("POST", "/posts/bulk-upload", posts.listed),
    ("POST", "/posts/([^/]+)/retry", posts.again),
    ("PUT|PATCH", "/posts/([^/]+)", posts.change),
    ("POST", "/posts/([^/]+)/(?:edit|update-metadata)", posts.change),
    ("POST", "/posts/([^/]+)/unpublish", on(name, Verb.DELETE)),
    ("DELETE", "/(?:posts|inbox|twitter|reviews|reddit)/(.+)", on(name, Verb.DELETE)),
    ("POST", "/inbox/comments/(?:[^/]+/)?([^/]+)/private-reply", posts.answer(Verb.MESSAGE)),
    ("POST", "/inbox/comments/(?:[^/]+/)?([^/]+)/like", posts.answer(Verb.REACT)),
    ("POST", "/inbox/comments/(?:[^/]+/)?([^/]+)/hide", nothing),
    ("POST", "/inbox/comments/([^/]+)", posts.answer(Verb.REPLY)),
    ("POST|PUT", "/(?:inbox/)?reviews/([^/]+)/reply", posts.answer(Verb.REPLY)),
    (_WRITE, "/inbox/conversations/([^/]+)/messages(?:/.*)?", posts.answer(Verb.MESSAGE)),
    ("POST", "/inbox/conversations", posts.answer(Verb.MESSAGE)),
    ("POST", "/twitter/retweet", posts.answer(Verb.REPOST)),
    ("POST", "/twitter/follow", posts.answer(Verb.FOLLOW)),
    ("POST", "/twitter/bookmark", nothing),
    ("POST|PUT", "/media(?:/.*)?", posts.uploaded),
    (f"{_WRITE}|DELETE", "/(?:accounts|profiles|queue|webhooks|connect|account-groups|api-keys)(?:/.*)?", nothing),
    (_WRITE, "/(?:tools|validate|analytics|usage|invites|logs|oauth)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, posts.tool)
read, known = _TOOL.read, _TOOL.known
