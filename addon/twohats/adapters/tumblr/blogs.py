"""Who acts on Tumblr: people see the blog in the path; one login has many (facts: private 12, official 1.11)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer, oauth1_token
from twohats.json_lists import objects
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence
from twohats_policy.activity import Actor

_BLOG = re.compile(r"/(?:api/)?v2/blog/([^/]+)/(?:posts?(?:/.*)?)")
_MEDIA = re.compile(r"/(?:api/)?v2/media/\w+/?")
_USER = re.compile(r"/(?:api/)?v2/user/info/?")
_KEPT = frozenset({"authorization", "cookie", "host", "user-agent", "x-csrf"})
_DELETE = re.compile(r".*/delete/?")


def actor(blog: str) -> Actor | None:
    """Return the blog as it is spelled in a path: an id (`t:…`), a name, a host name of Tumblr or of its own."""
    if not blog:
        return None
    if blog.startswith("t:"):
        return Actor(where="path", platform_id=blog)
    return Actor(where="path", username=blog.lower().removesuffix(".tumblr.com").removeprefix("@"))


def credential(request: Request) -> str:
    """Return the token; all users of the page share one, so there it is the session."""
    if request.host != "api.tumblr.com" or request.cookies.get("sid"):
        return request.cookies.get("sid", "")
    return oauth1_token(request) or bearer(request)


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens say nothing by themselves, and the blog is named with each activity."""
    return iter(())


def whoami(request: Request) -> Request | None:
    """Return the question for the login and its blogs; a call signed by OAuth 1.0a cannot be made another."""
    if not credential(request) or oauth1_token(request):
        return None
    path = "/v2/user/info" if request.host == "api.tumblr.com" else "/api/v2/user/info"
    return get(request, path, _KEPT)


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the login with its blogs, the names of uploads, the id of a new post."""
    response = dig(json_reply(reply), "response")
    if _USER.fullmatch(request.path):
        yield from _login(dig(response, "user"))
    elif _MEDIA.fullmatch(request.path):
        yield from (KeptAs(key=key) for key in (as_text(dig(response, "id")), as_text(dig(response, "url"))) if key)
    elif (match := _BLOG.fullmatch(request.path)) and request.method != "GET" and not _DELETE.match(request.path):
        yield from _published(match[1], response)


def _login(user: Any) -> Iterator[Fact]:
    blogs = objects(dig(user, "blogs"))
    for blog in blogs:
        if as_text(blog.get("uuid")) and as_text(blog.get("name")):
            yield NameIs(network="tumblr", platform_id=as_text(blog["uuid"]), username=as_text(blog["name"]))
    main = next((as_text(blog.get("uuid")) for blog in blogs if blog.get("primary") is True), "")
    if username := as_text(dig(user, "name")):
        yield LoginIs(platform_id=main, username=username)


def _published(blog: str, response: Any) -> Iterator[Fact]:
    number = as_text(dig(response, "id_string")) or as_text(dig(response, "id"))
    if number and as_text(dig(response, "state")) in {"draft", "private"}:
        yield KeptAs(key=number)
    elif number:
        yield Published(id=number, url=f"https://www.tumblr.com/{blog.removesuffix('.tumblr.com')}/{number}")
