"""Instagram: the app, the web page, and the Graph API on both of its hosts.

:surfaces: web, Android and iOS app, Graph API
:reads: post, reply, repost, react, follow, story, video, message, edit, schedule, profile, delete, upload, cross-posts
:not read: text on a story's picture, web publishing over GraphQL with unknown variables, live video, Graph batches
:checked: 2026-11-22
:sources: recorded clients; Meta's Graph documentation; facts: private 2, 3 and 18, official 0.5 and 1.3
:unverified: web forms, quick snaps, reposts, resumable Graph uploads, how instagram.com shows a refusal
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.instagram import graph, operations, private
from twohats.adapters.instagram.facts import learn
from twohats.adapters.instagram.who import credential, evidence, whoami
from twohats.meta.app import is_threads
from twohats.meta.graph import FACEBOOK_HOSTS, is_instagrams
from twohats.meta.graph import method as graph_method
from twohats.meta.graph import refusal as graph_refusal
from twohats.meta.operations import is_operation
from twohats.meta.operations import refusal as operation_refusal
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

name = "instagram"
hosts = frozenset({".instagram.com"}) | FACEBOOK_HOSTS
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is Instagram's: not Facebook's on its Graph hosts, and not Threads' on its own."""
    return is_instagrams(request) if request.host in graph.HOSTS else not is_threads(request)


def call(request: Request) -> Call:
    """Tell the kind of call from host, method and path."""
    method = graph_method(request) if request.host in graph.HOSTS else request.method
    if method in _SAFE:
        return Call.READ
    return Call.UPLOAD if graph.is_upload(request) or private.is_upload(request) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if is_operation(request):
        return operations.read(request)
    activity = graph.read(request) if request.host in graph.HOSTS else private.read(request)
    return (activity,) if activity else ()


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is Call.READ:
        return True
    if is_operation(request):
        return operations.known(request)
    return graph.known(request) if request.host in graph.HOSTS else private.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error shape of the call's own kind (facts: private 18, official 0.5)."""
    if request.host in graph.HOSTS:
        return graph_refusal(message)
    if is_operation(request):
        return operation_refusal(message)
    return json_refusal(400, {"message": message, "status": "fail", "feedback_message": message})
