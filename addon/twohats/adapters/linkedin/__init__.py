"""LinkedIn: the web page and app (`/voyager/`), and the REST API in all its generations.

:surfaces: web, app, REST API (posts, ugcPosts, shares, social actions)
:reads: post, reply, quote, repost, react, follow, edit, schedule, message, profile, delete, upload, the switch to X
:not read: ads, articles and newsletters, events, text that only a server component's stream holds
:checked: 2026-11-22
:sources: recorded clients; LinkedIn's API documentation; facts: private 7, 17 and 18, official 0.5, 0.6 and 1.5
:unverified: all of `/voyager/` and of server requests, drafts, batches of posts, how linkedin.com shows a refusal
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.linkedin import rest, uploads, voyager
from twohats.adapters.linkedin.facts import learn
from twohats.adapters.linkedin.who import credential, evidence, whoami
from twohats.replies import json_refusal
from twohats_policy.activity import Activity

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

name = "linkedin"
hosts = frozenset({".linkedin.com"})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Everything on these hosts is LinkedIn's."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call from method, path and query."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if uploads.is_upload(request) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if uploads.is_upload(request):
        return (uploads.read(request),)
    return voyager.read(request) if voyager.is_page(request) else rest.read(request)


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is not Call.WRITE:
        return True
    return voyager.known(request) if voyager.is_page(request) else rest.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error shape of the call's own kind (facts: private 18, official 0.5)."""
    if voyager.is_operation(request):
        errors = [{"message": message, "extensions": {"status": 403}}]
        return json_refusal(200, {"data": {"data": None, "errors": errors}, "errors": errors})
    return json_refusal(403, {"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED", "message": message})
