"""Who acts on Discord: tokens of bots and persons, and webhooks, whose address is their secret
(facts: official 0.1 and 1.14).
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, LoginIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, dig
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence, Role, Strength

_VERSION = re.compile(r"/api(?:/v\d+)?(?=/)")
_HOOK = re.compile(r"/webhooks/(\d+/[^/]+)(?:/.*)?")
_IN_CHANNEL = re.compile(r"/channels/\d+/messages")
_NUMBER = re.compile(r"\d{15,21}")


def plain_path(request: Request) -> str:
    """Return the path without `/api`, its version, and a last slash."""
    return _VERSION.sub("", request.path, count=1).rstrip("/") or "/"


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the bot's number, which its token seems to begin with: a weak sign, for nobody promises it."""
    first = _token(request).partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii") if first else ""
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return
    if _NUMBER.fullmatch(number):
        yield Evidence(role=Role.LOGIN, where="header.authorization", strength=Strength.HINT, platform_id=number)


def credential(request: Request) -> str:
    """Return the token, or number and secret of a webhook."""
    hook = _HOOK.fullmatch(plain_path(request))
    return hook[1] if hook else _token(request)


def whoami(request: Request) -> Request | None:
    """Return the question for the webhook's or the token's owner."""
    if hook := _HOOK.fullmatch(plain_path(request)):
        return get(request, f"/api/webhooks/{hook[1]}", {"host", "user-agent"})
    return get(request, "/api/v10/users/@me", {"authorization", "host", "user-agent"}) if _token(request) else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the owner of a token or webhook, and the id of a new message, whose author in a channel is the login."""
    value, path = json_reply(reply), plain_path(request)
    if path == "/users/@me" or (request.method == "GET" and _HOOK.fullmatch(path)):
        yield from _login(value)
    elif request.method == "POST" and (_HOOK.fullmatch(path) or _IN_CHANNEL.fullmatch(path)):
        yield from _login(dig(value, "author")) if _IN_CHANNEL.fullmatch(path) else ()
        yield from (Published(id=made) for made in (as_text(dig(value, "id")),) if made)


def _token(request: Request) -> str:
    """Return the token: after `Bot` or `Bearer`, or alone as the page sends it."""
    return request.header("authorization").strip().rpartition(" ")[2]


def _login(owner: Any) -> Iterator[Fact]:
    if number := as_text(dig(owner, "id")):
        username = as_text(dig(owner, "username")) or as_text(dig(owner, "name"))
        yield LoginIs(platform_id=number, username=username)
