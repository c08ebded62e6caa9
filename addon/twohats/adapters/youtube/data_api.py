"""The YouTube Data API: films, comments, broadcasts, channels (facts: official 0.6 and 1.7)."""

import re
from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.youtube.files import films, metadata
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, strings
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[Request], Activity]

_API = re.compile(r"(/resumable)?(/upload)?/youtube/v3/(.+?)/?")
_BATCH = re.compile(r"/batch(?:/youtube/v3)?/?")
_UNSEEN = "private"
_WORDS = ("snippet", "topLevelComment", "snippet", "textOriginal")


def is_api(request: Request) -> bool:
    """Tell whether the call is one of the Data API."""
    return _API.fullmatch(request.path) is not None or _BATCH.fullmatch(request.path) is not None


def is_upload(request: Request) -> bool:
    """Tell whether the call brings bytes to a session that an earlier call opened."""
    match = _API.fullmatch(request.path)
    return bool(match and match[2]) and "upload_id" in dict(request.query) and request.method in {"PUT", "POST"}


def read(request: Request) -> Activity | None:
    """Return what a call to the API makes public, changes, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read, or a batch.
    """
    if is_upload(request):
        return _bytes(request)
    match = _API.fullmatch(request.path)
    if match is None:
        raise UnreadableActivityError("a batch of calls")
    resource = match[3]
    if request.method == "DELETE":
        seen = resource in _DELETES
        return Activity(platform="youtube", verb=Verb.DELETE, subject=_query(request, "id")) if seen else None
    reader = _CALLS.get((_VERBS.get(request.method, request.method), resource))
    return _behalf(request, reader(request)) if reader else None


def known(request: Request) -> bool:
    """Tell whether a call without effect on the channel's public face is in the table."""
    match = _API.fullmatch(request.path)
    return match is not None and match[3] in _QUIET


def _film(request: Request) -> Activity:
    value = metadata(request)
    snippet, status = as_object(value.get("snippet")), as_object(value.get("status"))
    audience, when = as_text(status.get("privacyStatus")).lower(), as_text(status.get("publishAt"))
    activity = Activity(
        platform="youtube",
        verb=Verb.VIDEO,
        title=as_text(snippet.get("title")),
        text=as_text(snippet.get("description")),
        tags=strings(snippet.get("tags")),
        media=films(request),
        audience=audience,
        language=as_text(snippet.get("defaultLanguage")),
    )
    return _timed(activity, audience, when)


def _timed(activity: Activity, audience: str, when: str) -> Activity:
    """Now, later, or for nobody yet: what is private can be published by a later call."""
    if when:
        update = {"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when)}
        return activity.model_copy(update=update)
    waits = audience == _UNSEEN
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if waits else activity


def _film_change(request: Request) -> Activity:
    """Also what puts a private film into the open: then its own words may be all from before."""
    value = body.json_object(request)
    snippet, status = as_object(value.get("snippet")), as_object(value.get("status"))
    title, text = as_text(snippet.get("title")), as_text(snippet.get("description"))
    audience, when = as_text(status.get("privacyStatus")).lower(), as_text(status.get("publishAt"))
    number = as_text(value.get("id"))
    unsaid = audience not in {"", _UNSEEN} and not (title or text)
    return Activity(
        platform="youtube",
        verb=Verb.SCHEDULE if when else Verb.EDIT,
        form=Verb.VIDEO if when else None,
        title=title,
        text=text,
        tags=strings(snippet.get("tags")),
        subject=number,
        uses=number if unsaid else "",
        audience=audience,
        schedule=in_utc(when) if when else "",
    )


def _thread(request: Request) -> Activity:
    value = body.json_object(request)
    answered = as_text(dig(value, "snippet", "videoId")) or as_text(dig(value, "snippet", "channelId"))
    return _comment(as_text(dig(value, *_WORDS)), reply_to=answered)


def _answer(request: Request) -> Activity:
    value = body.json_object(request)
    return _comment(as_text(dig(value, "snippet", "textOriginal")), reply_to=as_text(dig(value, "snippet", "parentId")))


def _comment(text: str, reply_to: str) -> Activity:
    if not text:
        raise UnreadableActivityError("a comment without text")
    return Activity(platform="youtube", verb=Verb.REPLY, text=text, reply_to=reply_to)


def _comment_change(request: Request) -> Activity:
    value = body.json_object(request)
    text = as_text(dig(value, "snippet", "textOriginal")) or as_text(dig(value, *_WORDS))
    return Activity(platform="youtube", verb=Verb.EDIT, text=text, subject=as_text(value.get("id")))


def _broadcast(request: Request) -> Activity:
    found = _film(request)
    value = body.json_object(request)
    when = as_text(dig(value, "snippet", "scheduledStartTime"))
    return found.model_copy(
        update={"verb": Verb.SCHEDULE, "form": Verb.VIDEO, "schedule": in_utc(when) if when else "scheduled"}
    )


def _transition(request: Request) -> Activity:
    status = _query(request, "broadcastStatus").lower()
    verb = Verb.VIDEO if status == "live" else Verb.EDIT
    return Activity(platform="youtube", verb=verb, subject=_query(request, "id"), audience=status)


def _thumbnail(request: Request) -> Activity:
    subject = _query(request, "videoId")
    return Activity(platform="youtube", verb=Verb.EDIT, subject=subject, media=films(request, MediaKind.IMAGE))


def _rating(request: Request) -> Activity:
    undone = _query(request, "rating").lower() == "none"
    return Activity(platform="youtube", verb=Verb.DELETE if undone else Verb.REACT, subject=_query(request, "id"))


def _subscription(request: Request) -> Activity:
    subject = as_text(dig(body.json_object(request), "snippet", "resourceId", "channelId"))
    return Activity(platform="youtube", verb=Verb.FOLLOW, subject=subject)


def _chat(request: Request) -> Activity:
    value = body.json_object(request)
    text = as_text(dig(value, "snippet", "textMessageDetails", "messageText"))
    chat = as_text(dig(value, "snippet", "liveChatId"))
    return Activity(platform="youtube", verb=Verb.MESSAGE, text=text, subject=chat)


def _channel(request: Request) -> Activity:
    value = metadata(request)
    settings = as_object(dig(value, "brandingSettings", "channel"))
    banner = as_text(dig(value, "brandingSettings", "image", "bannerExternalUrl"))
    return Activity(
        platform="youtube",
        verb=Verb.PROFILE,
        title=as_text(settings.get("title")),
        text=as_text(settings.get("description")),
        media=(Media(url=banner, kind=MediaKind.IMAGE),) if banner else films(request, MediaKind.IMAGE),
    )


def _banner(request: Request) -> Activity:
    return Activity(platform="youtube", verb=Verb.UPLOAD, media=films(request, MediaKind.IMAGE))


def _bytes(request: Request) -> Activity:
    media = Media(key=_query(request, "upload_id"), kind=MediaKind.VIDEO, content=request.content or None)
    return Activity(platform="youtube", verb=Verb.UPLOAD, media=(media,))


def _behalf(request: Request, activity: Activity) -> Activity:
    """A network of channels names the channel it acts for."""
    channel = _query(request, "onBehalfOfContentOwnerChannel")
    where = "query.onBehalfOfContentOwnerChannel"
    return activity.model_copy(update={"actor": Actor(where=where, platform_id=channel)}) if channel else activity


def _query(request: Request, name: str) -> str:
    return dict(request.query).get(name, "")


_VERBS = {"PATCH": "PUT"}
_CALLS: dict[tuple[str, str], _Reader] = {
    ("POST", "videos"): _film,
    ("PUT", "videos"): _film_change,
    ("POST", "videos/rate"): _rating,
    ("POST", "commentThreads"): _thread,
    ("PUT", "commentThreads"): _comment_change,
    ("POST", "comments"): _answer,
    ("PUT", "comments"): _comment_change,
    ("POST", "liveBroadcasts"): _broadcast,
    ("PUT", "liveBroadcasts"): _film_change,
    ("POST", "liveBroadcasts/transition"): _transition,
    ("POST", "liveChat/messages"): _chat,
    ("POST", "thumbnails/set"): _thumbnail,
    ("POST", "subscriptions"): _subscription,
    ("PUT", "channels"): _channel,
    ("POST", "channelBanners/insert"): _banner,
    ("POST", "watermarks/set"): _channel,
}
_DELETES = frozenset({"videos", "comments", "liveBroadcasts", "liveChat/messages", "subscriptions"})
_QUIET = frozenset(
    {
        *("playlists", "playlistItems", "playlistImages", "comments/setModerationStatus", "comments/markAsSpam"),
        *("liveBroadcasts/bind", "liveBroadcasts/cuepoint", "liveStreams", "liveChat/bans", "liveChat/moderators"),
        *("videos/reportAbuse", "watermarks/unset", "captions", "channelSections"),
    }
)
