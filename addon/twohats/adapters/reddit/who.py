"""Who acts on Reddit: opaque tokens and sessions, and the replies that say whose they are
(facts: private 11, official 1.10).
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, Published, Reply, Request
from twohats.adapters.reddit.posts import storage_key
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.replies import get, json_reply, succeeded
from twohats_policy.account import Evidence, Role, Strength

_OWN_PAGE = re.compile(r"(?:u_|u/|user/)([\w-]{3,20})", re.IGNORECASE)
_SIGN_IN = re.compile(r"/api/(?:v1/access_token|login(?:/.*)?)")


def credential(request: Request) -> str:
    """Return the token, or the page's session."""
    return bearer(request) or request.cookies.get("reddit_session", "") or request.cookies.get("token_v2", "")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the owner of a person's own page as a weak sign: only the owner can post there."""
    try:
        place = body.fields(request).text("sr", "subreddit")
    except UnreadableActivityError:
        return
    if owner := _OWN_PAGE.fullmatch(place):
        yield Evidence(role=Role.LOGIN, where="form.sr", strength=Strength.HINT, username=owner[1])


def whoami(request: Request) -> Request | None:
    """Return the question for the owner of the token or session."""
    if bearer(request) and request.host in {"oauth.reddit.com", "api.reddit.com"}:
        return get(request, "/api/v1/me", {"authorization", "host", "user-agent"})
    return get(request, "/api/me.json", {"cookie", "host", "user-agent"}) if _has_session(request) else None


def learn(request: Request, reply: Reply, *, storage: bool = False) -> Iterator[Fact]:
    """Yield the owner that a reply names, the names of stored files, the id of a new post."""
    if storage:
        yield from _kept(request, reply)
        return
    value, path = json_reply(reply), request.path.rstrip("/").removesuffix(".json")
    if path in {"/api/v1/me", "/api/me"}:
        yield from _owner(value if path == "/api/v1/me" else dig(value, "data"))
    elif _SIGN_IN.fullmatch(path):
        yield from _signed_in(request, value)
    elif request.method == "POST":
        yield from _published(dig(value, "json", "data"))


def _has_session(request: Request) -> bool:
    return not bearer(request) and bool(credential(request))


def _owner(owner: Any) -> Iterator[Fact]:
    number, username = as_text(dig(owner, "id")), as_text(dig(owner, "name"))
    if number and username:
        yield LoginIs(platform_id=number, username=username)


def _signed_in(request: Request, value: Any) -> Iterator[Fact]:
    """A sign-in by name and password says whose the new token or session is."""
    try:
        username = body.fields(request).text("username", "user")
    except UnreadableActivityError:
        return
    token = as_text(dig(value, "access_token")) or as_text(dig(value, "json", "data", "cookie"))
    if token and username and "@" not in username:
        yield LoginIs(platform_id="", username=username, credential=token)


def _kept(request: Request, reply: Reply) -> Iterator[Fact]:
    """Galleries and documents name a file by the last part of its name in storage."""
    try:
        key = storage_key(request).rpartition("/")[2]
    except UnreadableActivityError:
        return
    if key and succeeded(reply):
        yield KeptAs(key=key)


def _published(data: Any) -> Iterator[Fact]:
    thing = dig(data, "things", 0, "data") or data
    name, url = as_text(dig(thing, "name")), as_text(dig(thing, "url"))
    link = as_text(dig(thing, "permalink"))
    if name.startswith(("t1_", "t3_")):
        yield Published(id=name, url=f"https://www.reddit.com{link}" if link.startswith("/") else url)
