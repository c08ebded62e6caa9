"""Buffer's old REST calls, as the API and the dashboard's tunnel make them (facts: private 15, official 2.2)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, parse_json
from twohats.call_table import CallTable, nothing, on
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.schedulers.handles import Handle, each, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats_policy.activity import Activity, Media, MediaKind, Verb

_PLATFORM = "buffer"
_ROOT = r"(?:/api)?/[1i]"
_CALL = re.compile(_ROOT + "/.+")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TEXTS = ("text", "fb_text")
_PROFILES = ("profile_ids", "profile_id", "profileId")
_MEDIA = ("media", "extra_media", "photo", "picture", "video")
_YES = frozenset({"true", "1", "yes"})
_FORMS = {"story": Verb.STORY, "storygroup": Verb.STORY, "reel": Verb.VIDEO, "reels": Verb.VIDEO, "short": Verb.VIDEO}


def is_update(request: Request) -> bool:
    """Tell whether it is a call of the REST API that may write: some of them do by GET."""
    path = _path(request)
    return bool(_CALL.fullmatch(path)) and (request.method not in _SAFE or _CALLS.knows(request.method, path))


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a REST call does.

    Raises:
        UnreadableActivityError: an update that cannot be read.
    """
    return _CALLS.read(request, _path(request))


def known(request: Request) -> bool:
    """Tell whether the REST call is one of the table."""
    return _CALLS.knows(request.method, _path(request))


def written(values: Fields) -> Iterator[Activity]:
    """Read an update from its values, wherever those came from: one activity for each profile."""
    profiles = values.all(*_PROFILES, "subprofile_ids")
    activity = _update(values)
    if not profiles:
        raise UnreadableActivityError("an update without profiles")
    if not (activity.text or activity.media or activity.subject):
        raise UnreadableActivityError("an update without text and media")
    yield from each(_timed(activity, values), [Handle(ref, _PLATFORM) for ref in profiles], "form.profile_ids")


def _created(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    return written(body.fields(request))


def _edited(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read new words for an update; its profile is known from before, if at all."""
    values = body.fields(request)
    edit = _update(values).model_copy(update={"verb": Verb.EDIT, "form": Verb.POST, "subject": match[1]})
    profiles = values.all(*_PROFILES)
    yield from each(edit, [Handle(ref, _PLATFORM) for ref in profiles], "form.profile_ids") if profiles else (edit,)


def _shared(_request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read the sending, or the approval, of an update that waits."""
    verb = Verb.APPROVE if match[2].lower() == "approve" else Verb.POST
    yield Activity(platform=_PLATFORM, verb=verb, subject=match[1], uses=match[1])


def _update(values: Fields) -> Activity:
    text, retweet = _text(values), as_object(_under(values, "retweet"))
    subject = as_text(retweet.get("tweet_id")) or as_text(retweet.get("id"))
    comment = as_text(retweet.get("comment"))
    verb = _FORMS.get(values.text("update_type", "updateType").lower(), Verb.POST)
    if subject:
        verb = Verb.QUOTE if comment or text else Verb.REPOST
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text or comment,
        title=as_text(as_object(_under(values, "attachment")).get("title")),
        links=_links(values),
        media=_media(values),
        subject=subject,
        quote_of=subject if verb is Verb.QUOTE else "",
    )


def _text(values: Fields) -> str:
    """Return the text, and after it the comment that the tool will put below the post."""
    comment = values.text("comment_text")
    return "\n".join(filter(None, (values.text(*_TEXTS), comment if values.text("comment_enabled") != "false" else "")))


def _media(values: Fields) -> tuple[Media, ...]:
    media = (item for name in _MEDIA for item in _files(_under(values, name), name))
    return tuple({(item.key or item.url): item for item in media}.values())


def _files(value: Any, word: str) -> Iterator[Media]:
    """Yield the picture or video of a media object; `link` in it is a link, `thumbnail` and `picture` its preview."""
    item = as_object(value)
    if not item:
        yield from linked(value, word=word)
        return
    place = next((key for key in ("video", "photo", "picture", "url", "thumbnail") if item.get(key)), "")
    kind = MediaKind.VIDEO if place == "video" else MediaKind.IMAGE
    for media in linked(item.get(place)):
        yield media.model_copy(update={"kind": kind, "alt": as_text(item.get("alt_text"))})


def _links(values: Fields) -> tuple[str, ...]:
    found = (as_object(_under(values, name)) for name in ("media", "link", "attachment"))
    links = (as_text(item.get(key)) for item in found for key in ("link", "url") if isinstance(item.get("link"), str))
    return tuple(dict.fromkeys(filter(None, links)))


def _timed(activity: Activity, values: Fields) -> Activity:
    if values.text("is_draft").lower() in _YES:
        return kept(activity)
    now = values.text("now").lower() in _YES or values.text("share_mode") in {"shareNow", "shareNext", "addToQueue"}
    return activity if now else scheduled(activity, values.text("scheduled_at", "due_at"))


def _under(values: Fields, name: str) -> Any:
    """Return what stands under `name`: JSON, or fields in PHP's spelling (`media[photo]`)."""
    value = values.first(name)
    if isinstance(value, str) and value.lstrip()[:1] in {"{", "["}:
        return parse_json(value, what=f"`{name}`")
    spelt = {key[len(name) + 1 :].partition("]")[0]: values.first(key) for key in values if key.startswith(f"{name}[")}
    return value if value is not None or not spelt else spelt


def _path(request: Request) -> str:
    return request.path.rstrip("/")


_END = r"(?:\.\w+)?"
_ANY = "GET|HEAD|POST|PUT|PATCH"
_CALLS = CallTable(
    (_ANY, _ROOT + "/updates/create" + _END, _created),
    (_ANY, _ROOT + "/updates/([^/]+)/((?i:share|approve|share_now))" + _END, _shared),
    (_ANY, _ROOT + "/updates/([^/]+)/update" + _END, _edited),
    (f"{_ANY}|DELETE", _ROOT + "/updates/([^/]+)/(?:destroy|delete)" + _END, on(_PLATFORM, Verb.DELETE)),
    ("POST", _ROOT + "/(?:uploads/upload_media|upload_image|uploads/.+)" + _END, on(_PLATFORM, Verb.UPLOAD)),
    ("POST|PUT", _ROOT + r"/(?:profiles/.+|updates/(?:shuffle|reorder)|oauth2?/.+|user.*)", nothing),
)
