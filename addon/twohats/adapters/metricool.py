"""Metricool: the scheduler's API, where `blogId` names the brand it posts for, and its agents' door.

:surfaces: REST API v2, agents' door (MCP)
:reads: post, story, video, schedule, edit, delete, upload
:not read: the planner's own calls beside the scheduler, which file an upload stands for
:checked: 2026-11-22
:sources: metricool/mcp-metricool; facts: official 0.8 and 2.4
:unverified: delete, errors, the fields of a brand, names of the agents' tools
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing, on
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "metricool"
hosts = frozenset({"app.metricool.com", "api.metricool.com", "ai.metricool.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque  # tokens are opaque, and the user number beside them belongs to the tool

_BRANDS = ("blogId", "blog_id", "brandId", "brand_id")
_FORMS = {"STORY": Verb.STORY, "REEL": Verb.VIDEO, "SHORT": Verb.VIDEO, "VIDEO": Verb.VIDEO}
_NETWORKS = frozenset(
    {"twitter", "facebook", "instagram", "threads", "linkedinCompany", "pinterest", "tiktok", "youtube", "bluesky"}
)
_UPLOADS = "metricool.com"


def credential(request: Request) -> str:
    """Return the token, in its own header or in the query."""
    return request.header("x-mc-auth") or dict(request.query).get("userToken", "")


def whoami(request: Request) -> Request | None:
    """Return the call that lists the brands of a token."""
    user = dict(request.query).get("userId", "")
    if not request.header("x-mc-auth") or not user.isdigit():
        return None
    return get(request, f"/api/v2/settings/brands?userId={user}", {"x-mc-auth", "host", "user-agent"})


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts of brands, and the ids of posts."""
    value, path = json_reply(reply), _path(request)
    if path.endswith(("/settings/brands", "/simpleProfiles")):
        for brand in objects(value) or objects(dig(value, "data")):
            yield from _brand(brand)
    elif path.endswith("/scheduler/posts") and request.method == "POST":
        post = as_object(dig(value, "data")) or as_object(value)
        yield from (KeptAs(key=number), Published(id=number)) if (number := as_text(post.get("id"))) else ()


def refusal(request: Request, message: str) -> Refusal:
    """Return an error of the API, or a failed tool."""
    if tool_calls.is_door(request):
        return tool_calls.refusal(request, message)
    return json_refusal(403, {"status": 403, "error": "Forbidden", "message": message, "detail": message})


def _create(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    return _written(body.fields(request), "query.blogId")


def _written(values: Fields, where: str) -> Iterator[Activity]:
    """Read a post: one activity for the brand, its networks as targets."""
    post, handles = _post(values), _handles(values)
    if not handles:
        raise UnreadableActivityError("a post without networks")
    if not (post.text or post.media):
        raise UnreadableActivityError("a post without text and media")
    later = scheduled(post, _time(values))
    yield from each(kept(later) if values.text("draft") == "true" else later, handles, where)


def _change(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    return _changed(body.fields(request), match[1])


def _changed(values: Fields, subject: str) -> Iterator[Activity]:
    """Read a post that takes the place of a waiting one; a draft may go out by it."""
    later = scheduled(_post(values), _time(values))
    change = edited(kept(later) if values.text("draft") == "true" else later, subject)
    yield from each(change, _handles(values) or [Handle(values.text(*_BRANDS), name)], "query.blogId")


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool; the post may stand in one of them, as JSON."""
    inner = as_object(values.json("info")) or as_object(values.json("post"))
    given = Fields([*((key, values.first(key)) for key in values if key not in inner), *inner.items()])
    if verb is Verb.EDIT:
        return _changed(given, given.text("id", "postId", "post_id"))
    return _written(given, "json.params.arguments.blogId")


def _post(values: Fields) -> Activity:
    details = [as_object(values.json(key)) for key in values if key.endswith("Data")]
    parts = objects(values.json("descendants"))
    texts = (values.text("text"), *(as_text(part.get("text")) for part in parts), values.text("firstCommentText"))
    forms = (_FORMS.get(as_text(detail.get("type")).upper()) for detail in details)
    return Activity(
        platform=name,
        verb=next((form for form in forms if form), Verb.POST),
        text="\n".join(filter(None, texts)),
        title=next((as_text(detail["title"]) for detail in details if detail.get("title")), ""),
        media=linked([values.json("media"), *(part.get("media") for part in parts)], _UPLOADS),
    )


def _handles(values: Fields) -> list[Handle]:
    providers = values.json("providers")
    words = (
        [item.get("network") if isinstance(item, dict) else item for item in providers or []]
        if isinstance(providers, list)
        else []
    )
    return [Handle(values.text(*_BRANDS), network(as_text(word))) for word in words if as_text(word)]


def _time(values: Fields) -> str:
    """Return the time of a post; its own zone is beside it."""
    date = values.json("publicationDate")
    raw, zone = as_text(dig(date, "dateTime")), as_text(dig(date, "timezone"))
    if not raw:
        return values.text("date", "publicationDate") if not isinstance(date, dict) else ""
    try:
        moment = datetime.fromisoformat(raw)
        return raw if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone or "UTC")).isoformat()
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return raw


def _uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    yield Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),))


def _brand(brand: dict[str, Any]) -> Iterator[Fact]:
    handle = as_text(brand.get("id"))
    for word in sorted(_NETWORKS & brand.keys()):
        username = brand[word]
        if handle and isinstance(username, str) and username:
            yield NameIs(network=network(word), username=username, handle=handle)


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_POSTS = r"/api(?:/v\d)?/scheduler/posts"
_CALLS = CallTable(
    ("POST", _POSTS, _create),
    ("PUT|PATCH|POST", _POSTS + "/([^/]+)", _change),
    ("DELETE", _POSTS + "/([^/]+)", on(name, Verb.DELETE)),
    ("POST|PUT", r"/api(?:/v\d)?/(?:media|actions)(?:/.*)?", _uploaded),
    ("POST|PUT|PATCH|DELETE", r"/api(?:/v\d)?/(?:settings|analytics|stats|competitors)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, _tool)
read, known = _TOOL.read, _TOOL.known
