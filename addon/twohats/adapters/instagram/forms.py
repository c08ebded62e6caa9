"""The fields of Instagram's app and web calls: plain, or signed JSON in a form field (facts: private 2.1 to 2.3)."""

from typing import Any

from twohats import body, plain_text
from twohats.adapter import Request
from twohats.bodies.json_text import as_text, dig
from twohats.body import Fields
from twohats.json_lists import listed
from twohats.meta.app import fields_of, opened
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_TRUE = frozenset({"1", "true"})
_TEXTS = ("caption", "comment_text", "caption_text", "raw_text", "biography", "text", "link_text", "title")
_KEYS = ("upload_id", "profile_pic_upload_id")
_FILES = ("photo", "video", "profile_pic", "media")


def composed(request: Request, verb: Verb) -> Activity:
    """Return what a call of the composer makes: text, media, people, other networks, time."""
    fields = fields_of(request)
    text = fields.text(*_TEXTS)
    activity = Activity(
        platform="instagram",
        verb=verb,
        text=text,
        links=tuple(dict.fromkeys((*plain_text.links(text), *_sticker_links(fields)))),
        tags=plain_text.tags(text),
        mentions=tuple(dict.fromkeys((*plain_text.mentions(text), *_people(fields)))),
        media=_media(request, fields),
        targets=targets(fields),
        audience=fields.text("audience"),
    )
    when = _time(fields)
    return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": verb, "schedule": when}) if when else activity


def targets(fields: Fields) -> tuple[Target, ...]:
    """Return the other networks and accounts that the switches of the composer add."""
    found: list[Target] = []
    if _on(fields, "share_to_facebook") or _on(fields, "share_to_facebook_reels"):
        kind = fields.text("share_to_fb_destination_type").lower()
        found.append(Target(network="facebook", ref=kind, platform_id=fields.text("share_to_fb_destination_id")))
    if _on(fields, "share_to_threads"):
        found.append(Target(network="threads", platform_id=fields.text("share_to_threads_destination_id")))
    shared = _listed(fields.first("xsharing_user_ids"))
    return (*found, *(Target(network="instagram", platform_id=as_text(number)) for number in shared))


def _time(fields: Fields) -> str:
    """Return when it is to appear; the word `scheduled` where the call does not say when."""
    raw = fields.first("content_scheduling_metadata")
    planned = opened(raw)
    when = as_text(dig(planned, "scheduled_publish_time")) or fields.text("scheduled_publish_time")
    if when:
        return in_utc(when)
    return "scheduled" if fields.text("publish_mode").lower() == "scheduled" else ""


def _media(request: Request, fields: Fields) -> tuple[Media, ...]:
    kind = MediaKind.VIDEO if _is_video(request, fields) else MediaKind.IMAGE
    children = [as_text(dig(child, "upload_id")) for child in _listed(fields.first("children_metadata"))]
    if children:
        return tuple(Media(key=key) for key in filter(None, children))  # pictures and films, mixed
    keys = dict.fromkeys(fields.all(*_KEYS))
    sent = (part for part in body.files(request) if part.name in _FILES)
    return (
        *(Media(key=key, kind=kind) for key in keys),
        *(Media(content=part.content, name=part.filename) for part in sent),
    )


def _is_video(request: Request, fields: Fields) -> bool:
    return _on(fields, "video") or "/configure_to_clips" in request.path or "/configure_to_igtv" in request.path


def _people(fields: Fields) -> list[str]:
    tags = _listed(dig(opened(fields.first("usertags")), "in"))
    tagged = [dig(tag, "user_id") or dig(tag, "user", "pk") for tag in tags]
    named = [dig(tag, "username") or dig(tag, "user_id") for tag in _listed(fields.first("reel_mentions"))]
    invited = _listed(fields.first("invite_coauthor_user_ids"))
    return [as_text(person) for person in (*tagged, *named, *invited) if person]


def _sticker_links(fields: Fields) -> list[str]:
    stickers = (*_listed(fields.first("tap_models")), *_listed(fields.first("story_cta")))
    urls = [dig(sticker, "url") or dig(sticker, "links", 0, "webUri") for sticker in stickers]
    return [url for url in urls if isinstance(url, str)]


def _on(fields: Fields, name: str) -> bool:
    return fields.text(name).lower() in _TRUE


def _listed(raw: Any) -> list[Any]:
    return listed(opened(raw))
