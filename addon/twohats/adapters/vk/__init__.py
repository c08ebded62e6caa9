"""VK: the methods of its API, which its own page and apps use too.

:surfaces: API (`api.vk.com`, `api.vk.ru`), upload servers
:reads: post, reply, repost, react, follow, story, message, profile, edit, schedule, delete, upload
:not read: the old page's own calls, advertisements, programs sent to `execute` (unreadable when they publish)
:checked: 2026-11-22
:sources: recorded clients; dev.vk.com method reference; facts: clients 7
:unverified: everything beside wall posts, comments, reposts and deletes; the error codes a refusal should carry
"""

import re

from twohats import carried
from twohats.adapter import Call, Refusal, Request
from twohats.adapters.vk import methods
from twohats.adapters.vk.methods import ASKS, VERBS, method_of
from twohats.adapters.vk.who import credential, evidence, learn, whoami
from twohats.replies import json_refusal
from twohats_policy.activity import Activity, Media, Verb

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

name = "vk"
_UPLOADS = frozenset({"pu.vk.com", "pu.vk.ru"})
hosts = frozenset({"api.vk.com", "api.vk.ru", "api.vk.me", *_UPLOADS})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SHOWING = re.compile(r"\w+\.\w*(?:post|publish|send|create|add|share|comment|save|edit|repost|start)\w*")


def claims(request: Request) -> bool:
    """Tell whether the call is VK's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call by the method in the path: each works by GET and POST, in any case."""
    if request.host in _UPLOADS:
        return Call.READ if request.method in _SAFE else Call.UPLOAD
    method = method_of(request)
    return Call.READ if ASKS.fullmatch(method) or (not method and request.method in _SAFE) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the method shows to people.

    Raises:
        UnreadableActivityError: a post without anything in it, a program that publishes, or a broken body.
    """
    if call(request) is Call.UPLOAD:
        return (Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),)),)
    method = method_of(request)
    if method == "execute" or method.startswith("execute."):
        return methods.program(request)
    verb = VERBS.get(method)
    return () if verb is None else (methods.activity(request, verb),)


def known(request: Request) -> bool:
    """Tell whether the method is in the table, only asks, or does not look as if it showed anything."""
    method = method_of(request)
    if call(request) is not Call.WRITE or method in VERBS or method == "execute":
        return True
    return bool(method) and not method.startswith("execute.") and not _SHOWING.fullmatch(method)


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, which comes with status 200; 15 is "access denied"."""
    return json_refusal(200, {"error": {"error_code": 15, "error_msg": message, "request_params": []}})
