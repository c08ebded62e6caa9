"""Typefully: the API in both versions; a social set in the path names whom it posts for. And its agents' door.

:surfaces: API v2, API v1, agents' door (MCP)
:reads: post, reply, quote, schedule, edit, delete, upload
:not read: automatic reposts and plugs that API v1 can switch on, which file a signed upload stands for
:checked: 2026-11-22
:sources: Typefully's API documentation; typefully/agent-skills; recorded client
:unverified: publishing by a path of its own, names of the agents' tools, the error's shape
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig, is_object
from twohats.call_table import CallTable, nothing, on
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects, strings
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "typefully"
hosts = frozenset({"api.typefully.com", "mcp.typefully.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque

_SETS = ("social_set_id", "socialSetId", "social_set")
_SET = re.compile(r"/v\d/social-sets/([^/]+)")
_NOW = "now"


def credential(request: Request) -> str:
    """Return the key: as a token, in the header of API v1, or in the address of the agents' door."""
    old = request.header("x-api-key").strip()
    return bearer(request) or old.rpartition(" ")[2] or dict(request.query).get("TYPEFULLY_API_KEY", "")


def whoami(request: Request) -> Request | None:
    """Return the call that tells the accounts of the social set in question, or that lists the sets."""
    if not bearer(request) or request.host != "api.typefully.com":
        return None
    found = _SET.match(request.path)
    target = found[0] if found else "/v2/social-sets"
    return get(request, target, {"authorization", "host", "user-agent"})


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the names of social sets, the accounts in one, the keys of uploads, the ids of drafts."""
    value, path = json_reply(reply), _path(request)
    if path.endswith("/social-sets"):
        for item in objects(dig(value, "results")):
            yield from _named(item)
    elif request.method == "GET" and _SET.fullmatch(path):
        yield from (*_named(as_object(value)), *_accounts(as_object(value)))
    elif path.endswith("/media/upload"):
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "media_id")),) if key)
    elif path.endswith("/drafts") and (number := as_text(dig(value, "id"))):
        yield from (KeptAs(key=number), Published(id=number, url=_address(value)))


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, or a failed tool."""
    if tool_calls.is_door(request):
        return tool_calls.refusal(request, message)
    return json_refusal(403, {"error": {"code": "FORBIDDEN", "message": message}, "detail": message})


def _draft(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    return _written(body.fields(request), match[1])


def _change(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read another text or time for a draft; it may go out by it."""
    return _changed(body.fields(request), match[1], match[2])


def _old_draft(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a draft of API v1, which goes to the one account of its key."""
    values = body.fields(request)
    text = values.text("content")
    if not text:
        raise UnreadableActivityError("a draft without content")
    moment = values.text("schedule-date", "schedule_date")
    draft = Activity(platform=name, verb=Verb.POST, text=text)
    yield scheduled(draft, moment) if moment else kept(draft)


def _sent(_request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read the sending of a draft written before."""
    sent = Activity(platform=name, verb=Verb.POST, subject=match[2], uses=match[2])
    yield from each(sent, [Handle(match[1], name)], "path")


def _written(values: Fields, handle: str) -> Iterator[Activity]:
    """Read a draft: one activity for each text, with the networks that get it."""
    posts = _posts(values)
    if not posts:
        raise UnreadableActivityError("a draft without posts")
    for post, networks in posts:
        yield from each(_timed(post, values), [Handle(handle, place) for place in networks], "path")


def _changed(values: Fields, handle: str, draft: str) -> Iterator[Activity]:
    moment = values.text("publish_at", "publishAt")
    for post, networks in _posts(values) or [(Activity(platform=name, verb=Verb.POST), [name])]:
        waiting = post if not moment or moment == _NOW else scheduled(post, moment)
        yield from each(edited(waiting, draft), [Handle(handle, place) for place in networks], "path")


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool: the body of a call, in itself or under a name."""
    inner = as_object(values.first("requestBody", "body", "draft"))
    given = Fields([*((key, values.first(key)) for key in values), *inner.items()])
    handle, draft = given.text(*_SETS), given.text("draft_id", "draftId", "id")
    return _changed(given, handle, draft) if verb is Verb.EDIT else _written(given, handle)


def _posts(values: Fields) -> list[tuple[Activity, list[str]]]:
    """Return what is to be posted, each with its networks; the same words for several networks are one post."""
    found: dict[str, tuple[Activity, list[str]]] = {}
    for place, content in as_object(values.json("platforms")).items():
        if is_object(content) and content.get("enabled") is not False and objects(content.get("posts")):
            post = _post(content)
            found.setdefault(post.model_dump_json(), (post, []))[1].append(network(place))
    return list(found.values())


def _post(content: dict[str, Any]) -> Activity:
    parts = objects(content.get("posts"))
    reply_to = as_text(dig(content, "settings", "reply_to_url"))
    quote_of = next((as_text(part["quote_post_url"]) for part in parts if part.get("quote_post_url")), "")
    return Activity(
        platform=name,
        verb=Verb.REPLY if reply_to else Verb.QUOTE if quote_of else Verb.POST,
        text="\n".join(as_text(part.get("text")) for part in parts),
        media=tuple(_media(parts)),
        reply_to=reply_to,
        quote_of=quote_of,
    )


def _media(parts: list[dict[str, Any]]) -> Iterator[Media]:
    for part in parts:
        yield from linked(list(strings(part.get("media_ids"))))


def _timed(post: Activity, values: Fields) -> Activity:
    """A draft without a time stays a draft."""
    moment = values.text("publish_at", "publishAt")
    if not moment:
        return kept(post)
    return post if moment == _NOW else scheduled(post, moment)


def _upload(_request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    yield Activity(platform=name, verb=Verb.UPLOAD, media=(Media(),))


def _named(item: dict[str, Any]) -> Iterator[Fact]:
    """A set has a name of its own, which need not be the name of any account in it."""
    number, username = as_text(item.get("id")), as_text(item.get("username"))
    if number and username:
        yield NameIs(network=name, platform_id=number, username=username)


def _accounts(item: dict[str, Any]) -> Iterator[Fact]:
    for place, account in as_object(item.get("platforms")).items():
        username = as_text(account.get("username")) if is_object(account) else ""
        if username:
            yield NameIs(network=network(place), username=username, handle=as_text(item.get("id")))


def _address(value: Any) -> str:
    keys = [key for key in as_object(value) if key.endswith("_published_url") or key == "share_url"]
    return next((as_text(value[key]) for key in keys if value[key]), "")


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_DRAFTS = r"/v\d/social-sets/([^/]+)/drafts"
_CALLS = CallTable(
    ("POST", _DRAFTS, _draft),
    ("PUT|PATCH|POST", _DRAFTS + "/([^/]+)", _change),
    ("PUT|PATCH|POST", _DRAFTS + "/([^/]+)/(?:publish|schedule)", _sent),
    ("DELETE", r"/v\d/(?:social-sets/[^/]+/)?drafts/([^/]+)", on(name, Verb.DELETE)),
    ("POST", r"/v1/drafts", _old_draft),
    ("POST", r"/v\d/social-sets/([^/]+)/media/upload", _upload),
    ("POST|PUT|PATCH|DELETE", r"/v\d/(?:social-sets/[^/]+/(?:tags|queue|comments).*|notifications.*)", nothing),
    ("POST|PUT|PATCH|DELETE", _DRAFTS + "/([^/]+)/(?:comments|threads).*", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, _tool)
read, known = _TOOL.read, _TOOL.known
