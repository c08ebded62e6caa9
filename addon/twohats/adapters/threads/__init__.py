"""Threads: the web page, the app (on Instagram's hosts), and the Threads API.

:surfaces: web, Android and iOS app, Threads API
:reads: post, reply, quote, repost, react, follow, edit, profile, delete, upload
:not read: scheduling and drafts of the web page, web publishing over GraphQL with unknown variables, polls' choices
:checked: 2026-11-22
:sources: recorded clients; Meta's Threads documentation; facts: private 4 and 18, official 0.5, 0.6 and 1.4
:unverified: likes, follows and edits of the app, names of the page's GraphQL mutations, how threads.com shows a refusal
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.threads import api, calls, operations
from twohats.adapters.threads.facts import learn
from twohats.adapters.threads.who import credential, evidence, whoami
from twohats.meta import app, graph
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

name = "threads"
hosts = frozenset({".threads.com", ".threads.net", ".instagram.com"})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SHARED = ".instagram.com"
_INSTAGRAM_API = frozenset({"graph.instagram.com", "api.instagram.com"})


def claims(request: Request) -> bool:
    """Tell whether the call is Threads': on Instagram's hosts, if its path or its client says so."""
    shared = f".{request.host}".endswith(_SHARED)
    return not shared or (request.host not in _INSTAGRAM_API and app.is_threads(request))


def call(request: Request) -> Call:
    """Tell the kind of call from host, method and path."""
    method = graph.method(request) if request.host in api.HOSTS else request.method
    if method in _SAFE:
        return Call.READ
    return Call.UPLOAD if app.is_upload(request.path) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if is_operation(request):
        return operations.read(request)
    activity = api.read(request) if request.host in api.HOSTS else calls.read(request)
    return (activity,) if activity else ()


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is Call.READ:
        return True
    if is_operation(request):
        return operations.known(request)
    return api.known(request) if request.host in api.HOSTS else calls.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error shape of the call's own kind (facts: private 18, official 0.5)."""
    if request.host in api.HOSTS:
        return graph.refusal(message)
    if is_operation(request):
        return operation_refusal(message)
    return json_refusal(400, {"message": message, "status": "fail", "feedback_message": message})
