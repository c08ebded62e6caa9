"""LinkedIn's uploads: registered by a call that names the owner, then sent to an address that holds the new file's id
(facts: private 7.3, official 1.5).
"""

import re

from twohats import body
from twohats.adapter import Request
from twohats.adapters.linkedin.urns import actor
from twohats.body import dig
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

_BYTES = re.compile(r"/(?:dms-uploads|mediaUpload)/(?:(?:sp|v\d+)/)*([^/]+)(?:/.*)?")
_REGISTRY = re.compile(r"/(?:rest|v2)/(?:images|videos|documents|assets)|/voyager/api/voyager\w*MediaUploadMetadata")
_ACTIONS = frozenset({"initializeupload", "registerupload", "finalizeupload", "completemultipartupload", "upload"})
_OWNERS = (
    ("initializeUploadRequest", "owner"),
    ("registerUploadRequest", "owner"),
    ("nonMemberActorUrn",),
)
_WORDS = (("image", MediaKind.IMAGE), ("video", MediaKind.VIDEO))


def is_upload(request: Request) -> bool:
    """Tell whether the call brings a file, or only announces one."""
    path = request.path.rstrip("/")
    if _BYTES.fullmatch(path):
        return request.method != "DELETE"
    action = dict(request.query).get("action", "").lower()
    return action in _ACTIONS and _REGISTRY.fullmatch(path) is not None


def read(request: Request) -> Activity:
    """Return the upload: its owner where the call names one, its bytes where it brings them."""
    match = _BYTES.fullmatch(request.path.rstrip("/"))
    if match is None:
        return Activity(platform="linkedin", verb=Verb.UPLOAD, actor=_owner(request))
    lowered = request.path.lower()
    kind = next((kind for word, kind in _WORDS if word in lowered), MediaKind.UNKNOWN)
    media = Media(key=match[1], kind=kind, content=_content(request))
    return Activity(platform="linkedin", verb=Verb.UPLOAD, media=(media,))


def _content(request: Request) -> bytes | None:
    """Browsers may send the file as a form."""
    try:
        files = body.files(request)
    except UnreadableActivityError:
        return None
    return files[0].content if files else request.content or None


def _owner(request: Request) -> Actor | None:
    try:
        value = body.json_value(request)
    except UnreadableActivityError:
        return None
    return next((found for path in _OWNERS if (found := actor("json.owner", dig(value, *path)))), None)
