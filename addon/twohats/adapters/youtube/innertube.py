"""YouTube's own calls: Studio, the page and the app speak to `/youtubei/v1/` (facts: private 9)."""

import re
from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.youtube.who import acting, channels_in, video_in
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, first_under, listed, objects, strings
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[_Value], Activity]

_CALL = re.compile(r"/youtubei/v\d+/(.+?)/?")
_UPLOAD = re.compile(r"/(?:upload/(?:studio|youtubei|youtube)\w*|channel_image_upload/\w+|upload/[\w/]*thumbnail\w*)/?")
_QUESTION = re.compile(
    r"(?:browse|next|player|search|guide|config|log_event|updated_metadata|visitor_id|resolve_url|att/\w+|heartbeat"
    r"|account/accounts?_\w+|account/get_\w+|reel/reel_\w+|live_chat/get_\w+|music/get_\w+|notification/get_\w+|creator/get_\w+"
    r"|creator/list_\w+|video_manager/get_\w+|analytics_data/\w+|yta_web/\w+|\w+/get_\w+|\w+/list_\w+|get_\w+|opr/\w+"
    r"|player/\w+|search/\w+|navigation/\w+|ars/\w+|globalization/\w+|sars/\w+|security/\w+|upload/feedback|web_answers/\w+)"
)
_OTHER = re.compile(r"/(?:api/stats/|ptracking|generate_204|csi_204|youtubei/v\d+/log|error_204|s/|pagead/|static/)")
_SEEN = frozenset({"PUBLIC", "UNLISTED", "VIDEO_PRIVACY_PUBLIC", "VIDEO_PRIVACY_UNLISTED"})


def is_upload(request: Request) -> bool:
    """Tell whether the call announces or brings a file."""
    return request.method in {"POST", "PUT"} and _UPLOAD.fullmatch(request.path) is not None


def is_question(request: Request) -> bool:
    """Tell whether the call only asks, or reports what the page does, though it is a POST."""
    match = _CALL.fullmatch(request.path)
    asks = match is not None and _QUESTION.fullmatch(match[1]) is not None
    return asks or _OTHER.match(request.path) is not None


def read(request: Request) -> Activity | None:
    """Return what a call of Studio, the page or the app makes public, changes, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read (protobuf, for one).
    """
    if is_upload(request):
        return _bytes(request)
    match = _CALL.fullmatch(request.path)
    reader = _CALLS.get(match[1]) if match else None
    if reader is None:
        return None
    value = body.json_object(request)
    activity = reader(value)
    return activity if activity.actor else activity.model_copy(update={"actor": acting(request)})


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table."""
    match = _CALL.fullmatch(request.path)
    return match is not None and _QUIET.fullmatch(match[1]) is not None


def _film(value: _Value) -> Activity:
    data = as_object(value.get("initialMetadata"))
    key = as_text(dig(value, "resourceId", "scottyResourceId", "id"))
    audience = as_text(dig(data, "privacy", "newPrivacy")).upper()
    draft = dig(data, "draftState", "isDraft") is True
    activity = Activity(
        platform="youtube",
        verb=Verb.VIDEO,
        title=as_text(dig(data, "title", "newTitle")),
        text=as_text(dig(data, "description", "newDescription")),
        tags=strings(dig(data, "tags", "newTags")),
        media=(Media(key=key, kind=MediaKind.VIDEO),) if key else (),
        audience=audience.lower(),
    )
    planned = _planned(activity, data)
    waits = planned.verb is Verb.VIDEO and (draft or (audience and audience not in _SEEN))
    return planned.model_copy(update={"verb": Verb.UPLOAD, "form": Verb.VIDEO}) if waits else planned


def _change(value: _Value) -> Activity:
    """Draft to public, new words, another time or picture: one call for all of them."""
    audience = (_said(value, "privacy", "newPrivacy") or _said(value, "privacyState", "newPrivacy")).upper()
    title, text = _said(value, "title", "newTitle"), _said(value, "description", "newDescription")
    still = as_text(dig(value, "videoStill", "image", "dataUri"))
    number = as_text(value.get("encryptedVideoId"))
    activity = Activity(
        platform="youtube",
        verb=Verb.EDIT,
        title=title,
        text=text,
        tags=strings(dig(value, "tags", "newTags")),
        subject=number,
        uses=number if audience in _SEEN and not (title or text) else "",
        media=(Media(url=still[:200], kind=MediaKind.IMAGE),) if still else (),
        audience=audience.lower(),
    )
    return _planned(activity, value)


def _said(value: _Value, name: str, inner: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else as_text(dig(found, inner))


def _planned(activity: Activity, value: _Value) -> Activity:
    when = as_text(dig(value, "scheduledPublishing", "set", "timeSec"))
    update = {"verb": Verb.SCHEDULE, "form": Verb.VIDEO, "schedule": in_utc(when)}
    return activity.model_copy(update=update) if when else activity


def _community(value: _Value) -> Activity:
    text = as_text(value.get("commentText"))
    pictures = [as_text(one.get("encryptedBlobId")) for one in objects(dig(value, "imagesAttachment", "imagesData"))]
    choices = [first_under(one, "text", "choiceText") for one in listed(dig(value, "pollAttachment", "choices"))]
    film = as_text(dig(value, "videoAttachment", "videoId"))
    quiz = first_under(value.get("quizAttachmentData"), "text", "option", "choiceText")
    if not (text or pictures or choices or film or quiz):
        raise UnreadableActivityError("a post without text, picture or poll")
    own = channels_in(as_text(value.get("createBackstagePostParams")))
    activity = Activity(
        platform="youtube",
        verb=Verb.POST,
        actor=Actor(where="json.createBackstagePostParams", platform_id=own[0]) if own else None,
        text=text,
        title=" / ".join(filter(None, (*choices, quiz))),
        media=tuple(Media(key=key, kind=MediaKind.IMAGE) for key in pictures if key),
        quote_of=film,
    )
    when = as_text(value.get("scheduledPublishTimeSec"))
    update = {"verb": Verb.SCHEDULE, "form": Verb.POST, "schedule": in_utc(when)}
    return activity.model_copy(update=update) if when and when != "0" else activity


def _comment(verb: Verb) -> _Reader:
    """Return a reader for a comment, new or changed; what it answers stands in base64 of protobuf."""

    def reader(value: _Value) -> Activity:
        text = as_text(value.get("commentText")) or as_text(value.get("replyText"))
        if not text:
            raise UnreadableActivityError("a comment without text")
        packed = first_under(value, "createCommentParams", "createReplyParams", "updateCommentParams")
        place = "subject" if verb is Verb.EDIT else "reply_to"
        return Activity(platform="youtube", verb=verb, text=text).model_copy(update={place: video_in(packed)})

    return reader


def _chat(value: _Value) -> Activity:
    pieces = (as_text(one.get("text")) for one in objects(dig(value, "richMessage", "textSegments")))
    return Activity(platform="youtube", verb=Verb.MESSAGE, text="".join(pieces))


def _profile(value: _Value) -> Activity:
    text = first_under(value, "newDescription", "description")
    title = first_under(value, "newTitle", "newChannelName", "title", "channelName", "newHandle", "handle")
    return Activity(platform="youtube", verb=Verb.PROFILE, text=text, title=title)


def _on(verb: Verb) -> _Reader:
    """Return a reader for calls that do `verb` to a film, a comment or a channel."""

    def reader(value: _Value) -> Activity:
        channels = strings(value.get("channelIds"))
        subject = channels[0] if channels else first_under(value, "videoId", "encryptedVideoId", "playlistId")
        return Activity(platform="youtube", verb=verb, subject=subject)

    return reader


def _bytes(request: Request) -> Activity:
    key = dict(request.query).get("upload_id", "")
    announces = request.header("x-goog-upload-command").lower() == "start"
    media = () if announces else (Media(key=key, content=request.content or None),)
    return Activity(platform="youtube", verb=Verb.UPLOAD, media=media)


_CALLS: dict[str, _Reader] = {
    "upload/createvideo": _film,
    "video_manager/metadata_update": _change,
    "video/delete": _on(Verb.DELETE),
    "backstage/create_post": _community,
    "backstage/delete_post": _on(Verb.DELETE),
    "comment/create_comment": _comment(Verb.REPLY),
    "comment/create_comment_reply": _comment(Verb.REPLY),
    "comment/update_comment": _comment(Verb.EDIT),
    "comment/update_comment_reply": _comment(Verb.EDIT),
    "comment/perform_comment_action": _on(Verb.REACT),
    "live_chat/send_message": _chat,
    "channel_edit/update_channel_page_settings": _profile,
    "like/like": _on(Verb.REACT),
    "like/dislike": _on(Verb.REACT),
    "like/removelike": _on(Verb.DELETE),
    "subscription/subscribe": _on(Verb.FOLLOW),
    "subscription/unsubscribe": _on(Verb.DELETE),
}
_QUIET = re.compile(
    r"(?:playlist|browse|history|notification|feedback|flag|share|account|offline|ypc|ad_preferences|pause)(?:/.*)?"
)
