"""Reddit: the API of scripts and the old page, and GraphQL of the new page and the apps.

:surfaces: API, old web, new web, apps
:reads: post, reply, repost, react, follow, message, edit, schedule, approve, profile, delete, upload
:not read: chat, advertisements, automated moderation
:checked: 2026-11-22
:sources: PRAW; recorded clients; reddit's API documentation; facts: private 11 and 18, official 0.5 and 1.10
:unverified: names of the operations that create, schedule and edit posts; forms of the new page beside comments
"""

import re
from collections.abc import Iterator

from twohats import body
from twohats.adapter import Call, Fact, Refusal, Reply, Request
from twohats.adapters.reddit import operations, posts, who
from twohats.adapters.reddit.who import credential, evidence, whoami
from twohats.bodies.json_text import Json, parse_json
from twohats.call_table import CallTable, nothing
from twohats.errors import UnreadableActivityError
from twohats.json_search import lines
from twohats.replies import json_refusal
from twohats_policy.activity import Activity, Verb

__all__ = [
    "any_host",
    "call",
    "claims",
    "credential",
    "evidence",
    "hosts",
    "known",
    "learn",
    "name",
    "read",
    "refusal",
    "whoami",
]

name = "reddit"
_STORAGE = frozenset(
    f"reddit-uploaded-{what}.{place}.amazonaws.com"
    for what in ("media", "video", "emoji")
    for place in ("s3-accelerate", "s3")
)
hosts = frozenset({".reddit.com", *_STORAGE})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MEASURING = frozenset({"alb.reddit.com", "e.reddit.com", "error-tracking.reddit.com", "w3-reporting.reddit.com"})
_IN_COMMUNITY = re.compile(r"/(?:r|user|u)/[\w.+-]+(?=/api/)")


def claims(request: Request) -> bool:
    """Tell whether the call is Reddit's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call: bytes go to storage, and are seen with the post that names them."""
    if request.method in _SAFE or request.host in _MEASURING:
        return Call.READ
    return Call.UPLOAD if request.host in _STORAGE else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call publishes, prepares or deletes.

    Raises:
        UnreadableActivityError: a post, comment or operation that cannot be read.
    """
    if request.method in _SAFE or request.host in _MEASURING:
        return ()
    if request.host in _STORAGE:
        return tuple(posts.stored(request))
    return tuple(operations.read(request)) if _is_graphql(request) else _CALLS.read(request, _path(request))


def known(request: Request) -> bool:
    """Tell whether the call is in the table, only asks, or changes what nobody else sees."""
    if request.method in _SAFE or request.host in _STORAGE | _MEASURING:
        return True
    return operations.known(request) if _is_graphql(request) else _CALLS.knows(request.method, _path(request))


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what a reply teaches: owners, names of stored files, the id of a new post."""
    return who.learn(request, reply, storage=request.host in _STORAGE)


def refusal(request: Request, message: str) -> Refusal:
    """Return the list of errors that clients show; they keep silent about the words of a 403 (facts: official 0.5)."""
    if _is_graphql(request):
        return json_refusal(200, {"errors": [{"message": message}], "data": None})
    return json_refusal(200, {"json": {"errors": [["BLOCKED_BY_TWOHATS", message, "title"]]}})


def _is_graphql(request: Request) -> bool:
    return request.path.rstrip("/") == "/svc/shreddit/graphql" or request.host in operations.HOSTS


def _path(request: Request) -> str:
    """Return the path without what Reddit lets clients add: a community before it, a last slash, `.json`."""
    return _IN_COMMUNITY.sub("", request.path, count=1).rstrip("/").removesuffix(".json") or "/"


def _page_comment(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a comment of the new page: a form with a rich-text document (facts: private 11)."""
    values = body.fields(request)
    content = values.text("content", "text")
    document: Json = parse_json(content, what="`content`") if content[:1] in {"{", "["} else None
    text = lines(document, {"t"}) if document is not None else content
    media = tuple(posts.embedded(document))
    if not (text or media):
        raise UnreadableActivityError("a comment without text")
    comment = posts.written(Verb.REPLY, body.Fields([("text", text)])).model_copy(update={"media": media})
    under = {"reply_to": match[1]} if match[2] == "create" else {"subject": match[1], "verb": Verb.EDIT}
    yield comment.model_copy(update=under)


def _page_post(_request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    raise UnreadableActivityError("a post in the new page's own form")


_CALLS = CallTable(
    ("POST|PUT", "/api/submit(?:_gallery_post|_poll_post|_video_post)?", posts.submit),
    ("POST", "/api/comment", posts.comment),
    ("POST", "/api/editusertext|/api/edit_gallery_post", posts.edit),
    ("POST", "/api/(?:del|delete_sr_(?:header|img|icon|banner))", posts.deed(Verb.DELETE)),
    ("POST", "/api/vote", posts.vote),
    ("POST", "/api/subscribe", posts.subscribe),
    ("POST", "/api/(?:friend|follow_post)", nothing),
    ("PUT", "/api/v1/me/friends/[^/]+", nothing),
    ("POST", "/api/(?:compose|mod/conversations(?:/[^/]+)?)", posts.page(Verb.MESSAGE)),
    ("POST", "/api/live/(?:create|[^/]+/update)", posts.page(Verb.POST)),
    ("POST", "/api/wiki/edit", posts.page(Verb.POST)),
    ("POST", "/api/approve", posts.deed(Verb.APPROVE)),
    ("POST", "/api/remove", posts.deed(Verb.DELETE)),
    ("POST", "/api/(?:distinguish|set_subreddit_sticky|set_contest_mode)", posts.deed(Verb.PROFILE)),
    (
        "POST|PUT|PATCH",
        "/api/(?:site_admin|upload_sr_img|subreddit_stylesheet|widget(?:/.*)?)",
        posts.page(Verb.PROFILE),
    ),
    ("POST|PUT|PATCH", "/api/v1/collections/.*|/api/v1/[^/]+/(?:about|profile)", posts.page(Verb.PROFILE)),
    ("POST", "/api/(?:v1/)?media/(?:asset|emoji_asset_upload_s3)|/api/(?:image|video)_upload_s3", posts.lease),
    ("POST", "/svc/shreddit/(t[13]_[^/]+)/(create|edit)-comment", _page_comment),
    ("POST", "/svc/shreddit/(?:submit|create-post|post/create|[^/]+/create-post)", _page_post),
    ("POST|PUT|PATCH|DELETE", "/api/v1/(?:access_token|revoke_token|authorize|me/.*)|/api/(?:login|logout).*", nothing),
    ("POST", "/api/(?:un)?(?:save|hide|lock|spoiler|marknsfw|ignore_reports|block|block_user|read_message)", nothing),
    (
        "POST",
        "/api/(?:report|read_all_messages|collapse_message|sendreplies|store_visits|trace|setpermissions)",
        nothing,
    ),
    ("POST|PUT|DELETE", "/api/(?:multi|filter)/.*|/svc/shreddit/(?:events?|perf\\w*|telemetry|account/.*)", nothing),
)
