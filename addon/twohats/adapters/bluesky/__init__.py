"""Bluesky and every other server of the AT Protocol, by the path `/xrpc/`.

:surfaces: web, mobile apps, any client of a personal data server
:reads: post, reply, quote, repost, react, follow, profile, message, edit, delete, upload, records of other lexicons
:not read: what an imported repository holds (always unreadable), drafts, which post a video job ends in
:checked: 2026-11-22
:sources: bluesky-social/atproto lexicons and packages/pds; recorded clients; facts: private 13, official 0.5 and 1.12
:unverified: video upload in parts, issuer of service tokens
"""

from collections.abc import Callable, Iterator
from typing import Any

from twohats import body
from twohats.adapter import Call, Refusal, Request
from twohats.adapters.bluesky import records
from twohats.adapters.bluesky.records import Record
from twohats.adapters.bluesky.who import credential, evidence, learn, whoami
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects
from twohats.replies import json_refusal
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

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

name = "bluesky"
hosts = frozenset({"bsky.social", ".host.bsky.network", "video.bsky.app", "api.bsky.app", "api.bsky.chat"})
any_host = True

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_WITHOUT_EFFECT = (
    "app.bsky.actor.putPreferences",
    "app.bsky.bookmark.",
    "app.bsky.contact.",
    "app.bsky.draft.",
    "app.bsky.feed.sendInteractions",
    "app.bsky.graph.mute",
    "app.bsky.graph.unmute",
    "app.bsky.notification.",
    "app.bsky.unspecced.",
    "app.bsky.ageassurance.",
    "chat.bsky.actor.",
    "chat.bsky.convo.accept",
    "chat.bsky.convo.delete",
    "chat.bsky.convo.leave",
    "chat.bsky.convo.mute",
    "chat.bsky.convo.remove",
    "chat.bsky.convo.unmute",
    "chat.bsky.convo.update",
    "com.atproto.identity.",
    "com.atproto.moderation.",
    "com.atproto.server.",
    "com.atproto.sync.",
    "com.atproto.temp.",
)


def claims(request: Request) -> bool:
    """Tell whether the path is of the AT Protocol; its OAuth tokens are bound to a key (DPoP), others are not."""
    return request.path.startswith("/xrpc/") or (request.path == "/oauth/token" and bool(request.header("dpop")))


def call(request: Request) -> Call:
    """Tell the kind of call: queries are GET, blobs are uploads, other procedures write (XRPC specification)."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if _procedure(request) in _UPLOADS else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a procedure makes public, keeps or deletes.

    Raises:
        UnreadableActivityError: a record, a batch or a repository import that cannot be read.
    """
    reader = _READERS.get(_procedure(request))
    return tuple(reader(request)) if reader and request.method not in _SAFE else ()


def known(request: Request) -> bool:
    """Tell whether the procedure and the records it writes are known."""
    procedure = _procedure(request)
    if procedure in _RECORD_CALLS:
        return _knows_records(request)
    return (
        request.method in _SAFE
        or procedure in _READERS
        or procedure.startswith(_WITHOUT_EFFECT)
        or not request.path.startswith("/xrpc/")
    )


def refusal(request: Request, message: str) -> Refusal:
    """Return an XRPC error that the clients show (facts: official 0.5)."""
    return json_refusal(403, {"error": "Forbidden", "message": message})


def _procedure(request: Request) -> str:
    return request.path.rstrip("/").rpartition("/")[2]


def _create(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    yield from _record(value, value.get("record"), _actor(value), replaces=False)


def _put(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    yield from _record(value, value.get("record"), _actor(value), replaces=bool(value.get("swapRecord")))


def _batch(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    for write in _writes(value):
        match as_text(write.get("$type")).rpartition("#")[2]:
            case "create":
                yield from _record(write, write.get("value"), _actor(value), replaces=False)
            case "update":
                yield from _record(write, write.get("value"), _actor(value), replaces=True)
            case "delete":
                yield _deleted(write, _actor(value))
            case _:
                raise UnreadableActivityError("a batch with a write of unknown kind")


def _delete(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    yield _deleted(value, _actor(value))


def _import(request: Request) -> Iterator[Activity]:
    raise UnreadableActivityError("an import replaces a whole repository")


def _upload(request: Request) -> Iterator[Activity]:
    content = request.content or None
    kind = body.media_type(request).partition("/")[0]
    video = "app.bsky.video." in request.path
    fallback = MediaKind.VIDEO if video else MediaKind.UNKNOWN
    media = Media(kind=MediaKind(kind) if kind in {"image", "video", "audio"} else fallback, content=content)
    yield Activity(platform=name, verb=Verb.UPLOAD, media=(media,))


def _message(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    yield records.message(value.get("message"), None, as_text(value.get("convoId")))


def _messages(request: Request) -> Iterator[Activity]:
    items = body.json_object(request).get("items")
    if not isinstance(items, list) or not items:
        raise UnreadableActivityError("a batch without messages")
    for item in items:
        yield records.message(dig(item, "message"), None, as_text(dig(item, "convoId")))


def _reaction(request: Request) -> Iterator[Activity]:
    value = body.json_object(request)
    yield Activity(
        platform=name, verb=Verb.REACT, text=as_text(value.get("value")), subject=as_text(value.get("messageId"))
    )


def _handle(request: Request) -> Iterator[Activity]:
    yield Activity(platform=name, verb=Verb.PROFILE, title=as_text(body.json_object(request).get("handle")))


def _record(place: dict[str, Any], value: Any, actor: Actor | None, *, replaces: bool) -> Iterator[Activity]:
    collection = place.get("collection")
    if not isinstance(collection, str) or not isinstance(value, dict):
        raise UnreadableActivityError("a record without collection or content")
    record = Record(actor, collection, as_object(value), uri=_uri(place, actor), replaces=replaces)
    activity = records.activity(record)
    if activity is not None:
        yield activity


def _deleted(place: dict[str, Any], actor: Actor | None) -> Activity:
    return Activity(platform=name, verb=Verb.DELETE, actor=actor, subject=_uri(place, actor))


def _actor(value: dict[str, Any]) -> Actor | None:
    repository = as_text(value.get("repo"))
    if not repository:
        return None
    by_id = repository.startswith("did:")
    return Actor(where="json.repo", platform_id=repository if by_id else "", username="" if by_id else repository)


def _uri(place: dict[str, Any], actor: Actor | None) -> str:
    key = as_text(place.get("rkey"))
    owner = (actor.platform_id or actor.username) if actor else ""
    return f"at://{owner}/{as_text(place.get('collection'))}/{key}" if key and owner else ""


def _writes(value: dict[str, Any]) -> list[dict[str, Any]]:
    writes = objects(value.get("writes"))
    if not writes or len(writes) != len(listed(value.get("writes"))):
        raise UnreadableActivityError("a batch without writes")
    return writes


def _knows_records(request: Request) -> bool:
    try:
        value = body.json_object(request)
        places = _writes(value) if "writes" in value else [value]
    except UnreadableActivityError:
        return False
    return all(records.known(as_text(place.get("collection"))) for place in places)


_RECORD_CALLS: dict[str, Callable[[Request], Iterator[Activity]]] = {
    "com.atproto.repo.createRecord": _create,
    "com.atproto.repo.putRecord": _put,
    "com.atproto.repo.applyWrites": _batch,
}
_UPLOADS: dict[str, Callable[[Request], Iterator[Activity]]] = {
    "com.atproto.repo.uploadBlob": _upload,
    "app.bsky.video.uploadVideo": _upload,
    "app.bsky.video.uploadPart": _upload,
}
_READERS: dict[str, Callable[[Request], Iterator[Activity]]] = {
    **_RECORD_CALLS,
    **_UPLOADS,
    "com.atproto.repo.deleteRecord": _delete,
    "com.atproto.repo.importRepo": _import,
    "com.atproto.identity.updateHandle": _handle,
    "chat.bsky.convo.sendMessage": _message,
    "chat.bsky.convo.sendMessageBatch": _messages,
    "chat.bsky.convo.addReaction": _reaction,
}
