"""Postiz: the public API of its own service and of anybody's server, its dashboard's calls, and its agents' door.

:surfaces: public API, dashboard of the service, agents' door (MCP)
:reads: post, reply, schedule, edit, approve, delete, upload
:not read: the dashboard of servers of one's own, texts that its assistant writes
:checked: 2026-11-22
:sources: gitroomhq/postiz-app; docs.postiz.com; recorded client; facts: official 0.5, 0.8 and 2.4
:unverified: calls of the dashboard, names of the agents' tools
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing, on
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.handles import Handle, each, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "postiz"
_OWN = frozenset({"api.postiz.com", "platform.postiz.com"})
hosts = frozenset({*_OWN, "mcp.postiz.com"})
any_host = True
call = tool.by_method
evidence = tool.opaque

_PUBLIC = re.compile(r"(?:/api)?/public/v\d(?=/)")
_UPLOADS = "postiz.com"
_BREAK = re.compile(r"</p>\s*<p[^>]*>|<br\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|strong|b|i|em|u|a|h\d|ul|ol|li|span|div)\b[^<>]*>", re.IGNORECASE)


def claims(request: Request) -> bool:
    """Tell whether the call is Postiz's: on hosts of other names, if it goes to the public API."""
    return request.host in hosts or bool(_PUBLIC.match(request.path))


def credential(request: Request) -> str:
    """Return the key (without a scheme, as Postiz takes it), or the dashboard's session."""
    key = request.header("authorization").strip()
    return key.rpartition(" ")[2] or request.header("auth") or request.cookies.get("auth", "")


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts a key may post from."""
    public = _PUBLIC.match(request.path)
    asks = public is not None and bool(request.header("authorization"))
    kept_headers = {"authorization", "host", "user-agent"}
    return get(request, f"{public[0]}/integrations", kept_headers) if asks and public else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind integrations, the names of uploads, the ids of posts."""
    value, path = json_reply(reply), _path(request)
    if path.startswith("/integrations"):
        for integration in objects(value) or objects(dig(value, "integrations")):
            yield from _integration(integration)
    elif path.startswith(("/upload", "/media")):
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "path")), as_text(dig(value, "id"))) if key)
    elif path == "/posts" and request.method == "POST":
        for number in (as_text(post.get("postId")) for post in objects(value)):
            yield from (KeptAs(key=number), Published(id=number)) if number else ()


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, or a failed tool (facts: official 0.5)."""
    if tool_calls.is_door(request):
        return tool_calls.refusal(request, message)
    return json_refusal(403, {"message": message, "error": "Forbidden", "statusCode": 403})


def _posts(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read posts: one activity for each integration."""
    return _written(body.fields(request), "json.posts.integration.id")


def _written(values: Fields, where: str) -> Iterator[Activity]:
    posts = objects(values.json("posts"))
    if not posts:
        raise UnreadableActivityError("a call without posts")
    for post in posts:
        handle = as_text(dig(post, "integration", "id")) or as_text(post.get("integrationId"))
        activity = _timed(_post(post), values.text("type"), values.text("date"))
        yield from each(activity, [Handle(handle, _network(post))], where)


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool: posts of its own shape, or those of the API."""
    posts = objects(values.json("socialPost"))
    if not posts:
        yield from _written(values, "json.params.arguments.posts.integration.id")
    for post in posts:
        activity = _timed(_post(post), as_text(post.get("type")), as_text(post.get("date")))
        yield from each(
            activity, [Handle(as_text(post.get("integrationId")), name)], "json.params.arguments.socialPost"
        )


def _post(post: dict[str, Any]) -> Activity:
    """Read one post with the comments that follow it."""
    parts = objects(post.get("value")) or objects(post.get("postsAndComments"))
    texts = [_plain(as_text(part.get("content"))) for part in parts]
    media = tuple(item for part in parts for item in linked([part.get("image"), part.get("attachments")], _UPLOADS))
    if not (any(texts) or media):
        raise UnreadableActivityError("a post without text and media")
    title = as_text(as_object(post.get("settings")).get("title"))
    text = "\n".join(filter(None, texts))
    return Activity(platform=name, verb=Verb.POST, text=text, title=title, media=media)


def _timed(post: Activity, kind: str, moment: str) -> Activity:
    if kind == "now":
        return post
    return kept(post) if kind == "draft" else scheduled(post, moment)


def _network(post: dict[str, Any]) -> str:
    return network(as_text(dig(post, "settings", "__type"))) or name


def _plain(text: str) -> str:
    """Return a text without the markup of the editor; other texts as they are."""
    if not _MARKUP.match(text.lstrip()):
        return text
    return html.unescape(_MARKUP.sub("", _BREAK.sub("\n", text)))


def _status(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read the release of a draft into the queue; the way back makes nothing public."""
    if body.fields(request).text("status").lower() != "draft":
        yield Activity(platform=name, verb=Verb.APPROVE, subject=match[1], uses=match[1])


def _moved(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read another time for a post."""
    moved = Activity(platform=name, verb=Verb.POST, subject=match[1], uses=match[1])
    later = scheduled(moved, body.fields(request).text("date") or "later")
    yield later.model_copy(update={"verb": Verb.EDIT, "form": Verb.POST})


def _uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    media = carried.files(request)
    if not media and body.shape(request) != "multipart":
        media = linked(body.fields(request).text("url"), _UPLOADS)
    yield Activity(platform=name, verb=Verb.UPLOAD, media=media or (Media(),))


def _integration(integration: dict[str, Any]) -> Iterator[Fact]:
    handle, username = as_text(integration.get("id")), as_text(integration.get("profile"))
    number = as_text(integration.get("internalId"))
    if handle and (username or number):
        place = network(as_text(integration.get("identifier")))
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _path(request: Request) -> str:
    path = _PUBLIC.sub("", request.path, count=1)
    return path.removeprefix("/api").rstrip("/") or "/"


_CALLS = CallTable(
    ("POST", "/posts", _posts),
    ("PUT|PATCH|POST", "/posts/([^/]+)/status", _status),
    ("PUT|PATCH|POST", "/posts/([^/]+)/date", _moved),
    ("DELETE", "/posts/(?:group/)?([^/]+)", on(name, Verb.DELETE)),
    ("POST", "/(?:upload|media)(?:/.*|-.*)?", _uploaded),
    ("POST", r"/posts/(?:should-shortlink|tags|separate-posts|valid\w*|generator.*)|/auth/.+|/user/.+", nothing),
    ("POST|PUT|DELETE", "/(?:integrations|settings|notifications|webhooks|analytics|signatures|sets)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, _tool)
read, known = _TOOL.read, _TOOL.known
