"""Lemmy, on any server.

:surfaces: web, apps, any client of the API (v3, v4)
:reads: post, reply, react, follow, message, profile, edit, schedule, delete, upload
:not read: moderation, settings of servers, private lists
:checked: 2026-11-22
:sources: recorded clients (lemmy-js-client); LemmyNet/lemmy API routes; facts: private 17
:unverified: API v4, scheduled posts, profiles, uploads, the address of a kept picture
"""

import re

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.lemmy import posts
from twohats.adapters.lemmy.who import UPLOADS, credential, evidence, learn, plain_path, whoami
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

name = "lemmy"
hosts = frozenset(
    {
        "beehaw.org",
        "feddit.org",
        "lemmy.ca",
        "lemmy.ml",
        "lemmy.world",
        "lemmy.zip",
        "programming.dev",
        "sh.itjust.works",
    }
)
any_host = True

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_V = r"/api/(?:alpha|v[34])/"
_OURS = re.compile(
    _V + r"(?:post|comment|community|private_message|user|account|person|site|image|admin|modlog|custom_emoji|tagline"
    r"|multi_community|report|oauth_provider|resolve_object|federated_instances)(?:/|$)|/pictrs/image(?:/|$)"
)


def claims(request: Request) -> bool:
    """Tell whether the path is of Lemmy's API or of its picture store."""
    return _OURS.match(request.path) is not None


def call(request: Request) -> Call:
    """Tell the kind of call; pictures go up alone, and are seen with the post that names their address."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if request.method == "POST" and UPLOADS.fullmatch(plain_path(request)) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call writes, marks, deletes or uploads.

    Raises:
        UnreadableActivityError: a post, comment or message that cannot be read.
    """
    return _CALLS.read(request, plain_path(request))


def known(request: Request) -> bool:
    """Tell whether the call is in the table, or only asks."""
    return request.method in _SAFE or _CALLS.knows(request.method, plain_path(request))


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error; clients show either field."""
    return json_refusal(403, {"error": message, "message": message})


_CALLS = CallTable(
    ("POST|PUT", _V + "post", posts.post),
    ("POST|PUT", _V + "comment", posts.words(Verb.REPLY)),
    ("POST|PUT", _V + "private_message", posts.words(Verb.MESSAGE)),
    ("POST|PUT", _V + "community|" + _V + "(?:user/save_user_settings|account/settings/save)", posts.page),
    ("POST|PUT", _V + "(?:account/(?:avatar|banner)|community/(?:icon|banner))", posts.page),
    ("POST", _V + "(?:post|comment|private_message|community)/(?:delete|remove)", posts.deleted),
    ("DELETE", _V + "(?:post|comment|private_message|community|account/.*)", posts.deleted),
    ("POST", _V + "(?:post|comment)/like", posts.mark(Verb.REACT, "score", "is_upvote")),
    ("POST", _V + "(?:community|multi_community)/follow", posts.mark(Verb.FOLLOW, "follow")),
    ("POST", _V + "(?:post/feature|comment/distinguish)", posts.mark(Verb.PROFILE, "featured", "distinguished")),
    ("POST", UPLOADS.pattern, posts.upload),
    ("POST|PUT|DELETE", _V + "(?:post|comment|private_message)/.*", nothing),
    (
        "POST|PUT|DELETE",
        _V + "(?:user|account|person|community|report|admin|image|custom_emoji|tagline|modlog)/.*",
        nothing,
    ),
)
