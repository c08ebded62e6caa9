"""Publer: the REST API, whose jobs hold many posts for many accounts, and its agents' door.

:surfaces: REST API v1, agents' door (MCP)
:reads: post, repost, story, video, schedule, edit, delete, upload
:not read: posts that recycling and recurring make later; which network's text an account gets, where a post has several
:checked: 2026-11-22
:sources: Publer's API documentation; facts: official 0.5, 0.7 and 2.4
:unverified: the dashboard, names of the agents' tools, changes by `PUT`
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects, strings
from twohats.json_search import texts_under
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "publer"
hosts = frozenset({"app.publer.com", "app.publer.io", "mcp.publer.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque

_FORMS = {"story": Verb.STORY, "reel": Verb.VIDEO, "video": Verb.VIDEO, "short": Verb.VIDEO}
_UPLOADS = "publer.com"
_KEPT = ("authorization", "publer-workspace-id", "host", "user-agent")


def credential(request: Request) -> str:
    """Return the API key."""
    return bearer(request, "bearer-api")


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts of the workspace."""
    asks = credential(request) and not tool_calls.is_door(request)
    return get(request, "/api/v1/accounts", _KEPT) if asks else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind handles, the ids of uploads and of jobs."""
    value, path = json_reply(reply), _path(request)
    if path == "/accounts":
        for account in objects(value) or objects(dig(value, "accounts")):
            yield from _account(account)
    elif path.startswith("/media"):
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "id")), as_text(dig(value, "path"))) if key)
    elif path.startswith("/posts/schedule") and (job := as_text(dig(value, "job_id"))):
        yield Published(id=job)


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's list of errors, or a failed tool (facts: official 0.5)."""
    return (
        tool_calls.refusal(request, message)
        if tool_calls.is_door(request)
        else json_refusal(403, {"errors": [message]})
    )


def _job(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a job: each of its posts, for each account."""
    bulk = as_object(body.fields(request).json("bulk"))
    return _posts(bulk, now=bool(match[1]))


def _posts(bulk: dict[str, Any], *, now: bool) -> Iterator[Activity]:
    posts = objects(bulk.get("posts"))
    if not posts:
        raise UnreadableActivityError("a job without posts")
    for post in posts:
        networks = as_object(post.get("networks")) or as_object(bulk.get("networks"))
        yield from _for_accounts(post, networks, as_text(bulk.get("state")), now=now)


def _for_accounts(post: dict[str, Any], networks: dict[str, Any], state: str, *, now: bool) -> Iterator[Activity]:
    """Yield a post for each account, and what other accounts will share of it."""
    accounts = objects(post.get("accounts"))
    if not accounts:
        raise UnreadableActivityError("a post without accounts")
    written = _written(networks)
    place = network(next(iter(networks))) if len(networks) == 1 and "default" not in networks else name
    for account in accounts:
        moment = "" if now else as_text(account.get("scheduled_at")) or as_text(post.get("scheduled_at"))
        handles = [Handle(as_text(account.get("id")), place)]
        yield from each(_timed(written, state, moment, now=now), handles, "json.bulk.posts.accounts.id")
    sharers = [item for source in (post, *accounts) for item in strings(dig(source, "share", "account_ids"))]
    share = written.model_copy(update={"verb": Verb.REPOST})
    yield from each(share, [Handle(ref, name) for ref in sharers], "json.bulk.posts.share.account_ids")


def _change(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read another text or time for a post that waits."""
    values = body.fields(request)
    post = as_object(values.json("post")) or {key: values.first(key) for key in values}
    networks = as_object(post.get("networks")) or {"default": post}
    yield edited(scheduled(_written(networks), as_text(post.get("scheduled_at"))), match[1])


def _deleted(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    values = body.fields(request)
    for subject in (match[1],) if match[1] else values.all("post_ids", "ids") or ("",):
        yield Activity(platform=name, verb=Verb.DELETE, subject=subject)


def _uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    media = carried.files(request)
    named = () if media or body.shape(request) == "multipart" else linked(body.fields(request).json("media"))
    yield Activity(platform=name, verb=Verb.UPLOAD, media=media or named or (Media(),))


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool: a job, or one post with its accounts."""
    if bulk := as_object(values.json("bulk")):
        yield from _posts(bulk, now=False)
        return
    handles = values.all("account_ids", "accountIds", "account_id", "accounts")
    post = _written({"default": {key: values.first(key) for key in values}})
    if verb is Verb.EDIT:
        post = edited(post, values.text("post_id", "postId", "id"))
    elif not handles:
        raise UnreadableActivityError("a post without accounts")
    timed = scheduled(post, values.text("scheduled_at", "scheduledAt")) if verb is not Verb.EDIT else post
    yield from each(timed, [Handle(ref, name) for ref in handles], "json.params.arguments") if handles else (timed,)


def _written(networks: dict[str, Any]) -> Activity:
    """Read what the networks of a post get; different words for them stand below each other."""
    contents = objects(networks)
    texts = list(dict.fromkeys(texts_under(contents, {"text"})))
    media = linked([content.get("media") for content in contents], _UPLOADS)
    verbs = (_FORMS.get(as_text(dig(content, "details", "type") or content.get("type"))) for content in contents)
    return Activity(
        platform=name,
        verb=next((verb for verb in verbs if verb), Verb.POST),
        text="\n".join(texts),
        title=next((as_text(content["title"]) for content in contents if content.get("title")), ""),
        links=tuple(as_text(content["url"]) for content in contents if content.get("url")),
        media=media,
    )


def _timed(post: Activity, state: str, moment: str, *, now: bool) -> Activity:
    """`scheduled` without a time means at once; other states are the tool's own ways to choose one."""
    if state.startswith("draft"):
        return kept(post)
    return post if now else scheduled(post, moment or ("" if state in {"scheduled", ""} else state))


def _account(account: dict[str, Any]) -> Iterator[Fact]:
    handle, number = as_text(account.get("id")), as_text(account.get("social_id"))
    username = as_text(account.get("name"))
    if handle and (number or username):
        place = network(as_text(account.get("provider")))
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _path(request: Request) -> str:
    return re.sub(r"^/api/v\d", "", request.path).rstrip("/") or "/"


_CALLS = CallTable(
    ("POST", "/posts/schedule(/publish)?", _job),
    ("PUT|PATCH", "/posts/([^/]+)", _change),
    ("DELETE", "/posts(?:/([^/]+))?", _deleted),
    ("POST", "/media(?:/from-url)?", _uploaded),
    ("POST|PUT|PATCH|DELETE", "/(?:workspaces|users|labels|analytics|competitors|media_options)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, _tool)
read, known = _TOOL.read, _TOOL.known
