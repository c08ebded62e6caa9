"""Hootsuite: the REST API, its old version, and calls of the dashboard that look like publishing.

:surfaces: REST API v1, API 2, dashboard
:reads: post, schedule, approve, delete, upload
:not read: the dashboard's own call names (no source); replies from its inbox; Hootsuite Insights, which only listens
:checked: 2026-11-22
:sources: Hootsuite's API contract; recorded requests; facts: official 0.5, 0.6 and 2.1, private 16
:unverified: every dashboard call, API 2, that a media id is the address of its upload in base64
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Call, Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing, on
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import objects, strings
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers.handles import Handle, each, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity, Media, Verb

name = "hootsuite"
_STORAGE = "hootsuite-video.s3.amazonaws.com"
hosts = frozenset({"hootsuite.com", ".hootsuite.com", _STORAGE})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HANDLES = ("socialProfileIds", "socialProfileId", "socialNetworks", "socialNetworkIds", "socialNetworkId")
_TEXTS = ("text", "message", "body")
_TIMES = ("scheduledSendTime", "timestamp", "scheduleDate", "sendDate")
_PROFILES = re.compile(r"/v\d/(?:me/)?socialProfiles(?:/[^/]+)?")
_MESSAGES = re.compile(r"/v\d/messages|/api/\d/messages")
_NO_ID = "00000000-0000-0000-0000-000000000000"


def claims(request: Request) -> bool:
    """Tell whether the call is Hootsuite's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call; the bytes of media go to storage."""
    if request.method in _SAFE:
        return Call.READ
    return Call.UPLOAD if request.host == _STORAGE else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call publishes, prepares or deletes.

    Raises:
        UnreadableActivityError: a message that cannot be read.
    """
    if request.method in _SAFE:
        return ()
    if request.host == _STORAGE:
        return (
            Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request, _address(request)) or (Media(),)),
        )
    return _CALLS.read(request, _path(request)) or _dashboard(request)


def known(request: Request) -> bool:
    """Tell whether the call is in the table, or only asks."""
    return request.method in _SAFE or request.host == _STORAGE or _CALLS.knows(request.method, _path(request))


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens and sessions are opaque."""
    return iter(())


def credential(request: Request) -> str:
    """Return the token of the API; of the dashboard's cookies none is known."""
    return bearer(request)


def whoami(request: Request) -> Request | None:
    """Return the call that lists the profiles: it says who stands behind the handles."""
    asks = bearer(request) and request.host == "platform.hootsuite.com"
    return get(request, "/v1/socialProfiles", {"authorization", "host", "user-agent"}) if asks else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind profiles, the keys of uploads, the ids of messages."""
    data = dig(json_reply(reply), "data")
    if _PROFILES.fullmatch(_path(request)):
        for profile in objects(data if isinstance(data, list) else [data]):
            yield from _profile(profile)
    elif request.method == "POST" and _path(request).endswith("/media"):
        yield from (KeptAs(key=key) for key in (as_text(dig(data, "id")),) if key)
    elif request.method == "POST" and _MESSAGES.fullmatch(_path(request)):
        yield from _sent(data)


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's list of errors, or the one error of API 2 and the dashboard (facts: official 0.5)."""
    if request.path.startswith("/v"):
        error = {"code": 4009, "message": message, "id": _NO_ID, "resource": {"type": "socialProfile", "id": ""}}
        return json_refusal(403, {"errors": [error]})
    return json_refusal(403, {"error": {"code": 403, "message": message}, "message": message})


def _message(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    return _written(body.fields(request))


def _written(values: Fields) -> Iterator[Activity]:
    """Read a message: one activity for each profile it goes out from."""
    handles = values.all(*_HANDLES)
    if not handles:
        raise UnreadableActivityError("a message without social profiles")
    media = (*linked(values.json("media")), *linked(values.json("mediaUrls")))
    activity = Activity(
        platform=name,
        verb=Verb.POST,
        text=values.text(*_TEXTS),
        media=tuple(_uploaded(item) for item in media),
        audience="\n".join(_audience(values)),
    )
    yield from each(scheduled(activity, values.text(*_TIMES)), [Handle(ref, name) for ref in handles], _where(values))


def _approved(_request: Request, match: re.Match[str]) -> Iterator[Activity]:
    yield Activity(platform=name, verb=Verb.APPROVE, subject=match[1], uses=match[1])


def _announced(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read the announcement of a file that goes to storage."""
    kind = carried.kind(body.fields(request).text("mimeType"))
    yield Activity(platform=name, verb=Verb.UPLOAD, media=(Media(kind=kind),))


def _dashboard(request: Request) -> tuple[Activity, ...]:
    """Read a call of unknown name that holds profiles and a text (facts: private 16)."""
    if _CALLS.knows(request.method, _path(request)):
        return ()
    try:
        values = body.fields(request)
    except UnreadableActivityError:
        return ()  # an unknown call is judged as one
    if not (values.all(*_HANDLES) and values.text(*_TEXTS)):
        return ()
    return tuple(_written(values))


def _where(values: Fields) -> str:
    return f"json.{next(name for name in values if name.partition('[')[0] in _HANDLES)}"


def _audience(values: Fields) -> Iterator[str]:
    for place in ("facebook", "linkedIn"):
        yield from strings(dig(values.json("privacy"), place, "visibility"))


def _uploaded(media: Media) -> Media:
    """Return media under the address of its upload, if its id is that address in base64."""
    try:
        address = base64.b64decode(media.key + "=" * (-len(media.key) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return media
    return media.model_copy(update={"key": address}) if address.startswith("https://") else media


def _address(request: Request) -> str:
    return f"https://{request.host}{request.raw_target.partition('?')[0]}"


def _profile(profile: dict[str, Any]) -> Iterator[Fact]:
    """X profiles have no user name here, only the network's id (facts: official 2.1)."""
    handle, number = as_text(profile.get("id")), as_text(profile.get("socialNetworkId"))
    username = as_text(profile.get("socialNetworkUsername"))
    if handle and (number or username):
        place = network(as_text(profile.get("type")))
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _sent(data: Any) -> Iterator[Fact]:
    for message in objects(data):
        if number := as_text(message.get("postId")) or as_text(message.get("id")):
            yield Published(id=number, url=as_text(message.get("postUrl")))


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_CALLS = CallTable(
    ("POST|PUT", r"/v\d/messages|/api/\d/messages", _message),
    ("POST|PUT", r"/v\d/messages/([^/]+)/approve", _approved),
    ("POST|PUT", r"/v\d/messages/([^/]+)/reject", nothing),
    ("DELETE", r"/(?:v|api/)\d/messages/([^/]+)", on(name, Verb.DELETE)),
    ("POST", r"/v\d/media", _announced),
    ("POST", "/oauth2/token|/auth/oauth/v2/token", nothing),
)
