"""Telegram: the Bot API, on Telegram's host or on a server of one's own.

:surfaces: Bot API
:reads: post, reply, repost, react, story, message, profile, edit, approve, delete, upload
:not read: the apps (MTProto), what a `file_id` stands for, inline results, payments
:checked: 2026-11-22
:sources: core.telegram.org/bots/api; python-telegram-bot; recorded clients; facts: official 0.3, 0.5, 1.14, clients 7
:unverified: stories and profiles of business accounts, values in the query of a server of one's own
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Call, Fact, LoginIs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.bodies.multipart import Part
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects
from twohats.json_search import texts_under
from twohats.replies import get, json_refusal, json_reply
from twohats_policy.account import Evidence, Role, Strength
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Target, Verb

name = "telegram"
hosts = frozenset({"api.telegram.org"})
any_host = True

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PATH = re.compile(r"/bot((\d{3,20}):[\w-]+)(?:/test)?/(\w{1,120})/?")
_ASKS = re.compile(r"get\w*|close|logout|setwebhook|deletewebhook|sendchataction|sendmessagedraft")
_VERBS = (
    (re.compile(r"poststory"), Verb.STORY),
    (re.compile(r"(?:forward|copy)messages?|repoststory"), Verb.REPOST),
    (re.compile(r"(?:send|post|answerwebappquery|giftpremium)\w*"), Verb.POST),
    (re.compile(r"edit(?:message|story|userchecklist)\w*|stoppoll|stopmessage\w*"), Verb.EDIT),
    (re.compile(r"delete(?:message|story)\w*|declinesuggestedpost"), Verb.DELETE),
    (re.compile(r"setmessagereaction"), Verb.REACT),
    (re.compile(r"approvesuggestedpost"), Verb.APPROVE),
    (re.compile(r"set(?:my(?!default)|chat(?:title|description|photo)|business|useremoji)\w*"), Verb.PROFILE),
    (re.compile(r"pinchatmessage|(?:create|edit)(?:general)?forumtopic"), Verb.PROFILE),
    (re.compile(r"uploadstickerfile"), Verb.UPLOAD),
)
_PRIVATE = re.compile(
    r"(?:set|answer|ban|unban|restrict|promote|approve|decline|export|create|revoke|leave|unpin|close|reopen|hide|unhide"
    r"|delete|add|replace|verify|remove|refund|transfer|upgrade|convert|read|save|edit(?:chat|userstar))\w*"
)
_FILES = {
    "photo": MediaKind.IMAGE, "sticker": MediaKind.IMAGE, "animation": MediaKind.VIDEO, "video": MediaKind.VIDEO,
    "video_note": MediaKind.VIDEO, "live_photo": MediaKind.VIDEO, "audio": MediaKind.AUDIO, "voice": MediaKind.AUDIO,
    "document": MediaKind.UNKNOWN,
}  # fmt: skip
_LISTS = ("media", "content", "story")
_TEXTS = ("text", "caption", "question", "description", "short_description", "bio", "explanation", "address")
_INNER_TEXTS = frozenset({"caption", "text", "title"})
_CHANNEL = re.compile(r"@\w+|-100\d+")


def claims(request: Request) -> bool:
    """Tell whether the path holds a bot's token and a method; any server can have such paths."""
    return _PATH.fullmatch(request.path) is not None or request.host in hosts


def call(request: Request) -> Call:
    """Tell the kind of call by the method's name: each works by GET and POST, in any case (facts: clients 7)."""
    method = _method(request)
    reads = _ASKS.fullmatch(method) if method else request.method in _SAFE
    return Call.READ if reads else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the method shows to people.

    Raises:
        UnreadableActivityError: a message without anything in it, or a body that cannot be read.
    """
    verb = None if call(request) is Call.READ else _verb(_method(request))
    return () if verb is None else (_activity(request, verb),)


def known(request: Request) -> bool:
    """Tell whether the method is known, publishing or not."""
    method = _method(request)
    return call(request) is Call.READ or _verb(method) is not None or _PRIVATE.fullmatch(method) is not None


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the bot, whose number begins its token (facts: official 0.1)."""
    if match := _PATH.fullmatch(request.path):
        yield Evidence(role=Role.LOGIN, where="path", strength=Strength.STATED, platform_id=match[2])


def credential(request: Request) -> str:
    """Return the bot's token, which stands in the path."""
    match = _PATH.fullmatch(request.path)
    return match[1] if match else ""


def whoami(request: Request) -> Request | None:
    """Return the question for the bot's name."""
    token = credential(request)
    return get(request, f"/bot{token}/getMe", {"host", "user-agent"}) if token else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the bot's name, the names of chats, the account behind a business connection, the id of a new message."""
    result = dig(json_reply(reply), "result")
    method = _method(request)
    if method == "getme" and as_text(dig(result, "id")):
        yield LoginIs(platform_id=as_text(dig(result, "id")), username=as_text(dig(result, "username")))
    elif method == "getbusinessconnection" and as_text(dig(result, "id")):
        user = dig(result, "user")
        ids = {"platform_id": as_text(dig(user, "id")), "username": as_text(dig(user, "username"))}
        yield NameIs(handle=as_text(dig(result, "id")), network=name, **ids)
    elif method == "getchat":
        yield from _chat(result)
    elif call(request) is Call.WRITE:
        yield from _message(next(iter(listed(result)), None) if isinstance(result, list) else result)


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error; clients show its description (facts: official 0.5)."""
    return json_refusal(403, {"ok": False, "error_code": 403, "description": f"Forbidden: {message}"})


def _method(request: Request) -> str:
    match = _PATH.fullmatch(request.path)
    return match[3].lower() if match else ""


def _verb(method: str) -> Verb | None:
    return next((verb for pattern, verb in _VERBS if pattern.fullmatch(method)), None)


def _activity(request: Request, verb: Verb) -> Activity:
    values = body.fields(request)
    chat = values.text("chat_id", "user_id")
    reply_to = as_text(dig(values.json("reply_parameters"), "message_id")) or values.text("reply_to_message_id")
    media = tuple(_media(request, values))
    text = "\n".join((*_texts(values), *texts_under([values.json(name) for name in _LISTS], _INNER_TEXTS)))
    if verb is Verb.POST:
        verb = Verb.REPLY if reply_to else Verb.POST if _is_public(chat) else Verb.MESSAGE
        if not (chat or values.text("business_connection_id", "web_app_query_id")):
            raise UnreadableActivityError("a message to nobody")
        if not (text or media) and _method(request) in {"sendmessage", "sendphoto", "sendvideo", "sendmediagroup"}:
            raise UnreadableActivityError("a message without text or media")
    return Activity(
        platform=name,
        verb=verb,
        actor=_actor(values, chat),
        text=text,
        title=values.text("title", "name", "first_name"),
        links=tuple(dict.fromkeys(texts_under(_entities(values), {"url"}))),
        media=media,
        targets=_targets(chat),
        reply_to=reply_to,
        subject=values.text("message_id", "message_ids", "story_id", "from_story_id", "inline_message_id"),
    )


def _actor(values: Fields, chat: str) -> Actor | None:
    """Return the account people see: the business account or the channel; in groups and private chats it is the bot.

    Channels and large groups look alike here. A channel's posts carry the channel's name (Bot API, `sender_chat`),
    so the name is taken from there: posting to a brand's channel is never taken for the bot's own words.
    """
    if connection := values.text("business_connection_id"):
        return Actor(where="fields.business_connection_id", platform_id=connection)
    if not _is_public(chat):
        return None
    by_name = chat.startswith("@")
    return Actor(where="fields.chat_id", platform_id="" if by_name else chat, username=chat[1:] if by_name else "")


def _targets(chat: str) -> tuple[Target, ...]:
    if not chat:
        return ()
    by_name = chat.startswith("@")
    return (Target(network=name, ref=chat, platform_id="" if by_name else chat, username=chat[1:] if by_name else ""),)


def _is_public(chat: str) -> bool:
    return _CHANNEL.fullmatch(chat) is not None


def _texts(values: Fields) -> Iterator[str]:
    yield from filter(None, (values.text(key) for key in _TEXTS))
    for option in listed(values.json("options")):
        yield as_text(option if isinstance(option, str) else dig(option, "text"))
    if checklist := values.json("checklist"):
        yield from texts_under(checklist, {"title", "text"})


def _entities(values: Fields) -> list[Any]:
    return [values.json(key) for key in ("entities", "caption_entities", "link_preview_options")]


def _media(request: Request, values: Fields) -> Iterator[Media]:
    """Yield files of the call, addresses that Telegram will fetch, and ids of files it has."""
    parts = {part.name: part for part in body.files(request)}
    used: set[str] = set()
    for key, kind in _FILES.items():
        place = parts.get(key) or values.text(key)
        if place:
            used |= {key}
            yield _one(place, kind, parts, used)
    for item in (found for key in _LISTS for found in _items(values.json(key))):
        kind = _FILES.get(as_text(item.get("type")), MediaKind.UNKNOWN)
        place = as_text(item.get("media")) or as_text(item.get(as_text(item.get("type"))))
        if place:
            yield _one(place, kind, parts, used)
    rest = (part for part in parts.values() if part.name not in used)
    yield from (carried.of_part(part) for part in rest if not part.name.startswith(("thumb", "cover")))


def _items(value: Any) -> list[dict[str, Any]]:
    return objects(value) if isinstance(value, list) else [as_object(value)]


def _one(place: Part | str, kind: MediaKind, parts: dict[str, Part], used: set[str]) -> Media:
    if isinstance(place, Part):
        return carried.of_part(place).model_copy(update={"kind": kind})
    attached = place.removeprefix("attach://") if place.startswith("attach://") else ""
    if attached in parts:
        used.add(attached)
        return carried.of_part(parts[attached]).model_copy(update={"kind": kind})
    is_address = place.startswith(("http://", "https://"))
    return Media(kind=kind, url=place if is_address else "", key="" if is_address else place)


def _chat(chat: Any) -> Iterator[Fact]:
    number, username = as_text(dig(chat, "id")), as_text(dig(chat, "username"))
    if number and username:
        yield NameIs(network=name, platform_id=number, username=username)


def _message(message: Any) -> Iterator[Fact]:
    chat, number = dig(message, "chat"), as_text(dig(message, "message_id"))
    yield from _chat(chat)
    if number:
        public = as_text(dig(chat, "username"))
        yield Published(id=number, url=f"https://t.me/{public}/{number}" if public else "")
