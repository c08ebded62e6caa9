"""Ayrshare: the REST API; the header `Profile-Key` names whom it posts for.

:surfaces: REST API
:reads: post, reply, quote, story, message, schedule, approve, edit, delete, upload
:not read: what an RSS feed will bring, random test posts, texts that automations write
:checked: 2026-11-22
:sources: Ayrshare's API reference; ayrshare/social-post-api-python; recorded clients; facts: official 0.5 and 2.4
:unverified: approval and messages, keys in the body, options of networks
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, Reader, nothing
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool
from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "ayrshare"
hosts = frozenset({"api.ayrshare.com", "app.ayrshare.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque

_KEY = "profile-key"
_KEYS = ("profileKeys", "profileKey")
_UPLOADS = "ayrshare.com"
_IDS = ("id", "postId", "commentId", "reviewId", "socialPostId")


def credential(request: Request) -> str:
    """Return the API key."""
    return bearer(request)


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts of the profile, or of the key itself."""
    kept_headers = {"authorization", _KEY, "host", "user-agent"}
    return get(request, "/api/user", kept_headers) if bearer(request) else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts of the profile that was asked for, the addresses of uploads, the ids of posts."""
    value, path = json_reply(reply), _path(request)
    if path.endswith("/user"):
        for account in objects(dig(value, "displayNames")):
            yield from _account(account, request.header(_KEY))
    elif path.endswith(("/upload", "/media")):
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "url")), as_text(dig(value, "id"))) if key)
    elif path.endswith("/post") and request.method == "POST":
        yield from _posted(value)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error of a post that failed (facts: official 0.5)."""
    error = {"action": "post", "status": "error", "code": 403, "message": message}
    return json_refusal(403, {"status": "error", "message": message, "errors": [error], "postIds": []})


def _post(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a post: one activity for each profile, and for each text where networks get texts of their own."""
    values = body.fields(request)
    texts = _texts(values)
    media = (*linked(values.json("mediaUrls"), _UPLOADS), *carried.files(request))
    if not texts:
        raise UnreadableActivityError("a post without platforms")
    for text, networks in texts.items():
        if not (text or media):
            raise UnreadableActivityError("a post without text and media")
        yield from _for_profiles(request, values, _timed(_written(values, text, media), values), networks)


def _change(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read an approval, or another time or text for a post that waits."""
    values = body.fields(request)
    subject = values.text("id")
    if values.text("approved") == "true":
        yield Activity(platform=name, verb=Verb.APPROVE, subject=subject, uses=subject)
        return
    text = "\n".join(_texts(values) or _texts_of(values.json("post"), ["default"]))
    post = _timed(_written(values, text, linked(values.json("mediaUrls"), _UPLOADS)), values)
    yield from _for_profiles(request, values, edited(post, subject), [""])


def _again(_request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read the second try of a post that failed."""
    subject = body.fields(_request).text("id")
    yield Activity(platform=name, verb=Verb.POST, subject=subject, uses=subject)


def _answer(verb: Verb) -> Reader:
    """Return a reader for comments, answers to reviews, and messages."""

    def read_answer(request: Request, match: re.Match[str]) -> Iterator[Activity]:
        values = body.fields(request)
        text = values.text("comment", "reply", "message")
        media = linked(values.json("mediaUrls"), _UPLOADS)
        if not (text or media):
            raise UnreadableActivityError("an answer without text")
        under = values.text("recipientId", *_IDS) or (match[1] or "" if match.re.groups else "")
        answer = Activity(platform=name, verb=verb, text=text, media=media, reply_to=under)
        place = [match[1]] if verb is Verb.MESSAGE and match.re.groups and match[1] else []
        yield from _for_profiles(request, values, answer, values.all("platforms", "platform") or place or [""])

    return read_answer


def _deleted(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read deletes: one, several, or everything that is scheduled."""
    values = body.fields(request)
    for subject in (values.text(*_IDS), *values.all("bulk")) if values.text(*_IDS) else values.all("bulk") or ("",):
        yield Activity(platform=name, verb=Verb.DELETE, subject=subject)


def _uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    media = carried.files(request)
    if not media and (inline := body.fields(request).text("file")).startswith("data:"):
        media = (Media(kind=carried.kind(inline[:40]), content=carried.from_base64(inline)),)
    yield Activity(platform=name, verb=Verb.UPLOAD, media=media or (Media(),))


def _feed(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a feed whose entries will be posted by themselves."""
    values = body.fields(request)
    feed = Activity(platform=name, verb=Verb.POST, links=values.all("url"))
    yield from _for_profiles(request, values, scheduled(feed, "feed"), values.all("platforms") or [""])


def _texts(values: Fields) -> dict[str, list[str]]:
    return _texts_of(values.first("post"), list(values.all("platforms", "platform")))


def _texts_of(post: Any, networks: list[str]) -> dict[str, list[str]]:
    """Return the networks by the text they get: one text for all, or one each and a default."""
    own = as_object(post)
    found: dict[str, list[str]] = {}
    for place in networks:
        text = as_text(own.get(place) or own.get("default")) if own else as_text(post)
        found.setdefault(text, []).append(place)
    return found


def _for_profiles(request: Request, values: Fields, activity: Activity, networks: Any) -> Iterator[Activity]:
    keys = values.all(*_KEYS) or (request.header(_KEY),)
    handles = [Handle(key, network(place) if place else "") for key in keys for place in networks]
    return each(activity, handles, f"header.{_KEY}" if request.header(_KEY) else "json.profileKeys")


def _written(values: Fields, text: str, media: tuple[Media, ...]) -> Activity:
    options = [as_object(values.json(key)) for key in values if key.endswith("Options")]
    reply_to, quote_of = _option(options, "replyToTweetId"), _option(options, "quoteTweetId")
    story = any(option.get("stories") is True for option in options)
    verb = Verb.REPLY if reply_to else Verb.QUOTE if quote_of else Verb.STORY if story else Verb.POST
    comment = as_text(dig(values.json("firstComment"), "comment"))
    return Activity(
        platform=name,
        verb=verb,
        text="\n".join(filter(None, (text, comment))),
        title=_option(options, "title"),
        media=media,
        reply_to=reply_to,
        quote_of=quote_of,
    )


def _option(options: list[dict[str, Any]], word: str) -> str:
    return next((as_text(option[word]) for option in options if option.get(word)), "")


def _timed(post: Activity, values: Fields) -> Activity:
    automatic = "auto" if dig(values.json("autoSchedule"), "schedule") is True else ""
    later = scheduled(post, values.text("scheduleDate") or automatic)
    return kept(later) if values.text("requiresApproval") == "true" else later


def _account(account: dict[str, Any], handle: str) -> Iterator[Fact]:
    place = network(as_text(account.get("platform")))
    username, number = as_text(account.get("username")), as_text(account.get("id"))
    if place and (username or number):
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _posted(value: Any) -> Iterator[Fact]:
    for post in (as_object(value), *objects(dig(value, "posts"))):
        if number := as_text(post.get("id")):
            yield KeptAs(key=number)
            address = next((as_text(item.get("postUrl")) for item in objects(post.get("postIds"))), "")
            yield Published(id=number, url=address)


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_CALLS = CallTable(
    ("POST", "/api/post", _post),
    ("PUT|PATCH", "/api/post", _change),
    ("PUT|POST", "/api/post/retry", _again),
    ("DELETE", "/api/(?:post|delete|comments?|reviews)(?:/.*)?", _deleted),
    ("POST", "/api/comments?(?:/reply)?(?:/([^/]+))?", _answer(Verb.REPLY)),
    ("POST", "/api/reviews(?:/([^/]+))?", _answer(Verb.REPLY)),
    ("POST", "/api/messages(?:/([^/]+))?", _answer(Verb.MESSAGE)),
    ("POST|PUT", "/api/(?:upload|media/upload|media)", _uploaded),
    ("POST|PUT", "/api/feed", _feed),
    ("DELETE", "/api/(?:feed|hook/.+|profiles?/.+|auto-schedule/.+)", nothing),
    ("POST|PUT|PATCH", "/api/(?:profiles?|auto-schedule|hook|generate|hashtags|analytics|validate)(?:/.*)?", nothing),
    ("POST|PUT|PATCH", "/api/(?:links|shorten|media/(?:urlExists|resize|.*meta)|user|brand/.+)", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path)
read, known = _TOOL.read, _TOOL.known
