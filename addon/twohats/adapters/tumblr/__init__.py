"""Tumblr: the API and the page, which make the same calls.

:surfaces: API v2 (blocks and the old format), web
:reads: post, reply, repost, react, follow, message, profile, edit, schedule, delete, upload
:not read: asks, communities, live video
:checked: 2026-11-22
:sources: tumblr/docs; PyTumblr; postybirb; recorded clients; facts: private 12, official 0.5, 0.6 and 1.11
:unverified: replies, messages and blog settings of the page; the address of a new post
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.tumblr import posts
from twohats.adapters.tumblr.blogs import credential, evidence, learn, whoami
from twohats.call_table import CallTable, nothing
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

name = "tumblr"
hosts = frozenset({"api.tumblr.com", "tumblr.com", "www.tumblr.com"})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is Tumblr's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call; files that go up alone are seen with the post that uses them."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if _path(request).startswith("/v2/media/") else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call publishes, keeps as a draft, changes or deletes.

    Raises:
        UnreadableActivityError: a post that cannot be read.
    """
    return _CALLS.read(request, _path(request))


def known(request: Request) -> bool:
    """Tell whether the call is in the table, or only asks."""
    return request.method in _SAFE or _CALLS.knows(request.method, _path(request))


def refusal(request: Request, message: str) -> Refusal:
    """Return the error that some clients show by `meta.msg` and others by `errors` (facts: official 0.5)."""
    meta = {"status": 403, "msg": message}
    errors = [{"title": message, "code": 0, "detail": message}]
    return json_refusal(403, {"meta": meta, "response": [], "errors": errors})


def _path(request: Request) -> str:
    return request.path.removeprefix("/api").rstrip("/") or "/"


_BLOG = "/v2/blog/([^/]+)"
_CALLS = CallTable(
    ("POST", _BLOG + "/posts", posts.blocks),
    ("PUT|PATCH|POST", _BLOG + r"/posts/(\d+)", posts.blocks),
    ("DELETE", _BLOG + r"/posts/(\d+)", posts.deleted),
    ("POST", _BLOG + "/posts/queue/(?:reorder|shuffle)", posts.queue),
    ("POST", _BLOG + "/post(|/edit|/reblog)", posts.old),
    ("POST|DELETE", _BLOG + "/post/delete", posts.deleted),
    ("POST|PUT", _BLOG + "/(?:settings|info|theme|avatar|header|about)", posts.words(Verb.PROFILE)),
    ("POST", r"/v2/blog/[^/]+/posts/\d+/(?:reply|replies)|/v2/user/post/reply", posts.words(Verb.REPLY)),
    ("POST", "/v2/conversations/messages", posts.words(Verb.MESSAGE)),
    ("POST", "/v2/media/(image|video|audio)", posts.upload),
    ("POST", "/v2/user/like", posts.deed(Verb.REACT)),
    ("POST", "/v2/user/follow", posts.deed(Verb.FOLLOW)),
    ("POST", "/v2/user/un(?:like|follow)", posts.deed(Verb.DELETE)),
    ("POST|PUT|DELETE", _BLOG + r"/(?:blocks(?:/.*)?|posts/\d+/mute|notifications(?:/.*)?)", nothing),
    ("POST|PUT|DELETE", "/v2/(?:oauth2/token|user/(?:filtered_.*|settings.*|tags.*)|communities/[^/]+/mute)", nothing),
)
