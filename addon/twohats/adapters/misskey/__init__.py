"""The Misskey family: Misskey, Sharkey, Firefish and others, on any server.

:surfaces: web, apps, any client of the API
:reads: post, reply, quote, repost, react, follow, message, profile, edit, schedule, delete, upload
:not read: votes, antennas, moderation, games
:checked: 2026-11-22
:sources: Misskey.py; recorded clients (megalodon); facts: official 0.3, 0.5 and 1.13
:unverified: drafts with a time, edits, galleries, pages, chats, sign-in replies
"""

import re

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.misskey import notes
from twohats.adapters.misskey.notes import Reader
from twohats.adapters.misskey.who import credential, endpoint, evidence, learn, whoami
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

name = "misskey"
hosts = frozenset({"misskey.io", "misskey.design", "misskey.gg", "nijimiss.moe", "sushi.ski", "transfem.social"})
any_host = True

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = re.compile(
    r"/api/(?:i|notes|drive|following|users|channels|gallery|pages|flash|chat|messaging|clips|antennas|blocking|mute|muting"
    r"|renote-mute|signin|signin-flow|signup|miauth|auth|sw|meta|emojis|hashtags|federation|charts|invite|bubble-game|reversi"
    r"|announcements|endpoints?|my|roles|promo|app|ap|pinned-users|fetch-rss|get-online-users-count|server-info|stats)(?:/|$)"
)
_WRITES = re.compile(
    r"(?:.*/)?(?:create\w*|update\w*|edit\w*|post\w*|send\w*|publish\w*|schedule\w*|delete\w*|upload\S*)(?:/.*)?"
)
_HARMLESS = re.compile(
    r"(?:antennas|auth|blocking|mute|muting|renote-mute|sw|miauth|app|invite|signup|reset-password|i/(?:registry|webhooks|2fa)"
    r"|notes/(?:favorites|thread-muting|polls|watching|state|translate)|users/(?:lists|report-abuse|groups)|drive/folders"
    r"|clips|channels/(?:favorite|unfavorite)|following/(?:requests|invalidate)|chat/(?:rooms|read)|reversi|bubble-game)(?:/.*)?"
    r"|i/(?:export|import|read|revoke|move|change|regenerate|delete|notifications|claim)\S*|users/update-memo"
)
_READERS: dict[str, Reader] = {
    "notes/create": notes.note,
    "notes/schedule/create": notes.note,
    "notes/edit": notes.edit,
    "notes/update": notes.edit,
    "notes/drafts/create": notes.draft,
    "notes/drafts/update": notes.draft,
    "notes/drafts/delete": notes.deed(Verb.DELETE),
    "notes/schedule/delete": notes.deed(Verb.DELETE),
    "notes/delete": notes.deed(Verb.DELETE),
    "notes/unrenote": notes.deed(Verb.DELETE),
    "notes/reactions/create": notes.deed(Verb.REACT),
    "notes/like": notes.deed(Verb.REACT),
    "notes/reactions/delete": notes.deed(Verb.DELETE),
    "following/create": notes.deed(Verb.FOLLOW),
    "following/delete": notes.deed(Verb.DELETE),
    "channels/follow": notes.deed(Verb.FOLLOW),
    "channels/unfollow": notes.deed(Verb.DELETE),
    "i/update": notes.page(Verb.PROFILE),
    "i/pin": notes.deed(Verb.PROFILE),
    "channels/create": notes.page(Verb.PROFILE),
    "channels/update": notes.page(Verb.PROFILE),
    "gallery/posts/create": notes.page(Verb.POST),
    "gallery/posts/update": notes.page(Verb.EDIT),
    "gallery/posts/delete": notes.deed(Verb.DELETE),
    "pages/create": notes.page(Verb.POST),
    "pages/update": notes.page(Verb.EDIT),
    "pages/delete": notes.deed(Verb.DELETE),
    "flash/create": notes.page(Verb.POST),
    "flash/update": notes.page(Verb.EDIT),
    "flash/delete": notes.deed(Verb.DELETE),
    "chat/messages/create-to-user": notes.message,
    "chat/messages/create-to-room": notes.message,
    "chat/messages/react": notes.deed(Verb.REACT),
    "chat/messages/delete": notes.deed(Verb.DELETE),
    "messaging/messages/create": notes.message,
    "drive/files/create": notes.upload,
    "drive/files/upload-from-url": notes.upload,
    "drive/files/update": notes.described,
    "drive/files/delete": notes.deed(Verb.DELETE),
}


def claims(request: Request) -> bool:
    """Tell whether the path is of the family's API."""
    return _OURS.match(request.path) is not None


def call(request: Request) -> Call:
    """Tell the kind of call: questions are POST too, so the endpoint decides."""
    called = endpoint(request)
    if called in {"drive/files/create", "drive/files/upload-from-url"}:
        return Call.UPLOAD if request.method not in _SAFE else Call.READ
    if request.method in _SAFE or not (called in _READERS or _WRITES.fullmatch(called)):
        return Call.READ
    return Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call writes, repeats, schedules, deletes or uploads.

    Raises:
        UnreadableActivityError: a note that cannot be read.
    """
    reader = _READERS.get(endpoint(request))
    written = reader(request) if reader and request.method not in _SAFE else ()
    return tuple(of_its_server(request, activity) for activity in written)


def known(request: Request) -> bool:
    """Tell whether the endpoint is in the table, only asks, or touches what nobody else sees."""
    called = endpoint(request)
    return call(request) is not Call.WRITE or called in _READERS or _HARMLESS.fullmatch(called) is not None


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error (facts: official 0.5)."""
    kind = {"code": "PERMISSION_DENIED", "id": "1370e5b7-d4eb-4566-bb1d-7748ee6a1838", "kind": "permission"}
    return json_refusal(403, {"error": {"message": message, **kind}})
