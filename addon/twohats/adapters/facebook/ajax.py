"""Calls of facebook.com that are no GraphQL: uploads, and the forms of its mobile pages (facts: private 5.3, 5.5)."""

import json
import re

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Media, MediaKind, Verb

PREFIX = "for (;;);"
"""What stands before the JSON of every answer."""

_UPLOAD = re.compile(
    r"/ajax/react_composer/attachments/photo/upload|/ajax/video/upload/requests/(?:start|receive)|/fb_(?:video|photo)/[^/]+"
)
_STORY = re.compile(r"/stories/mobile/create")
_COMPOSER = re.compile(r"/composer/mbasic|/a/home\.php|/a/group/post/add")
_COMMENT = re.compile(r"/a/comment\.php")
_DENIED = 1357031  # "this content is not available": no login, no retry


def is_upload(request: Request) -> bool:
    """Tell whether the call brings a picture or a film, or begins to."""
    return _UPLOAD.fullmatch(request.path.rstrip("/")) is not None


def read(request: Request) -> Activity | None:
    """Return what a call uploads or makes public.

    Raises:
        UnreadableActivityError: a publishing form without content.
    """
    path = request.path.rstrip("/")
    if is_upload(request):
        return _upload(request)
    if _STORY.fullmatch(path):
        return _posted(request, Verb.STORY)
    if _COMPOSER.fullmatch(path):
        return _posted(request, Verb.POST)
    return _posted(request, Verb.REPLY) if _COMMENT.fullmatch(path) else None


def known(request: Request) -> bool:
    """Tell whether the call is one of the page's own housekeeping."""
    return is_upload(request) or _QUIET.match(request.path) is not None


def refusal(message: str) -> Refusal:
    """Return the error of the page's own calls (facts: private 5.7)."""
    error = {"error": _DENIED, "errorSummary": message, "errorDescription": message, "payload": None}
    content = PREFIX + json.dumps(error, ensure_ascii=False)
    return Refusal(200, "application/x-javascript; charset=utf-8", content.encode())


def _upload(request: Request) -> Activity:
    kind = MediaKind.IMAGE if "photo" in request.path else MediaKind.VIDEO
    if body.shape(request) == "multipart":
        media = tuple(Media(kind=kind, content=part.content, name=part.filename) for part in body.files(request))
    else:
        name = request.path.rstrip("/").rpartition("/")[2] if "/fb_" in request.path else ""
        media = (Media(key=name, kind=kind, content=request.content or None),) if name else ()
    return Activity(platform="facebook", verb=Verb.UPLOAD, media=media)


def _posted(request: Request, verb: Verb) -> Activity:
    fields = body.fields(request)
    text = fields.text("xc_message", "comment_text", "message", "text")
    media = tuple(Media(content=part.content, name=part.filename) for part in body.files(request))
    if not (text or media):
        raise UnreadableActivityError("a post without text or media")
    return Activity(
        platform="facebook",
        verb=verb,
        text=text,
        media=media,
        reply_to=fields.text("ft_ent_identifier") if verb is Verb.REPLY else "",
    )


_QUIET = re.compile(
    r"/(?:ajax/(?:bz|bnzai|bootloader-endpoint|bulk-route-definitions|error|haste|mercury|navigation|notifications|qm"
    r"|relay-ef|route-definition|typeahead|webstorage)|a/bz|btmanifest|cookie|checkpoint|device-based|login|logout"
    r"|recover|security|si/|sw|two_factor|two_step_verification|x/oauth|dialog/oauth|v\d+\.\d+/dialog/oauth)(?:[/.?]|$)"
)
