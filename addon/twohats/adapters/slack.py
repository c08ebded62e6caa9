"""Slack: the Web API that apps and the page use, and incoming webhooks.

:surfaces: Web API, incoming webhooks, web
:reads: post, reply, repost, react, message, profile, edit, schedule, delete, upload
:not read: which file a completed upload's id stands for, calls, names that a message shows instead of its own
:checked: 2026-11-22
:sources: slack_sdk; docs.slack.dev; recorded clients; facts: official 0.5 and 1.14
:unverified: the page's own methods beside the public ones, streams, canvases
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Call, Fact, LoginIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json, as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.json_search import lines, texts_under
from twohats.moments import in_utc
from twohats.replies import get, json_refusal, json_reply
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

name = "slack"
hosts = frozenset({"slack.com", ".slack.com", "slack-gov.com", ".slack-gov.com"})
any_host = False

_METHOD = re.compile(r"/api/([\w.]{1,120})/?")
_HOOK = re.compile(r"/((?:services|workflows|triggers)/([^/]+/[^/]+)/.+?)/?")
_BESIDE = re.compile(r"/(?:beacon|cache|clog|csp|signin|track|t/|ssb|checkcookie|gantry)(?:/.*)?")
_STORAGE = re.compile(r"/upload/v\d/.+")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_VERBS = {
    "chat.postmessage": Verb.POST, "chat.memessage": Verb.POST, "chat.postephemeral": Verb.MESSAGE,
    "chat.sharemessage": Verb.REPOST, "chat.schedulemessage": Verb.SCHEDULE, "chat.startstream": Verb.POST,
    "chat.appendstream": Verb.EDIT, "chat.stopstream": Verb.EDIT, "chat.update": Verb.EDIT, "chat.unfurl": Verb.EDIT,
    "chat.command": Verb.POST, "chat.delete": Verb.DELETE, "chat.deletescheduledmessage": Verb.DELETE,
    "files.upload": Verb.POST, "files.completeuploadexternal": Verb.POST, "files.share": Verb.POST,
    "files.remote.share": Verb.POST, "files.sharedpublicurl": Verb.POST, "files.edit": Verb.EDIT,
    "files.delete": Verb.DELETE, "files.getuploadurl": Verb.UPLOAD, "files.getuploadurlexternal": Verb.UPLOAD,
    "files.remote.add": Verb.UPLOAD, "reactions.add": Verb.REACT, "reactions.remove": Verb.DELETE,
    "pins.add": Verb.PROFILE, "bookmarks.add": Verb.PROFILE, "bookmarks.edit": Verb.PROFILE,
    "users.profile.set": Verb.PROFILE, "users.setphoto": Verb.PROFILE, "conversations.settopic": Verb.PROFILE,
    "conversations.setpurpose": Verb.PROFILE, "canvases.create": Verb.POST, "canvases.edit": Verb.EDIT,
    "canvases.delete": Verb.DELETE, "conversations.canvases.create": Verb.POST,
}  # fmt: skip
_SHOWING = re.compile(
    r"(?:chat|files|canvases|stories|huddles)\..*(?:post|send|share|create|schedule|update|publish|upload).*"
)
_BLOCK_TEXTS = frozenset({"text", "fallback", "pretext", "title", "value", "markdown", "alt_text", "footer"})
_ADDRESSES = frozenset({"url", "title_link", "from_url", "author_link"})
_MARKED = re.compile(r"<(https?://[^|>\s]+)[|>]")
_PICTURES = frozenset({"image_url", "thumb_url"})


def claims(request: Request) -> bool:
    """Tell whether the call is Slack's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call by the method in the path: each works by GET and POST."""
    if _STORAGE.fullmatch(request.path):
        return Call.READ if request.method in _SAFE else Call.UPLOAD
    if _method(request) in _VERBS:
        return Call.WRITE
    return Call.READ if request.method in _SAFE else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call shows to people.

    Raises:
        UnreadableActivityError: a message without anything in it, or a body that cannot be read.
    """
    if call(request) is Call.UPLOAD:
        return (Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),)),)
    if _is_hook(request) and request.method not in _SAFE:
        return (_hooked(request),)
    verb = _VERBS.get(_method(request))
    return () if verb is None else (_activity(request, verb),)


def known(request: Request) -> bool:
    """Tell whether the method is in the table, or of a family that shows nothing to others."""
    method = _method(request)
    if call(request) is not Call.WRITE or method in _VERBS:
        return True
    return not _SHOWING.fullmatch(method) if method else _BESIDE.fullmatch(request.path) is not None


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens and addresses of hooks are opaque."""
    return iter(())


def credential(request: Request) -> str:
    """Return the token, in the header or among the fields, or the secret part of a hook's address."""
    if _is_hook(request) and (match := _HOOK.fullmatch(request.path)):
        return match[1]
    try:
        return bearer(request) or body.fields(request).text("token")
    except UnreadableActivityError:
        return dict(request.query).get("token", "")


def whoami(request: Request) -> Request | None:
    """Return the question for the token's owner; hooks have none."""
    token = "" if _is_hook(request) else credential(request)
    if not token:
        return None
    return get(request, "/api/auth.test", {"cookie", "host", "user-agent"}, (("authorization", f"Bearer {token}"),))


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the owner of a token, and the time stamp that names a new message."""
    value = json_reply(reply)
    if dig(value, "ok") is not True:
        return
    match _method(request):
        case "auth.test":
            if number := as_text(dig(value, "user_id")):
                yield LoginIs(platform_id=number, username=as_text(dig(value, "user")))
        case "oauth.v2.access":
            yield from _token_of(dig(value, "bot_user_id"), dig(value, "access_token"))
            yield from _token_of(dig(value, "authed_user", "id"), dig(value, "authed_user", "access_token"))
        case method if _VERBS.get(method) in {Verb.POST, Verb.SCHEDULE}:
            if made := as_text(dig(value, "ts")) or as_text(dig(value, "scheduled_message_id")):
                yield Published(id=made)
        case _:
            return


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error. Half of the clients show `error` alone, so the sentence stands there too."""
    if _is_hook(request):
        return Refusal(status=403, content_type="text/plain; charset=utf-8", content=message.encode())
    return json_refusal(200, {"ok": False, "error": message, "detail": message})


def _token_of(number: Any, token: Any) -> Iterator[Fact]:
    if as_text(number) and as_text(token):
        yield LoginIs(platform_id=as_text(number), credential=as_text(token))


def _is_hook(request: Request) -> bool:
    return request.host.startswith("hooks.")


def _method(request: Request) -> str:
    match = None if _is_hook(request) else _METHOD.fullmatch(request.path)
    return match[1].lower() if match else ""


def _hooked(request: Request) -> Activity:
    """Return the message of a webhook: JSON, or JSON in the form field `payload`."""
    fields = body.fields(request)
    inner = as_object(fields.json("payload"))
    values = Fields(list(inner.items())) if inner else fields
    match = _HOOK.fullmatch(request.path)
    place = values.text("channel") or (match[2] if match else "")
    message = _message(Verb.POST, values).model_copy(update={"targets": (Target(network=name, ref=place),)})
    if request.path.startswith(("/workflows", "/triggers")) and not (message.text or message.media):
        text = "\n".join(values.text(key) for key in values)  # a workflow names its own variables
        return message.model_copy(update={"text": text})
    return _not_empty(message)


def _activity(request: Request, verb: Verb) -> Activity:
    values = body.fields(request)
    channels = values.all("channel", "channel_id", "channels", "channel_ids", "document_id")
    message = _message(verb, values)
    files = (*carried.files(request), *_kept(values))
    changes: dict[str, Any] = {"targets": tuple(Target(network=name, ref=channel) for channel in channels)}
    if _method(request).startswith("files."):
        if verb is Verb.POST and not channels and "publicurl" not in _method(request):
            changes["verb"] = Verb.UPLOAD
        changes |= {"media": (*message.media, *files), "subject": values.text("file", "file_id")}
        return message.model_copy(update=changes)
    if verb is Verb.PROFILE:
        changes["media"] = (*message.media, *files)
    if verb is Verb.SCHEDULE:
        changes |= {"form": Verb.POST, "schedule": in_utc(values.text("post_at"))}
    if verb is Verb.POST:
        changes["verb"] = _spoken(values.text("channel"), message.reply_to)
    changes["subject"] = values.text("ts", "timestamp", "scheduled_message_id", "share_ts")
    shown = message.model_copy(update=changes)
    return _not_empty(shown) if _method(request) in {"chat.postmessage", "chat.schedulemessage"} else shown


def _spoken(channel: str, reply_to: str) -> Verb:
    """Return what a message is: an answer, one for a person alone (`D…`, `U…`, `@name`), or one for a channel."""
    if reply_to:
        return Verb.REPLY
    return Verb.MESSAGE if re.fullmatch(r"[DU][A-Z0-9]{2,}|@.+", channel) else Verb.POST


def _message(verb: Verb, values: Fields) -> Activity:
    """Return words and pictures of a message. What blocks say counts; `text` beside them is for notifications only."""
    shown = [values.json(key) for key in ("blocks", "attachments", "profile", "document_content", "changes")]
    plain = values.text("text", "markdown_text", "initial_comment", "topic", "purpose", "content")
    blocks = lines(shown, _BLOCK_TEXTS)
    text = plain if not blocks or blocks == plain else "\n".join(filter(None, (plain, blocks)))
    return Activity(
        platform=name,
        verb=verb,
        text=text,
        title=values.text("title", "name"),
        links=tuple(dict.fromkeys((*texts_under(shown, _ADDRESSES), *_MARKED.findall(text)))),
        media=tuple(_pictures(shown)),
        reply_to=values.text("thread_ts"),
    )


def _pictures(shown: Json) -> Iterator[Media]:
    for address in texts_under(shown, _PICTURES):
        yield Media(kind=MediaKind.IMAGE, url=address)
    for file in texts_under(shown, {"slack_file_id"}):
        yield Media(kind=MediaKind.IMAGE, key=file)


def _kept(values: Fields) -> Iterator[Media]:
    """Yield the files that a call completes or shares, by their ids."""
    for item in objects(values.json("files")):
        if key := as_text(item.get("id")):
            yield Media(key=key, alt=as_text(item.get("title")))


def _not_empty(message: Activity) -> Activity:
    if not (message.text or message.media):
        raise UnreadableActivityError("a message without text or pictures")
    return message
