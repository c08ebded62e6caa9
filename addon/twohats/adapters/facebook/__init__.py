"""Facebook: web page, mobile web, Business Suite, and the Graph API for pages.

:surfaces: web, mobile web, Business Suite, app (GraphQL by shape), Graph API with batches
:reads: post, reply, quote, react, follow, story, video, message, edit, schedule, profile, delete, upload, group targets
:not read: ads, Messenger, text on a story's picture, live video of the page, which post a web video's bytes end in
:checked: 2026-11-22
:sources: recorded clients; Meta's Graph documentation; facts: private 5, 6, 17 and 18, official 0.5, 0.6 and 1.2
:unverified: bodies of the apps, shares of posts, mbasic forms, reels of Business Suite, how the page shows a refusal
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.facebook import ajax, batches, composer, pages
from twohats.adapters.facebook.facts import learn
from twohats.adapters.facebook.who import credential, evidence, whoami
from twohats.meta import graph
from twohats.meta.operations import is_operation
from twohats.meta.operations import refusal as operation_refusal
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

name = "facebook"
hosts = frozenset({".facebook.com"})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is Facebook's: on the Graph hosts, unless it names one of Instagram's objects or edges."""
    return request.host not in graph.FACEBOOK_HOSTS or not graph.is_instagrams(request)


def call(request: Request) -> Call:
    """Tell the kind of call from host, method and path."""
    method = graph.method(request) if _is_graph(request) else request.method
    if method in _SAFE:
        return Call.READ
    return Call.UPLOAD if pages.is_upload(request) or ajax.is_upload(request) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if is_operation(request):
        return composer.read(request)
    if _is_graph(request):
        return batches.read(request)
    activity = ajax.read(request)
    return (activity,) if activity else ()


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is Call.READ:
        return True
    if is_operation(request):
        return composer.known(request)
    return batches.known(request) if _is_graph(request) else ajax.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error shape of the call's own kind (facts: private 18, official 0.5)."""
    if is_operation(request):
        return operation_refusal(message)
    return batches.refusal(request, message) if _is_graph(request) else ajax.refusal(message)


def _is_graph(request: Request) -> bool:
    return request.host in graph.FACEBOOK_HOSTS
