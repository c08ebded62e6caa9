"""Discord: webhooks, and the API that bots and the page use.

:surfaces: webhooks (also in the shape of Slack), bot API, web
:reads: post, reply, repost, react, follow, message, profile, edit, approve, delete, upload
:not read: voice, stages, events of GitHub sent to a webhook (always unreadable)
:checked: 2026-11-22
:sources: discord/discord-api-docs; recorded clients; facts: official 0.1, 0.5 and 1.14
:unverified: the number of the bot inside its token, scheduled events, attachments that the page uploads first
"""

import re
from collections.abc import Iterator

from twohats import carried
from twohats.adapter import Call, Refusal, Request
from twohats.adapters.discord import messages
from twohats.adapters.discord.who import credential, evidence, learn, plain_path, whoami
from twohats.call_table import CallTable, nothing, on
from twohats.errors import UnreadableActivityError
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

name = "discord"
_STORAGE = frozenset({"discord-attachments-uploads-prd.storage.googleapis.com"})
_NAMES = ("discord.com", "discordapp.com")
hosts = frozenset({*_NAMES, *(f".{host}" for host in _NAMES), *_STORAGE})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is Discord's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call; the page's files go to storage, and are seen with the message that names them."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if request.host in _STORAGE else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call shows to people.

    Raises:
        UnreadableActivityError: a message without anything in it, or a body that cannot be read.
    """
    if request.host in _STORAGE and request.method not in _SAFE:
        media = carried.files(request, request.path.strip("/")) or (Media(key=request.path.strip("/")),)
        return (Activity(platform=name, verb=Verb.UPLOAD, media=media),)
    return _CALLS.read(request, plain_path(request))


def known(request: Request) -> bool:
    """Tell whether the call is in the table, or only asks."""
    return call(request) is not Call.WRITE or _CALLS.knows(request.method, plain_path(request))


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error (facts: official 0.5)."""
    return json_refusal(403, {"code": 50013, "message": message})


def _unreadable(_request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    raise UnreadableActivityError("an event in the shape of GitHub")


_CHANNEL = r"/channels/(\d+)"
_CALLS = CallTable(
    ("POST", r"/webhooks/(\d+/[^/]+)(?:/slack)?", messages.message),
    ("POST", r"/webhooks/\d+/[^/]+/github", _unreadable),
    ("PATCH", r"/webhooks/(\d+/[^/]+)/messages/([^/]+)", messages.message),
    ("DELETE", r"/webhooks/\d+/[^/]+/messages/([^/]+)", on(name, Verb.DELETE)),
    ("POST", _CHANNEL + "/messages", messages.message),
    ("PATCH", _CHANNEL + r"/messages/(\d+)", messages.message),
    ("DELETE", r"/channels/\d+/messages/(\d+)", on(name, Verb.DELETE)),
    ("POST", r"/channels/\d+/messages/(\d+)/crosspost", on(name, Verb.APPROVE)),
    ("PUT", r"/channels/\d+/messages/(\d+)/reactions/.+/@me", on(name, Verb.REACT)),
    ("DELETE", r"/channels/\d+/messages/(\d+)/reactions(?:/.*)?", on(name, Verb.DELETE)),
    ("POST", _CHANNEL + r"(?:/messages/\d+)?/threads", messages.thread),
    ("POST", r"/channels/\d+/attachments", messages.announced),
    ("POST", r"/channels/(\d+)/followers", on(name, Verb.FOLLOW)),
    ("PUT", r"/channels/\d+/(?:messages/)?pins/(\d+)", on(name, Verb.PROFILE)),
    ("DELETE", r"/channels/(\d+)(?:/pins/\d+)?", on(name, Verb.DELETE)),
    ("POST", r"/interactions/(\d+)/[^/]+/callback", messages.answer),
    ("POST|PATCH", r"/(?:guilds/\d+/scheduled-events|stage-instances)(?:/\d+)?", messages.page),
    (
        "PATCH",
        r"/users/@me(?:/profile|/settings)?|/guilds/\d+(?:/(?:members/@me|profile/@me))?|/channels/\d+",
        messages.page,
    ),
    ("PATCH", r"/(?:webhooks/\d+(?:/[^/]+)?|applications/@me)", messages.page),
    ("POST", r"/channels/\d+/(?:typing|messages/\d+/ack|webhooks|invites|call/.*)", nothing),
    ("POST|PUT|DELETE", r"/channels/\d+/(?:permissions|recipients|thread-members)(?:/.*)?", nothing),
    ("POST", r"/(?:auth|oauth2|science|track|metrics|read-states|attachments|error-reporting\S*)(?:/.*)?", nothing),
    ("PUT|PATCH|DELETE", r"/(?:users/@me|guilds/\d+|applications|webhooks/\d+(?:/[^/]+)?)(?:/.*)?", nothing),
    ("POST", r"/(?:applications|invites|users/@me|guilds)(?:/.*)?", nothing),
)
