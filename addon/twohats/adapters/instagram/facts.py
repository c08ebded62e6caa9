"""What Instagram's replies teach: names, logins, kept uploads, what was published (facts: private 2.6)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.instagram import graph, private
from twohats.adapters.instagram.who import session
from twohats.bodies.json_text import as_text, dig
from twohats.json_lists import listed
from twohats.meta.graph import place
from twohats.replies import json_reply, succeeded

_SESSION_COOKIE = re.compile(r"\bsessionid=\"?([^;\"]+)")
_OWN = re.compile(r"/api/v\d+/accounts/current_user/?$")
_LOGIN = re.compile(r"/(?:api/v\d+/)?(?:web/)?accounts/(?:login|two_factor_login|one_tap_app_login|create)")
_FAMILY = re.compile(r"/api/v\d+/multiple_accounts/")
_REELS = frozenset({"clips", "igtv"})


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    value = json_reply(reply)
    if request.host in graph.HOSTS:
        yield from _graph(request, value)
    elif private.is_upload(request):
        yield from _kept(dig(value, "upload_id"))
    elif _LOGIN.match(request.path):
        yield from _login(value, reply)
    elif _OWN.match(request.path):
        yield from _owner(dig(value, "user"))
    elif _FAMILY.match(request.path):
        yield from _family(value)
    else:
        yield from _call(request, value)


def _call(request: Request, value: Any) -> Iterator[Fact]:
    if username := as_text(dig(value, "form_data", "username")):
        number = session(request)
        yield from (LoginIs(platform_id=number, username=username),) if number else ()
    yield from _owner(dig(value, "config", "viewer"))
    for item in (dig(value, "media"), dig(value, "comment"), value):
        yield from _name(dig(item, "user"))
    media, comment = dig(value, "media"), dig(value, "comment")
    if number := as_text(dig(media, "id")) or as_text(dig(media, "pk")):
        yield Published(id=number, url=_address(media))
    elif number := as_text(dig(comment, "pk")):
        yield Published(id=number)


def _login(value: Any, reply: Reply) -> Iterator[Fact]:
    """The app gets its token in a header, the page its session in a cookie."""
    user = dig(value, "logged_in_user") or dig(value, "created_user")
    number = _number(user) or as_text(dig(value, "userId"))
    username = as_text(dig(user, "username"))
    if not (number and succeeded(reply)):
        return
    token = reply.header("ig-set-authorization").partition(" ")[2].strip()
    cookies = (_SESSION_COOKIE.search(value) for name, value in reply.headers if name == "set-cookie")
    sessions = [found[1] for found in cookies if found]
    for credential in filter(None, (token, *sessions)):
        yield LoginIs(platform_id=number, username=username, credential=credential)
    yield from _name(user)


def _owner(user: Any) -> Iterator[Fact]:
    if number := _number(user):
        yield LoginIs(platform_id=number, username=as_text(dig(user, "username")))


def _family(value: Any) -> Iterator[Fact]:
    """Every account that is signed in on the device."""
    for item in listed(value):
        yield from _name(item)
        yield from _family(item)


def _graph(request: Request, value: Any) -> Iterator[Fact]:
    node, edge = place(request)
    number = as_text(dig(value, "id"))
    if request.method == "POST":
        if edge == "media":
            yield from _kept(number)
        elif edge in {"media_publish", "comments", "replies", "mentions"} and number:
            yield Published(id=number)
        elif node == "oauth":
            yield from _token(value)
    elif node == "me" and not edge and request.host == "graph.instagram.com":
        yield from _graph_owner(value)
    elif edge == "accounts":
        for page in listed(dig(value, "data")):
            yield from _name(dig(page, "instagram_business_account"))
    else:
        yield from _name(value)


def _graph_owner(value: Any) -> Iterator[Fact]:
    """`user_id` is what paths use; `id` may be a number for this app only."""
    username, number = as_text(dig(value, "username")), as_text(dig(value, "id"))
    own = as_text(dig(value, "user_id")) or number
    if own:
        yield LoginIs(platform_id=own, username=username)
    if number and number != own:
        yield from _name(value)


def _token(value: Any) -> Iterator[Fact]:
    minted = dig(value, "data", 0) or value
    number, token = as_text(dig(minted, "user_id")), as_text(dig(minted, "access_token"))
    if number and token:
        yield LoginIs(platform_id=number, credential=token)


def _kept(key: Any) -> Iterator[Fact]:
    if key:
        yield KeptAs(key=as_text(key))


def _name(user: Any) -> Iterator[Fact]:
    number, username = _number(user), as_text(dig(user, "username"))
    if number and username:
        yield NameIs(network="instagram", platform_id=number, username=username)


def _number(user: Any) -> str:
    return as_text(dig(user, "pk")) or as_text(dig(user, "id"))


def _address(media: Any) -> str:
    code = as_text(dig(media, "code"))
    kind = "reel" if as_text(dig(media, "product_type")) in _REELS else "p"
    return f"https://www.instagram.com/{kind}/{code}/" if code else ""
