"""Facebook's Graph API: edges of pages and people, posts, comments, uploads (facts: official 0.6 and 1.2)."""

import re
from collections.abc import Callable

from twohats import body
from twohats.adapter import Request
from twohats.adapters.facebook import contents
from twohats.body import Fields
from twohats.errors import UnreadableActivityError
from twohats.meta import graph
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

type _Reader = Callable[[Request, str, Fields], Activity]

_UPLOADS = re.compile(r"/(?:video-upload|fb_video|fb_photo)/")
_OFF = frozenset({"false", "0"})
_PLUMBING = frozenset(
    {"access_token", "appsecret_proof", "format", "method", "suppress_http_code", "pretty", "fields", "include_headers"}
)
_MODERATION = frozenset({"is_hidden", "is_pinned", "can_comment", "hide", "moderate"})
_PROFILE = frozenset(
    [
        "about",
        "bio",
        "company_overview",
        "cover",
        "emails",
        "general_info",
        "hours",
        "impressum",
        "mission",
        "phone",
        "place_topics",
        "username",
        "website",
    ]
)
_NO_ACCOUNT = frozenset({"", "me"})


def is_upload(request: Request) -> bool:
    """Tell whether the call brings the bytes of a resumable upload."""
    return request.host in graph.FACEBOOK_HOSTS and bool(_UPLOADS.match(request.path))


def read(request: Request) -> Activity | None:
    """Return what one Graph call prepares, publishes or deletes.

    Raises:
        UnreadableActivityError: a publishing call without its content.
    """
    if is_upload(request):
        return _bytes(request)
    node, edge = graph.place(request)
    fields = body.fields(request)
    if graph.deletes(request, fields):
        return Activity(platform="facebook", verb=Verb.DELETE, subject=node)
    if not edge:
        return _changed(node, fields)
    reader = _EDGES.get(edge.lower())
    return reader(request, node, fields) if reader else None


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table: tokens, subscriptions, moderation."""
    node, edge = graph.place(request)
    if edge:
        return edge.lower() in _QUIET or node == "oauth"
    return node in {"", "oauth", "debug_token"} or _is_object(node)


def _post(verb: Verb) -> _Reader:
    """Return a reader for edges that make a post of their own."""

    def reader(request: Request, node: str, fields: Fields) -> Activity:
        activity = contents.activity(request, fields, verb).model_copy(update={"actor": _actor(node)})
        if not (activity.text or activity.title or activity.media or activity.links):
            raise UnreadableActivityError("a post without text, link or media")
        return _timed(activity, fields)

    return reader


def _video(verb: Verb) -> _Reader:
    """Return a reader for edges that take a film whole, or in phases: start, transfer, finish."""

    def reader(request: Request, node: str, fields: Fields) -> Activity:
        phase = fields.text("upload_phase").lower()
        if phase in {"", "finish"}:
            return _state(_post(verb)(request, node, fields), fields)
        media = contents.piece(request, fields) if phase == "transfer" else ()
        return Activity(platform="facebook", verb=Verb.UPLOAD, form=verb, actor=_actor(node), media=media)

    return reader


def _state(activity: Activity, fields: Fields) -> Activity:
    """A reel says by itself whether it is a draft."""
    draft = fields.text("video_state").upper() == "DRAFT" and activity.verb is not Verb.SCHEDULE
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if draft else activity


def _timed(activity: Activity, fields: Fields) -> Activity:
    """Publish now, later, or not yet: an unpublished post or picture is for a later call."""
    when = fields.text("scheduled_publish_time")
    if when:
        update = {"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when)}
        return activity.model_copy(update=update)
    waits = fields.text("published").lower() in _OFF or graph.is_on(fields, "temporary")
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if waits else activity


def _live(request: Request, node: str, fields: Fields) -> Activity:
    activity = contents.activity(request, fields, Verb.VIDEO).model_copy(update={"actor": _actor(node)})
    when = fields.text("planned_start_time")
    if when:
        return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": Verb.VIDEO, "schedule": in_utc(when)})
    waits = fields.text("status").upper() in {"UNPUBLISHED", "SCHEDULED_UNPUBLISHED"}
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": Verb.VIDEO}) if waits else activity


def _comment(request: Request, node: str, fields: Fields) -> Activity:
    activity = contents.activity(request, fields, Verb.REPLY)
    if not (activity.text or activity.media or activity.links):
        raise UnreadableActivityError("a comment without text or picture")
    return activity.model_copy(update={"reply_to": node})


def _on(verb: Verb) -> _Reader:
    """Return a reader for edges that do `verb` to the object in the path."""
    return lambda request, node, fields: Activity(platform="facebook", verb=verb, subject=node)


def _message(request: Request, node: str, fields: Fields) -> Activity:
    text, media = contents.message(fields)
    to = contents.recipient(fields)
    actor = _actor(node) if not _is_post(node) else None
    return Activity(platform="facebook", verb=Verb.MESSAGE, actor=actor, text=text, media=media, subject=to or node)


def _profile(request: Request, node: str, fields: Fields) -> Activity:
    return contents.activity(request, fields, Verb.PROFILE).model_copy(update={"actor": _actor(node)})


def _changed(node: str, fields: Fields) -> Activity | None:
    """A call to an object itself changes it: a post's words, whether it is out, a page's own words."""
    names = {name for name in fields if name not in _PLUMBING | _MODERATION}
    if not (names and (_is_object(node) or node == "me")):
        return None
    text = fields.text("message", "description", "caption", "about", "bio", "name")
    if names & _PROFILE:
        return Activity(platform="facebook", verb=Verb.PROFILE, actor=_actor(node), text=text)
    when = fields.text("scheduled_publish_time")
    out = graph.is_on(fields, "is_published", "published")
    return Activity(
        platform="facebook",
        verb=Verb.SCHEDULE if when else Verb.EDIT,
        form=Verb.POST if when else None,
        text=text,
        title=fields.text("title"),
        subject=node,
        uses=node if out and not text else "",
        schedule=in_utc(when) if when else "",
    )


def _bytes(request: Request) -> Activity:
    key = request.path.rstrip("/").rpartition("/")[2]
    offset = request.header("offset")
    media = Media(
        key=key,
        kind=MediaKind.IMAGE if "/fb_photo/" in request.path else MediaKind.VIDEO,
        content=request.content or None,
        offset=int(offset) if offset.isdecimal() and int(offset) else None,
        url=request.header("file_url"),
    )
    return Activity(platform="facebook", verb=Verb.UPLOAD, media=(media,))


def _actor(node: str) -> Actor | None:
    if node in _NO_ACCOUNT:
        return None
    return graph.actor(node) or Actor(where="path", username=node)


def _is_object(node: str) -> bool:
    return node.replace("_", "").isdecimal()


def _is_post(node: str) -> bool:
    return "_" in node


_EDGES: dict[str, _Reader] = {
    **dict.fromkeys(("feed", "photos", "links", "statuses", "notes", "albums", "events"), _post(Verb.POST)),
    **dict.fromkeys(("milestones", "offers", "questions", "posts"), _post(Verb.POST)),
    "videos": _video(Verb.VIDEO),
    "video_reels": _video(Verb.VIDEO),
    "video_stories": _video(Verb.STORY),
    "photo_stories": _post(Verb.STORY),
    "live_videos": _live,
    "comments": _comment,
    "likes": _on(Verb.REACT),
    "reactions": _on(Verb.REACT),
    "messages": _message,
    "private_replies": _message,
    "picture": _profile,
    "settings": _profile,
    "call_to_actions": _profile,
}
_QUIET = frozenset(
    [
        "accounts",
        "admin_notes",
        "assigned_users",
        "blocked",
        "custom_labels",
        "labels",
        "messenger_profile",
        "page_backed_instagram_accounts",
        "pass_thread_control",
        "permissions",
        "request_thread_control",
        "roles",
        "subscribed_apps",
        "subscriptions",
        "take_thread_control",
        "thread_owner",
        "video_lists",
        "access_token",
        "client_code",
        "activities",
        "app_event",
        "insights",
    ]
)
