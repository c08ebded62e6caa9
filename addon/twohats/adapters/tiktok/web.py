"""TikTok's own page (facts: private 8)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.moments import in_utc
from twohats.replies import json_refusal
from twohats_policy.activity import Activity, Media, MediaKind, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[Request], Iterator[Activity]]

_AUDIENCES = {"0": "public", "1": "private", "2": "friends"}
_OFF = frozenset({"0", "2"})
_DENIED = 10000  # any number but 0 is an error; this one starts no login


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call of the page makes public, changes or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    reader = _find(request)
    return tuple(reader(request)) if reader else ()


def changes(request: Request) -> bool:
    """Tell whether the call does something whatever its method: the page's own calls have their fields in the query."""
    return _find(request) is not None


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table."""
    return _QUIET.match(request.path) is not None


def refusal(message: str) -> Refusal:
    """Return the page's own error (facts: private 18)."""
    return json_refusal(
        200, {"status_code": _DENIED, "status_msg": message, "statusCode": _DENIED, "statusMsg": message}
    )


def _find(request: Request) -> _Reader | None:
    path = request.path.rstrip("/")
    return next((reader for pattern, reader in _CALLS if pattern.fullmatch(path)), None)


def _project(request: Request) -> Iterator[Activity]:
    """The list can hold several films, and a list of switches beside it one for each, or one for all."""
    value = body.json_object(request)
    posts, switches = objects(value.get("single_post_req_list")), objects(value.get("feature_common_info_list"))
    if not posts:
        raise UnreadableActivityError("a post without films")
    for place, post in enumerate(posts):
        common = switches[place] if place < len(switches) else switches[0] if switches else {}
        yield _film(post, common)


def _film(post: _Value, common: _Value) -> Activity:
    info = as_object(post.get("single_post_feature_info"))
    visibility = as_text(dig(common, "privacy_setting_info", "visibility_type"))
    key = as_text(post.get("video_id")) or as_text(dig(common, "vedit_common_info", "video_id"))
    people = [as_text(mark.get("user_id")) for mark in objects(info.get("text_extra"))]
    activity = Activity(
        platform="tiktok",
        verb=Verb.VIDEO,
        text=as_text(info.get("text")) or as_text(info.get("markup_text")),
        mentions=tuple(dict.fromkeys(filter(None, people))),
        media=(Media(key=key, kind=MediaKind.VIDEO),),
        audience=_AUDIENCES.get(visibility, visibility),
    )
    when = as_text(common.get("schedule_time"))
    if when and when != "0":
        return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": Verb.VIDEO, "schedule": in_utc(when)})
    return activity


def _item(request: Request) -> Iterator[Activity]:
    fields = body.fields(request)
    key, text = fields.text("video_id"), fields.text("text")
    if not key:
        raise UnreadableActivityError("a post without a film")
    yield Activity(platform="tiktok", verb=Verb.VIDEO, text=text, media=(Media(key=key, kind=MediaKind.VIDEO),))


def _comment(request: Request) -> Iterator[Activity]:
    fields = body.fields(request)
    text = fields.text("text")
    if not text:
        raise UnreadableActivityError("a comment without text")
    answered = fields.text("reply_to_reply_id") or fields.text("reply_id")
    reply_to = answered if answered not in {"", "0"} else fields.text("aweme_id")
    yield Activity(platform="tiktok", verb=Verb.REPLY, text=text, reply_to=reply_to)


def _profile(request: Request) -> Iterator[Activity]:
    fields = body.fields(request)
    picture = fields.text("avatar_uri")
    yield Activity(
        platform="tiktok",
        verb=Verb.PROFILE,
        title=fields.text("nickname", "unique_id"),
        text=fields.text("signature"),
        media=(Media(key=picture, kind=MediaKind.IMAGE),) if picture else (),
    )


def _on(verb: Verb, *names: str) -> _Reader:
    """Return a reader for a switch: `type=1` does it, `0` undoes it."""

    def reader(request: Request) -> Iterator[Activity]:
        fields = body.fields(request)
        undone = fields.text("type") in _OFF
        yield Activity(platform="tiktok", verb=Verb.DELETE if undone else verb, subject=fields.text(*names))

    return reader


def _delete(request: Request) -> Iterator[Activity]:
    fields = body.fields(request)
    yield Activity(platform="tiktok", verb=Verb.DELETE, subject=fields.text("item_id", "aweme_id", "cid"))


_CALLS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"/(?:tiktok|api/v\d+)/web/project/post(?:/v\d+)?"), _project),
    (re.compile(r"/api/v\d+/item/create"), _item),
    (re.compile(r"/api/comment/publish"), _comment),
    (re.compile(r"/api/comment/delete|/api/item/delete|/api/v\d+/item/delete"), _delete),
    (re.compile(r"/api/update/profile"), _profile),
    (re.compile(r"/api/(?:commit/item/digg|comment/digg)"), _on(Verb.REACT, "aweme_id", "cid")),
    (re.compile(r"/api/commit/follow/user"), _on(Verb.FOLLOW, "user_id", "sec_user_id")),
)
_QUIET = re.compile(
    r"/(?:api/v\d+/(?:web/project/create|video/upload/auth|list|user_log|web/\w*pre_?check)|top/v1|passport/|login|logout"
    r"|service/|captcha|web/report|monitor_|v\d+/(?:list|user/webid|webid)|ttwid/|tiktokstudio/|abtest|cloudpush"
    r"|api/(?:user/(?:playlist|list)|recommend|search|notice|explore|policy|impression|report|privacy|upload/image))"
)
