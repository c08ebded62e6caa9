"""Who acts on a Lemmy server: opaque tokens, and the replies that say whose they are."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import objects
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence

UPLOADS = re.compile(r"/pictrs/image|/api/(?:alpha|v[34])/image")


def plain_path(request: Request) -> str:
    """Return the path without a last slash."""
    return request.path.rstrip("/") or "/"


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens number the login in a way that nothing else shows."""
    return iter(())


def credential(request: Request) -> str:
    """Return the token: in the header, the web client's cookie, or where versions before 0.19 had it."""
    if token := bearer(request) or request.cookies.get("jwt", ""):
        return token
    try:
        return body.fields(request).text("auth")
    except UnreadableActivityError:
        return dict(request.query).get("auth", "")


def whoami(request: Request) -> Request | None:
    """Return the question for the server as the login sees it, which says who that is."""
    token = credential(request)
    bearing = (("authorization", f"Bearer {token}"),)
    return get(request, "/api/v3/site", {"host", "user-agent"}, bearing) if token else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the owner of a token, the addresses of kept pictures, the ids of new posts and comments."""
    value, path = json_reply(reply), plain_path(request)
    if path.endswith("/site") and request.method == "GET":
        yield from _owner(request, dig(value, "my_user", "local_user_view", "person"))
    elif path == "/api/v4/account":
        yield from _owner(request, dig(value, "local_user_view", "person"))
    elif path.endswith("/login"):
        yield from _signed_in(request, as_text(dig(value, "jwt")))
    elif UPLOADS.fullmatch(path):
        yield from _kept(request, value)
    elif request.method == "POST" and path.endswith(("/post", "/comment")):
        yield from _published(request, value)


def _owner(request: Request, person: Any) -> Iterator[Fact]:
    number, username = as_text(dig(person, "id")), as_text(dig(person, "name"))
    if number and username:
        yield LoginIs(platform_id=number, username=f"{username}@{request.host}".lower())


def _signed_in(request: Request, token: str) -> Iterator[Fact]:
    """A sign-in by name says whose the new token is; one by address does not."""
    try:
        username = body.fields(request).text("username_or_email")
    except UnreadableActivityError:
        return
    if token and username and "@" not in username:
        yield LoginIs(platform_id="", username=f"{username}@{request.host}".lower(), credential=token)


def _kept(request: Request, value: Any) -> Iterator[Fact]:
    files = (as_text(item.get("file")) for item in objects(dig(value, "files")))
    yield from (KeptAs(key=f"https://{request.host}/pictrs/image/{file}") for file in files if file)
    if address := as_text(dig(value, "image_url")):
        yield KeptAs(key=address)


def _published(request: Request, value: Any) -> Iterator[Fact]:
    view = dig(value, "comment_view" if plain_path(request).endswith("/comment") else "post_view")
    made = dig(view, "comment") or dig(view, "post")
    yield from _owner(request, dig(view, "creator"))
    if number := as_text(dig(made, "id")):
        yield Published(id=number, url=as_text(dig(made, "ap_id")))
