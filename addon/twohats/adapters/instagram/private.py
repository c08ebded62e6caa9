"""Instagram's app and web calls, by path (facts: private 2.2 and 3)."""

import re
from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.instagram import forms
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed
from twohats.meta import app
from twohats_policy.activity import Activity, Media, MediaKind, Verb

type _Reader = Callable[[Request, re.Match[str]], Activity]

_PREFIX = re.compile(r"/(?:api/v\d+/)?(?:web/)?")
_OLD_UPLOAD = re.compile(r"(?:create/)?upload/(?:photo|video)")


def is_upload(request: Request) -> bool:
    """Tell whether the call brings the bytes of a picture or a film."""
    return app.is_upload(request.path) or _OLD_UPLOAD.fullmatch(_path(request)) is not None


def read(request: Request) -> Activity | None:
    """Return what a call of the app or the web page makes public, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if app.is_upload(request.path):
        return _upload(request)
    found = _find(request)
    return found[0](request, found[1]) if found else None


def known(request: Request) -> bool:
    """Tell whether a call is in the tables: it does something in public, or nothing that others see."""
    return _find(request) is not None or _QUIET.match(_path(request)) is not None


def _find(request: Request) -> tuple[_Reader, re.Match[str]] | None:
    path = _path(request)
    for pattern, reader in _CALLS:
        if match := pattern.fullmatch(path):
            return reader, match
    return None


def _path(request: Request) -> str:
    return _PREFIX.sub("", request.path, count=1).rstrip("/")


def _upload(request: Request) -> Activity:
    parameters = app.upload_parameters(request)
    switches = Fields(list(parameters.items())) if isinstance(parameters, dict) else Fields([])
    return Activity(
        platform="instagram", verb=Verb.UPLOAD, media=(app.uploaded(request),), targets=forms.targets(switches)
    )


def _old_upload(request: Request, _: re.Match[str]) -> Activity:
    fields = app.fields_of(request)
    kind = MediaKind.VIDEO if "video" in request.path else MediaKind.IMAGE
    content = next((part.content for part in body.files(request)), None)
    media = Media(key=fields.text("upload_id"), kind=kind, content=content)
    return Activity(platform="instagram", verb=Verb.UPLOAD, media=(media,))


def _compose(verb: Verb) -> _Reader:
    """Return a reader for calls of the composer; they name an upload, or they cannot be told."""

    def reader(request: Request, match: re.Match[str]) -> Activity:
        activity = forms.composed(request, verb)
        if not (activity.media or activity.text):
            raise UnreadableActivityError("a post without text or media")
        return activity

    return reader


def _story(request: Request, match: re.Match[str]) -> Activity:
    """Mode 2 sends the story to people, not to everybody."""
    direct = app.fields_of(request).text("configure_mode") == "2"
    return _compose(Verb.MESSAGE if direct else Verb.STORY)(request, match)


def _comment(request: Request, match: re.Match[str]) -> Activity:
    activity = forms.composed(request, Verb.REPLY)
    if not activity.text:
        raise UnreadableActivityError("a comment without text")
    answered = app.fields_of(request).text("replied_to_comment_id")
    return activity.model_copy(update={"reply_to": answered or match[1] or ""})


def _edit(request: Request, match: re.Match[str]) -> Activity:
    return forms.composed(request, Verb.EDIT).model_copy(update={"subject": match[1]})


def _on(verb: Verb) -> _Reader:
    """Return a reader for calls that do `verb` to the object the path (or `media_id`) names."""

    def reader(request: Request, match: re.Match[str]) -> Activity:
        named = match[1] if match.re.groups else ""
        subject = named or app.fields_of(request).text("media_id", "user_id")
        return Activity(platform="instagram", verb=verb, subject=subject)

    return reader


def _profile(request: Request, _: re.Match[str]) -> Activity:
    fields = app.fields_of(request)
    title = "\n".join(filter(None, (fields.text("username"), fields.text("first_name", "full_name"))))
    activity = forms.composed(request, Verb.PROFILE)
    links = (*activity.links, *filter(None, (fields.text("external_url"), *_bio_links(fields.first("bio_links")))))
    return activity.model_copy(update={"title": title, "links": tuple(dict.fromkeys(links))})


def _bio_links(raw: Any) -> list[str]:
    return [as_text(dig(link, "url")) for link in listed(app.opened(raw))]


def _message(request: Request, _: re.Match[str]) -> Activity:
    fields = app.fields_of(request)
    to = fields.text("thread_ids", "thread_id", "recipient_users")
    return forms.composed(request, Verb.MESSAGE).model_copy(update={"subject": to})


_ID = r"([\w-]+)"
_TABLE: tuple[tuple[str, _Reader], ...] = (
    (r"media/configure_to_(?:clips|igtv)", _compose(Verb.VIDEO)),
    (r"(?:media|create)/configure_to_(?:story|reel)", _story),
    (r"media/configure_to_quick_snap", _compose(Verb.STORY)),
    (r"(?:media|create)/configure(?:_\w+)?", _compose(Verb.POST)),
    (r"(?:notes/create_note|media/create_note(?:/v\d+)?)", _compose(Verb.POST)),
    (rf"live/{_ID}/start", _on(Verb.VIDEO)),
    (r"highlights/create_reel", lambda request, _: forms.composed(request, Verb.STORY)),
    (rf"highlights/{_ID}/edit_reel", _edit),
    (r"repost/create_repost", _on(Verb.REPOST)),
    (rf"(?:media/{_ID}/comment|live/[\w-]+/comment)", _comment),
    (rf"comments/{_ID}/add", _comment),
    (rf"media/{_ID}/edit_media", _edit),
    (rf"media/{_ID}/undo_only_me", _on(Verb.EDIT)),
    (rf"(?:media|likes)/{_ID}/(?:like|comment_like)", _on(Verb.REACT)),
    (rf"comments/like/{_ID}", _on(Verb.REACT)),
    (rf"media/{_ID}/[\w-]+/story_\w+", _on(Verb.REACT)),
    (r"story_interactions/send_story_like", _on(Verb.REACT)),
    (rf"friendships/(?:create/{_ID}|create)", _on(Verb.FOLLOW)),
    (rf"friendships/{_ID}/follow", _on(Verb.FOLLOW)),
    (rf"friendships/destroy/{_ID}", _on(Verb.DELETE)),
    (rf"friendships/{_ID}/unfollow", _on(Verb.DELETE)),
    (rf"(?:media|create|comments|highlights|live)/{_ID}/(?:delete(?:/[\w-]+)?|only_me|delete_reel)", _on(Verb.DELETE)),
    (rf"media/{_ID}/(?:comment/(?:[\w-]+/)?(?:bulk_)?delete|unlike|comment_unlike)", _on(Verb.DELETE)),
    (rf"(?:likes/{_ID}/unlike|comments/unlike/[\w-]+)", _on(Verb.DELETE)),
    (r"(?:notes/delete_note|repost/delete_repost|accounts/remove_profile_picture)", _on(Verb.DELETE)),
    (
        r"accounts/(?:edit_profile|edit|set_biography|update_bio_links|remove_bio_links|set_(?:private|public))",
        _profile,
    ),
    (r"accounts/(?:web_)?change_profile_picture|accounts/update_profile_(?:name|username)", _profile),
    (r"direct_v2/(?:threads/)?broadcast/\w+|direct_v2/threads/[\w-]+/broadcast/\w+", _message),
    (_OLD_UPLOAD.pattern, _old_upload),
)
_CALLS = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)
_QUIET = re.compile(
    r"(?:accounts|address_book|ads|archive|attribution|banyan|bloks|business|challenge|clips|collections|commerce|consent"
    r"|creatives|devices|direct_v2|discover|dynamic_onboarding|emoji|fbsearch|feed|friendships|igtv|language|launcher"
    r"|linked_accounts|live|locations|loom|map|multiple_accounts|music|news|notifications|nux|oembed|push|qe|qp|restrict_action"
    r"|scores|security|si|status|stories|tags|translate|two_factor|usertags|users|wellbeing|zr|logging_client_events|ajax"
    r"|accounts_center|graphql_logging|fxcal|query|search|explore|settings|b|logging|falco)(?:/|$)"
    r"|media/(?:upload_finish|validate_\w+|blocked|seen|[\w-]+/(?:save|unsave|info|seen|hide|report|flag|disable_comments|enable_comments))"
    r"|media/[\w-]+/(?:comments|likers|permalink|comment/[\w-]+/(?:report|translate))"
)
