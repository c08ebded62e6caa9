"""Pinterest: the API, and the resources of its own page.

:surfaces: API v5, web, the page's tunnel `ApiResource`
:reads: post, reply, repost, react, follow, message, profile, edit, delete, upload
:not read: advertisements and catalogues; which file a registered upload (`media_id`, `video_signature`) stands for
:checked: 2026-11-22
:sources: pinterest/api-description; bstoilov/py3-pinterest; recorded clients; facts: private 10, official 0.5 and 1.9
:unverified: web edits, follows, messages and profile, the page's error and viewer objects, v3 calls beside uploads
"""

from twohats import carried
from twohats.adapter import Call, Refusal, Request
from twohats.adapters.pinterest import pins
from twohats.adapters.pinterest.resources import RESOURCE, SAFE, unwrapped
from twohats.adapters.pinterest.who import credential, evidence, learn, whoami
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

name = "pinterest"
_COUNTRIES = (
    "at", "be", "ca", "ch", "cl", "co.kr", "co.uk", "com.au", "com.mx", "de", "dk", "es", "fr", "id", "ie", "info",
    "it", "jp", "nz", "ph", "pt", "ru", "se", "th", "vn",
)  # fmt: skip
_STORAGE = frozenset({"pinterest-media-upload.s3-accelerate.amazonaws.com", "pinterest-media-upload.s3.amazonaws.com"})
hosts = frozenset({".pinterest.com", *(f".pinterest.{country}" for country in _COUNTRIES), *_STORAGE})
any_host = False


def claims(request: Request) -> bool:
    """Tell whether the call is Pinterest's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call; bytes go to storage or `/upload-image/`, and are seen with the pin that uses them."""
    if request.method in SAFE:
        return Call.READ
    return Call.UPLOAD if request.host in _STORAGE or _path(request) == "/upload-image" else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call publishes, prepares or deletes.

    Raises:
        UnreadableActivityError: a pin, a comment or a tunnel that cannot be read.
    """
    if request.method in SAFE:
        return ()
    if request.host in _STORAGE:
        return (Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),)),)
    inner = unwrapped(request)
    return _CALLS.read(inner, _path(inner))


def known(request: Request) -> bool:
    """Tell whether the call is in the table, or only asks."""
    try:
        inner = unwrapped(request)
    except UnreadableActivityError:
        return False
    return inner.method in SAFE or inner.host in _STORAGE or _CALLS.knows(inner.method, _path(inner))


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, or the page's `resource_response` (facts: official 0.5, private 18)."""
    if not RESOURCE.match(request.path):
        return json_refusal(403, {"code": 3, "message": message})
    told = {"status": "failure", "code": 3, "message": message, "http_status": 403, "data": None}
    return json_refusal(403, {"resource_response": {**told, "error": {"message": message, "code": 3}}})


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_API = r"/v\d/"
_PAGE = r"/(?:_ngjs)?/?resource/"
_CALLS = CallTable(
    ("POST|PUT", _API + "pins", pins.pin),
    ("PATCH|POST|PUT", _API + "pins/([^/]+)", pins.edit),
    ("POST|PUT", _API + "pins/([^/]+)/(?:save|repin)", pins.saved),
    ("POST|PUT", _API + "pins/([^/]+)/comments?", pins.comment),
    ("DELETE", _API + "(?:pins|boards)/([^/]+)(?:/.*)?", on(name, Verb.DELETE)),
    ("POST|PUT|PATCH", _API + r"boards(?:/[^/]+(?:/sections(?:/[^/]+)?)?)?", pins.about(Verb.PROFILE)),
    ("POST|PUT", _API + "user_account/following/(?:boards/)?([^/]+)", on(name, Verb.FOLLOW)),
    ("DELETE", _API + "user_account/following/(?:boards/)?([^/]+)", on(name, Verb.DELETE)),
    ("POST", _API + "media(?:/uploads/register(?:/batch)?)?", pins.upload),
    ("POST", "/upload-image", pins.upload),
    ("POST", _PAGE + "(?:Pin|StoryPin)Resource/create", pins.pin),
    ("POST", _PAGE + "(?:Pin|StoryPin)Resource/update", pins.edit),
    ("POST", _PAGE + "RepinResource/create", pins.saved),
    ("POST", _PAGE + "(?:AggregatedComment|PinComment|AggregatedCommentReply)Resource/(?:create|update)", pins.comment),
    ("POST", _PAGE + "(?:Board|BoardSection)Resource/(?:create|update|edit)", pins.about(Verb.PROFILE)),
    ("POST", _PAGE + "UserSettingsResource/update", pins.about(Verb.PROFILE)),
    ("POST", _PAGE + r"Conversation(?:s|Messages?)Resource/create", pins.about(Verb.MESSAGE)),
    ("POST", _PAGE + r"(?:User|Board|Interest)FollowResource/create", pins.deed(Verb.FOLLOW)),
    ("POST", _PAGE + r"(?:PinLike|PinReaction|AggregatedCommentLike)\w*Resource/create", pins.deed(Verb.REACT)),
    ("POST|DELETE", _PAGE + r"\w+Resource/delete", pins.deed(Verb.DELETE)),
    ("POST", _PAGE + r"\w+/get|/v\d/oauth/token|" + _PAGE + r"UserSessionResource/\w+", nothing),
)
