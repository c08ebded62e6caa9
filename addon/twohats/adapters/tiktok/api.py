"""TikTok's APIs for programs: Content Posting, and the accounts of its Business API (facts: official 1.6)."""

import re
from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.body import as_text
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, strings
from twohats.replies import json_refusal
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[_Value], Activity]

_DOMAIN = ".tiktokapis.com"
_BUSINESS = "business-api.tiktok.com"
_BYTES = re.compile(r"(?:open-upload|upload\.[\w-]+)\.tiktokapis\.com")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_VERSION = re.compile(r"\A/(?:open_api/)?v\d+(?:\.\d+)?/")
_QUESTIONS = re.compile(r"post/publish/(?:status/fetch|creator_info/query)|video/(?:list|query)|research/.*|user/info")
_QUIET = re.compile(r"oauth/.*|post/publish/cancel")
_DENIED = 40001  # the Business API's "no permission"


def is_api(request: Request) -> bool:
    """Tell whether the call goes to one of the APIs."""
    return request.host.endswith(_DOMAIN) or request.host == _BUSINESS


def is_upload(request: Request) -> bool:
    """Tell whether the call brings the bytes of a film."""
    return bool(_BYTES.fullmatch(request.host)) and request.method in {"PUT", "POST"}


def is_question(request: Request) -> bool:
    """Tell whether the call only asks, though it is a POST."""
    return is_api(request) and _QUESTIONS.fullmatch(_path(request)) is not None


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call to an API makes public, prepares or uploads.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if is_upload(request):
        return (_bytes(request),)
    reader = _CALLS.get(_path(request))
    return (reader(body.json_object(request)),) if reader else ()


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table."""
    return is_question(request) or _QUIET.fullmatch(_path(request)) is not None


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's own error (facts: official 0.5)."""
    if request.host == _BUSINESS:
        return json_refusal(200, {"code": _DENIED, "message": message, "request_id": "twohats", "data": {}})
    error = {"code": "refused_by_twohats", "message": message, "log_id": "twohats"}
    return json_refusal(403, {"data": {}, "error": error})


def _film(value: _Value) -> Activity:
    """A film goes out when its bytes have arrived: this call is the last that says what it is."""
    info, source = as_object(value.get("post_info")), as_object(value.get("source_info"))
    url, size = as_text(source.get("video_url")), source.get("video_size")
    if not source:
        raise UnreadableActivityError("a film without its source")
    media = Media(
        kind=MediaKind.VIDEO, url=url, size=size if isinstance(size, int) and not isinstance(size, bool) else None
    )
    return Activity(
        platform="tiktok",
        verb=Verb.VIDEO,
        text=as_text(info.get("title")),
        media=(media,),
        audience=as_text(info.get("privacy_level")),
    )


def _inbox_film(value: _Value) -> Activity:
    """The film waits in the app until a person posts it there."""
    found = _film(value)
    return found.model_copy(update={"verb": Verb.UPLOAD, "form": Verb.VIDEO})


def _content(value: _Value) -> Activity:
    info, source = as_object(value.get("post_info")), as_object(value.get("source_info"))
    pictures = strings(source.get("photo_images"))
    if not pictures:
        raise UnreadableActivityError("a post without pictures")
    waits = as_text(value.get("post_mode")).upper() == "MEDIA_UPLOAD"
    return Activity(
        platform="tiktok",
        verb=Verb.UPLOAD if waits else Verb.POST,
        form=Verb.POST if waits else None,
        text=as_text(info.get("description")),
        title=as_text(info.get("title")),
        media=tuple(Media(kind=MediaKind.IMAGE, url=url) for url in pictures),
        audience=as_text(info.get("privacy_level")),
    )


def _business_film(value: _Value) -> Activity:
    return _business(value, Verb.VIDEO, (Media(kind=MediaKind.VIDEO, url=as_text(value.get("video_url"))),))


def _business_photos(value: _Value) -> Activity:
    urls = strings(value.get("photo_images"))
    return _business(value, Verb.POST, tuple(Media(kind=MediaKind.IMAGE, url=url) for url in urls))


def _business(value: _Value, verb: Verb, media: tuple[Media, ...]) -> Activity:
    info = as_object(value.get("post_info"))
    if not media or not media[0].url:
        raise UnreadableActivityError("a post without film or pictures")
    return Activity(
        platform="tiktok",
        verb=verb,
        actor=_business_account(value),
        text=as_text(info.get("caption")) or as_text(value.get("caption")),
        title=as_text(info.get("title")) or as_text(value.get("title")),
        media=media,
        audience=as_text(info.get("privacy_level")),
    )


def _business_comment(value: _Value) -> Activity:
    text = as_text(value.get("text"))
    if not text:
        raise UnreadableActivityError("a comment without text")
    answered = as_text(value.get("comment_id")) or as_text(value.get("video_id"))
    return Activity(platform="tiktok", verb=Verb.REPLY, actor=_business_account(value), text=text, reply_to=answered)


def _business_delete(value: _Value) -> Activity:
    subject = as_text(value.get("comment_id"))
    return Activity(platform="tiktok", verb=Verb.DELETE, actor=_business_account(value), subject=subject)


def _business_account(value: _Value) -> Actor | None:
    number = as_text(value.get("business_id"))
    return Actor(where="json.business_id", platform_id=number) if number else None


def _bytes(request: Request) -> Activity:
    found = _RANGE.fullmatch(request.header("content-range").strip())
    offset, size = (int(found[1]), int(found[2])) if found else (0, None)
    media = Media(
        key=dict(request.query).get("upload_id", ""),
        kind=MediaKind.VIDEO,
        content=request.content or None,
        offset=offset or None,
        size=size,
    )
    return Activity(platform="tiktok", verb=Verb.UPLOAD, media=(media,))


def _path(request: Request) -> str:
    return _VERSION.sub("", request.path.rstrip("/") + "/", count=1).rstrip("/")


_CALLS: dict[str, _Reader] = {
    "post/publish/video/init": _film,
    "post/publish/inbox/video/init": _inbox_film,
    "post/publish/content/init": _content,
    "business/video/publish": _business_film,
    "business/photo/publish": _business_photos,
    "business/comment/create": _business_comment,
    "business/comment/reply/create": _business_comment,
    "business/comment/delete": _business_delete,
}
