"""The Mastodon family: Mastodon, Pleroma and Akkoma, Pixelfed, GoToSocial, on any server.

:surfaces: web, apps, any client of the REST API
:reads: post, reply, quote, repost, react, follow, profile, message, edit, schedule, delete, upload
:not read: votes, private lists and filters, the owner of a new token
:checked: 2026-11-22
:sources: mastodon/documentation; Pleroma and Pixelfed routes; recorded clients; facts: private 14, official 0.5, 1.13
:unverified: Pixelfed's own compose and story calls, live broadcasts
"""

import re
from collections.abc import Callable

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.mastodon import statuses
from twohats.adapters.mastodon.who import credential, evidence, learn, whoami
from twohats.errors import UnreadableActivityError
from twohats.replies import json_refusal
from twohats.server_keys import of_its_server
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

name = "mastodon"
hosts = frozenset(
    {
        "fosstodon.org",
        "hachyderm.io",
        "infosec.exchange",
        "mas.to",
        "mastodon.online",
        "mastodon.social",
        "mstdn.social",
        "pixelfed.social",
    }
)
any_host = True

type _Reader = Callable[[Request, re.Match[str]], Activity | None]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_V = r"/api/v\d(?:\.\d)?/"
_OURS = re.compile(
    _V
    + r"(?:accounts|apps|bookmarks|conversations|custom_emojis|favourites|featured_tags|filters|follow_requests|follows"
    r"|instance|lists|markers|media|mutes|blocks|domain_blocks|notifications|pleroma|polls|preferences|profile|push"
    r"|reports|scheduled_statuses|search|status|statuses|stories|direct|streaming|suggestions|tags|timelines|trends)(?:/|$)"
    r"|/api/(?:pleroma|compose|live|web)/|/oauth/(?:authorize|token|revoke)$"
    r"|/(?:home|deck|publish|getting-started|@[^/]+)(?:/|$)"
)
_UPLOADS = re.compile(_V + r"(?:media|stories/add|direct/thread/media/upload)$|/api/compose/v0/media/upload$")
_PRIVATE = re.compile(
    _V + r"(?:apps|conversations|filters|follow_requests|lists|markers|notifications|polls|preferences|push|reports"
    r"|suggestions|domain_blocks|emails|tags|archive|pleroma/(?:notifications|conversations|mascot|backups))(?:/|$)"
    + r"|" + _V + r"statuses/[^/]+/(?:(?:un)?bookmark|(?:un)?mute|translate|interaction_policy|quotes/[^/]+/revoke)$"
    + r"|" + _V + r"accounts(?:$|/[^/]+/(?:block|unblock|mute|unmute|note|remove_from_followers|unpin|unendorse)$)"
    + r"|/api/(?:web|pleroma/admin|pleroma/captcha)/|/oauth/|/auth/"
)  # fmt: skip


def claims(request: Request) -> bool:
    """Tell whether the path is one of the family's API or of its web client."""
    return _OURS.match(_path(request)) is not None and not request.header("dpop")


def call(request: Request) -> Call:
    """Tell the kind of call: media go up by themselves, and are seen by nobody before a status uses them."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if request.method == "POST" and _UPLOADS.match(_path(request)) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call writes, repeats, schedules, deletes or uploads.

    Raises:
        UnreadableActivityError: a status that cannot be read.
    """
    for methods, pattern, reader in _CALLS:
        match = pattern.fullmatch(_path(request)) if request.method in methods else None
        if match:
            activity = reader(request, match)
            return (of_its_server(request, activity),) if activity else ()
    return ()


def known(request: Request) -> bool:
    """Tell whether the call is one of the table, or touches only what nobody else sees."""
    path = _path(request)
    listed = any(request.method in methods and pattern.fullmatch(path) for methods, pattern, _ in _CALLS)
    return request.method in _SAFE or listed or _PRIVATE.match(path) is not None


def refusal(request: Request, message: str) -> Refusal:
    """Return the family's error object (facts: official 0.5)."""
    return json_refusal(403, {"error": message})


def _path(request: Request) -> str:
    """Return the path without what servers let clients add: a last slash, `.json`."""
    return request.path.rstrip("/").removesuffix(".json") or "/"


def _on(verb: Verb) -> _Reader:
    """Return a reader for calls that do `verb` to the object the path names."""
    return lambda request, match: Activity(platform=name, verb=verb, subject=match[1])


def _broadcast(request: Request, match: re.Match[str]) -> Activity:
    raise UnreadableActivityError("a live broadcast")


_POST, _PUT, _DELETE = frozenset({"POST"}), frozenset({"PUT", "PATCH"}), frozenset({"DELETE"})
_CHANGE = _POST | _PUT
_TABLE: tuple[tuple[frozenset[str], str, _Reader], ...] = (
    (_POST, _V + "statuses", lambda request, _: statuses.written(request)),
    (_POST, _V + "status/create", lambda request, _: statuses.written(request)),
    (_POST, "/api/compose/v0/publish(?:/text)?", lambda request, _: statuses.written(request)),
    (_PUT, _V + "statuses/([^/]+)", lambda request, match: statuses.edited(request, match[1])),
    (_PUT, _V + "scheduled_statuses/([^/]+)", lambda request, match: statuses.replanned(request, match[1])),
    (_DELETE, _V + "(?:scheduled_)?statuses/([^/]+)", _on(Verb.DELETE)),
    (_POST, _V + "statuses/([^/]+)/reblog", _on(Verb.REPOST)),
    (_POST, _V + "statuses/([^/]+)/(?:favourite|react/[^/]+)", _on(Verb.REACT)),
    (_PUT, _V + "pleroma/statuses/([^/]+)/reactions/[^/]+", _on(Verb.REACT)),
    (_DELETE, _V + "pleroma/statuses/([^/]+)/reactions/[^/]+", _on(Verb.DELETE)),
    (_POST, _V + "statuses/([^/]+)/(?:unreblog|unfavourite|unpin|unreact/[^/]+)", _on(Verb.DELETE)),
    (_POST, _V + "statuses/([^/]+)/pin", _on(Verb.PROFILE)),
    (_POST, _V + "accounts/([^/]+)/follow", _on(Verb.FOLLOW)),
    (_POST, _V + "accounts/([^/]+)/unfollow", _on(Verb.DELETE)),
    (_POST, _V + "accounts/([^/]+)/(?:pin|endorse)", _on(Verb.PROFILE)),
    (_POST, _V + "follows", lambda request, _: statuses.follow(request)),
    (
        _CHANGE,
        _V + "(?:accounts/update_credentials|profile|featured_tags)",
        lambda request, _: statuses.profile(request),
    ),
    (_DELETE, _V + "(?:profile|featured_tags|accounts)/([^/]+)", _on(Verb.DELETE)),
    (_POST, _UPLOADS.pattern, lambda request, _: statuses.upload(request)),
    (_PUT, _V + "media/([^/]+)", lambda request, match: statuses.upload(request, match[1])),
    (_DELETE, _V + "media/([^/]+)", _on(Verb.DELETE)),
    (_POST, _V + "stories/publish", lambda request, _: statuses.story(request)),
    (_POST, _V + "pleroma/chats/([^/]+)/messages", lambda request, match: statuses.message(request, match[1])),
    (_POST, _V + "direct/thread/(send)", lambda request, match: statuses.message(request, match[1])),
    (_POST, "/api/live/(?:create_stream|stream/edit)", _broadcast),
)
_CALLS = tuple((methods, re.compile(pattern), reader) for methods, pattern, reader in _TABLE)
