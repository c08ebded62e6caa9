"""Google Business Profile: posts, pictures and answers of a business on Search and Maps.

:surfaces: My Business API v4, Business Information API
:reads: post, reply, edit, schedule, profile, delete, upload
:not read: the page business.google.com and Search's own editor, menus, bookings
:checked: 2026-11-22
:sources: Google's My Business documentation; facts: official 0.4, 0.5 and 1.8
:unverified: uploads of pictures, questions and answers, what a location's own words are called in older versions
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from twohats import body, google_api
from twohats.adapter import Call, Fact, KeptAs, LoginIs, NameIs, Published, Refusal, Reply, Request
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.moments import in_utc
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[Request], Activity]

name = "gbp"
hosts = frozenset(
    f"mybusiness{part}.googleapis.com"
    for part in (
        "",
        "accountmanagement",
        "businessinformation",
        "notifications",
        "placeactions",
        "qanda",
        "verifications",
    )
)
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ACCOUNTS_HOST = "mybusinessaccountmanagement.googleapis.com"
_KEPT = frozenset({"user-agent"})
_LOCATION = re.compile(r"/v\d+(?:/accounts/[^/]+)?/locations/([^/:]+)")
_BYTES = re.compile(r"/upload/v\d+/media/(.+)")
_OWN = re.compile(r"/v\d+/accounts/?")
_CHANGED = frozenset({"PATCH", "PUT"})
_KINDS = {"PHOTO": MediaKind.IMAGE, "VIDEO": MediaKind.VIDEO}
_FACES = frozenset({"COVER", "PROFILE", "LOGO"})


def claims(request: Request) -> bool:
    """Everything on these hosts is the Business Profile's."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call from method and path."""
    if request.method in _SAFE or _QUESTIONS.search(request.path):
        return Call.READ
    return Call.UPLOAD if _BYTES.fullmatch(request.path) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, changes, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if _BYTES.fullmatch(request.path):
        return (_bytes(request),)
    found = _LOCATION.match(request.path)
    if found is None:
        return ()
    actor = Actor(where="path", platform_id=found[1])
    rest = request.path[found.end() :].strip("/")
    reader = next((reader for pattern, reader in _CALLS if pattern.fullmatch(rest)), None)
    if reader is None:
        return ()
    if request.method == "DELETE":
        return (Activity(platform=name, verb=Verb.DELETE, actor=actor, subject=rest),)
    return (reader(request).model_copy(update={"actor": actor}),)


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    return call(request) is not Call.WRITE or _QUIET.search(request.path) is not None


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens are opaque, and the location stands in the path of each call."""
    yield from ()


def credential(request: Request) -> str:
    """Return the token the call is made with."""
    return google_api.bearer(request)


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what a reply teaches: accounts behind tokens, kept files, posts and their addresses."""
    value = json_reply(reply)
    if request.method == "GET":
        yield from _owner(request, value)
    elif request.path.endswith("media:startUpload") and (key := as_text(dig(value, "resourceName"))):
        yield KeptAs(key=key)
    elif request.method == "POST" and (number := as_text(dig(value, "name"))):
        yield Published(id=number, url=as_text(dig(value, "searchUrl")))


def whoami(request: Request) -> Request | None:
    """Return the call that lists the accounts behind the token."""
    token = credential(request)
    more = (("host", _ACCOUNTS_HOST), ("authorization", f"Bearer {token}"))
    return replace(get(request, "/v1/accounts", _KEPT, more), host=_ACCOUNTS_HOST) if token else None


def refusal(request: Request, message: str) -> Refusal:
    """Return Google's error object (facts: official 0.5)."""
    return google_api.refusal(message, "global")


def _post(request: Request) -> Activity:
    value = body.json_object(request)
    text, media = as_text(value.get("summary")), _media(objects(value.get("media")))
    offer, event = as_object(value.get("offer")), as_object(value.get("event"))
    title = " / ".join(filter(None, (as_text(event.get("title")), as_text(offer.get("couponCode")))))
    links = (as_text(dig(value, "callToAction", "url")), as_text(offer.get("redeemOnlineUrl")))
    changes = request.method in _CHANGED
    if not (text or media or title or any(links) or changes):
        raise UnreadableActivityError("a post without text or picture")
    when = as_text(value.get("scheduledTime"))
    verb = Verb.EDIT if changes else Verb.POST
    return Activity(
        platform=name,
        verb=Verb.SCHEDULE if when else verb,
        form=verb if when else None,
        text="\n".join(filter(None, (text, as_text(offer.get("termsConditions"))))),
        title=title,
        links=tuple(filter(None, links)),
        media=media,
        subject=request.path.rpartition("/")[2] if changes else "",
        schedule=in_utc(when) if when else "",
        language=as_text(value.get("languageCode")),
    )


def _picture(request: Request) -> Activity:
    """A picture in the gallery; as cover or logo it is the face of the business."""
    value = body.json_object(request)
    category = as_text(dig(value, "locationAssociation", "category")).upper()
    verb = Verb.PROFILE if category in _FACES else Verb.EDIT if request.method in _CHANGED else Verb.POST
    text = as_text(value.get("description"))
    return Activity(platform=name, verb=verb, text=text, media=_media([value]), audience=category.lower())


def _reply(request: Request) -> Activity:
    value = body.json_object(request)
    text = as_text(value.get("comment")) or as_text(dig(value, "answer", "text")) or as_text(value.get("text"))
    if not text:
        raise UnreadableActivityError("an answer without text")
    answered = request.path.removesuffix("/reply").partition("/answers")[0].rpartition("/")[2]
    return Activity(platform=name, verb=Verb.REPLY, text=text, reply_to=answered)


def _profile(request: Request) -> Activity:
    value = body.json_object(request)
    text = as_text(dig(value, "profile", "description"))
    title = as_text(value.get("title")) or as_text(value.get("locationName"))
    link = as_text(value.get("websiteUri")) or as_text(value.get("websiteUrl"))
    return Activity(platform=name, verb=Verb.PROFILE, title=title, text=text, links=(link,) if link else ())


def _announced(request: Request) -> Activity:
    return Activity(platform=name, verb=Verb.UPLOAD)


def _bytes(request: Request) -> Activity:
    match = _BYTES.fullmatch(request.path)
    media = Media(key=match[1] if match else "", content=request.content or None)
    return Activity(platform=name, verb=Verb.UPLOAD, media=(media,))


def _media(entries: list[_Value]) -> tuple[Media, ...]:
    found = [
        (as_text(one.get("sourceUrl")), as_text(dig(one, "dataRef", "resourceName")), as_text(one.get("mediaFormat")))
        for one in entries
    ]
    return tuple(
        Media(url=url, key=key, kind=_KINDS.get(kind.upper(), MediaKind.UNKNOWN))
        for url, key, kind in found
        if url or key
    )


def _owner(request: Request, value: Any) -> Iterator[Fact]:
    """The first account is the person's own; a location's own words give its name."""
    accounts = objects(dig(value, "accounts")) if _OWN.fullmatch(request.path) else []
    if accounts and (number := as_text(accounts[0].get("name")).rpartition("/")[2]):
        yield LoginIs(platform_id=number, username=as_text(accounts[0].get("accountName")))
    for location in objects(dig(value, "locations")):
        number, title = as_text(location.get("name")).rpartition("/")[2], as_text(location.get("title"))
        if number and title:
            yield NameIs(network=name, platform_id=number, username=title)


_CALLS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"localPosts(?:/[^/:]+)?"), _post),
    (re.compile(r"media:startUpload"), _announced),
    (re.compile(r"media(?:/[^/:]+)?"), _picture),
    (re.compile(r"reviews/[^/]+/reply"), _reply),
    (re.compile(r"questions/[^/]+/answers(?::upsert|:delete|/[^/:]+)?"), _reply),
    (re.compile(r"questions(?:/[^/:]+)?"), _reply),
    (re.compile(r""), _profile),
)
_QUESTIONS = re.compile(r":(?:reportInsights|search|batchGet|batchGetReviews|fetch\w+|lookup\w*)$")
_QUIET = re.compile(
    r"/(?:notifications?Setting|placeActionLinks|verifications|admins|invitations|attributes)|:\w*[vV]erif\w*$"
)
