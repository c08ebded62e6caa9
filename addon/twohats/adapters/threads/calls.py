"""The app's and the page's own calls, by path; they may go to Instagram's hosts (facts: private 4)."""

import re
from collections.abc import Callable
from typing import Any

from twohats.adapter import Request
from twohats.bodies.json_text import as_text, dig
from twohats.body import Fields
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed
from twohats.meta import app
from twohats_policy.activity import Activity, Media, MediaKind, Verb

type _Reader = Callable[[Request, re.Match[str]], Activity]

_PREFIX = re.compile(r"/(?:api/v\d+/)?(?:web/)?")
_AUDIENCES = {"0": "everyone", "1": "followers", "2": "mentioned"}


def read(request: Request) -> Activity | None:
    """Return what a call of the app or the page makes public, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if app.is_upload(request.path):
        return Activity(platform="threads", verb=Verb.UPLOAD, media=(app.uploaded(request),))
    path = _path(request)
    found = ((match, reader) for pattern, reader in _CALLS if (match := pattern.fullmatch(path)))
    match, reader = next(found, (None, None))
    return reader(request, match) if reader and match else None


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table."""
    return _QUIET.match(_path(request)) is not None


def composed(fields: Fields) -> Activity:
    """Return the post that the fields describe: text, media, what it answers or quotes.

    Raises:
        UnreadableActivityError: there is nothing in it.
    """
    info = as_object(app.opened(fields.first("text_post_app_info")))
    text = fields.text("caption") or as_text(dig(info, "text_with_entities", "text"))
    media = _media(fields)
    link = as_text(info.get("link_attachment_url"))
    if not (text or media or link or info.get("quoted_post_id")):
        raise UnreadableActivityError("a post without text or media")
    reply_to = _answered(fields, info)
    quoted = as_text(info.get("quoted_post_id"))
    return Activity(
        platform="threads",
        verb=Verb.REPLY if reply_to else Verb.QUOTE if quoted else Verb.POST,
        text=text,
        links=(link,) if link else (),
        media=media,
        reply_to=reply_to,
        quote_of=quoted,
        audience=_AUDIENCES.get(as_text(info.get("reply_control")), fields.text("audience")),
    )


def _answered(fields: Fields, info: dict[str, Any]) -> str:
    return as_text(info.get("reply_id")) or fields.text("barcelona_source_reply_id", "replied_to_media_id")


def _media(fields: Fields) -> tuple[Media, ...]:
    """A text-only post has an upload id too, that names nothing."""
    children = [as_text(dig(child, "upload_id")) for child in listed(app.opened(fields.first("children_metadata")))]
    if children:
        return tuple(Media(key=key) for key in filter(None, children))
    key = "" if fields.text("publish_mode") == "text_post" else fields.text("upload_id")
    kind = MediaKind.VIDEO if fields.text("video") in {"1", "true"} else MediaKind.UNKNOWN
    return (Media(key=key, kind=kind),) if key else ()


def _compose(request: Request, match: re.Match[str]) -> Activity:
    return composed(app.fields_of(request))


def _edit(request: Request, match: re.Match[str]) -> Activity:
    fields = app.fields_of(request)
    text = fields.text("caption_text", "caption", "text")
    return Activity(platform="threads", verb=Verb.EDIT, text=text, subject=match[1])


def _profile(request: Request, match: re.Match[str]) -> Activity:
    fields = app.fields_of(request)
    title = fields.text("first_name", "full_name", "username")
    return Activity(platform="threads", verb=Verb.PROFILE, title=title, text=fields.text("biography", "raw_text"))


def _on(verb: Verb) -> _Reader:
    """Return a reader for calls that do `verb` to the object that the path or `media_id` names."""

    def reader(request: Request, match: re.Match[str]) -> Activity:
        named = match[1] if match.re.groups else ""
        subject = named or app.fields_of(request).text("media_id", "user_id", "repost_id")
        return Activity(platform="threads", verb=verb, subject=subject)

    return reader


_ID = r"([\w-]+)"
_CALLS = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"media/configure(?:_\w+)?", _compose),
        (r"repost/create_repost", _on(Verb.REPOST)),
        (r"repost/delete_\w+", _on(Verb.DELETE)),
        (rf"media/{_ID}/(?:delete|unlike)", _on(Verb.DELETE)),
        (rf"media/{_ID}/like", _on(Verb.REACT)),
        (rf"media/{_ID}/edit_media", _edit),
        (rf"text_feed/{_ID}/edit", _edit),
        (rf"friendships/(?:create/{_ID}|create)", _on(Verb.FOLLOW)),
        (rf"friendships/{_ID}/follow", _on(Verb.FOLLOW)),
        (rf"friendships/destroy/{_ID}", _on(Verb.DELETE)),
        (rf"friendships/{_ID}/unfollow", _on(Verb.DELETE)),
        (r"accounts/(?:edit_profile|edit|set_biography|(?:web_)?change_profile_picture|update_\w+)", _profile),
    )
)
_QUIET = re.compile(
    r"(?:accounts|ads|ajax|attestation|banyan|bloks|challenge|commerce|consent|devices|direct_v2|discover|fbsearch|feed"
    r"|friendships|graphql_logging|language|launcher|linked_accounts|logging|logging_client_events|multiple_accounts|news"
    r"|notifications|nux|push|qe|qp|search|settings|status|usertags|users|wellbeing|zr|b|falco)(?:/|$)"
    r"|media/(?:upload_finish|blocked|seen|[\w-]+/(?:save|unsave|info|seen|hide|report))"
)


def _path(request: Request) -> str:
    return _PREFIX.sub("", request.path, count=1).rstrip("/")
