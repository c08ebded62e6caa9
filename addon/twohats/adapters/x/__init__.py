"""X, formerly Twitter.

:surfaces: web, X Pro, mobile web, API v2, API v1.1, Ads API, old TweetDeck
:reads: post, reply, quote, repost, react, follow, edit, schedule, article, poll, message, profile, delete, upload
:not read: spaces and live video, lists, community moderation, content of encrypted messages
:unverified: articles on the web, pinned replies, X Pro traffic, how x.com shows a refusal, oldest TweetDeck schedule
:checked: 2026-11-22
:sources: facts private 1 and 18, facts official 0.5 and 1.1
"""

from twohats.adapter import Call, Request
from twohats.adapters.x.answers import refusal, whoami
from twohats.adapters.x.calls import SAFE_METHODS, find, is_noise, operation_name
from twohats.adapters.x.replies import learn
from twohats.adapters.x.signs import credential, evidence
from twohats.adapters.x.web import read_operation, reads
from twohats_policy.activity import Activity

name = "x"
hosts = frozenset(
    f"{sub}{domain}"
    for domain in ("x.com", "twitter.com")
    for sub in ("", "www.", "mobile.", "m.", "api.", "upload.", "caps.", "pro.", "tweetdeck.", "ads.", "ads-api.")
)
any_host = False


def claims(request: Request) -> bool:
    """Everything on these hosts is X's."""
    return request.host in hosts


def call(request: Request) -> Call:
    """Tell reads, uploads and other writing calls apart by method and path."""
    if is_noise(request.path) or (request.method in SAFE_METHODS and not _writes_by_get(request)):
        return Call.READ
    found = find(request.method, request.path)
    return Call.UPLOAD if found and found.uploads else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call does; GraphQL operations are told by the name in the path, never by the query id.

    Raises:
        UnreadableActivityError: a publishing call in an unknown shape.
    """
    if operation := operation_name(request.path):
        return read_operation(operation, request)
    found = find(request.method, request.path)
    return found.read(request) if found else ()


def known(request: Request) -> bool:
    """Tell whether the path (for GraphQL: the operation) is in the tables."""
    return request.method in SAFE_METHODS or is_noise(request.path) or find(request.method, request.path) is not None


def _writes_by_get(request: Request) -> bool:
    """Whether the call asks for an operation that does something; X should refuse that, but nobody knows."""
    return request.method == "GET" and reads(operation_name(request.path))


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
