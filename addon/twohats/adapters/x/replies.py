"""Learn from X's replies: logins, names, keys of uploads, what was published (facts: private 1.6, official 0.2)."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.x.calls import find, operation_name
from twohats.adapters.x.signs import acting, stated_login
from twohats.adapters.x.web import reads
from twohats.body import as_text, dig, is_object, items
from twohats.replies import json_reply, succeeded

type _Teacher = Callable[[Request, Reply, dict[str, Any]], Iterator[Fact]]

_PATH = re.compile(r"(?:/i)?(?:/api)?(?:/(?:1|1\.1|2))?(/.*?)(?:\.json|\.xml)?/?")
_WHOAMI = frozenset({"/account/verify_credentials", "/users/me", "/account/update_profile", "/account/settings"})
_STATUS = re.compile(r"/statuses/(?:update|update_with_media|retweet(?:/[0-9]+)?)")
_SESSION = re.compile(r"(?:^|[;,\s])auth_token=([^;,\s]+)")
_TWEET_WAYS = (
    ("create_tweet", "tweet_results", "result"),
    ("notetweet_create", "tweet_results", "result"),
    ("create_retweet", "retweet_results", "result"),
    ("tweet",),
)
_USER_WAYS = (("viewer", "user_results", "result"), ("viewer", "user"), ("user", "result"), ("user_result", "result"))


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what a successful reply teaches. Told by path first: most replies are never looked into."""
    if not succeeded(reply) or not reply.content:
        return
    path = _plain(request.path)
    if path == "/oauth/access_token":
        yield from _token_exchange(reply)
        return
    teach = _teacher(request, path)
    if teach is not None and is_object(value := json_reply(reply)):
        yield from teach(request, reply, value)


def _teacher(request: Request, path: str) -> _Teacher | None:
    if operation := operation_name(request.path):
        return _operation if reads(operation) or "Viewer" in operation or operation == "UserByRestId" else None
    if path in _WHOAMI:
        return _who
    if path == "/account/multi/list":
        return _accounts
    if path.startswith("/onboarding/"):
        return _login
    found = find(request.method, request.path)
    if found and found.uploads:
        return _upload
    return _status if _STATUS.fullmatch(path) or (path, request.method) == ("/tweets", "POST") else None


def _operation(request: Request, _reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    data = value.get("data")
    user = _first(data, _USER_WAYS)
    if user is not None:
        yield from _author(request, user, own="Viewer" in operation_name(request.path))
        return
    found = _first(data, _TWEET_WAYS)
    tweet = dig(found, "tweet") or found  # wrapped where not everybody may see it
    author = dig(tweet, "core", "user_results", "result")
    yield from _author(request, author)
    yield from _published(tweet, _username(author))


def _who(request: Request, _reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    user = _data(value)
    yield from _author(request, user)


def _status(request: Request, _reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    tweet = _data(value)
    author = dig(tweet, "user")
    yield from _author(request, author)
    yield from _published(tweet, _username(author))


def _accounts(_request: Request, _reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    for user in items(value.get("users")):
        if _user_id(user):
            yield NameIs(network="x", platform_id=_user_id(user), username=_username(user))


def _login(_request: Request, reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    """Learn the session cookie that a finished login hands out."""
    users = [dig(task, "open_account", "user") for task in items(value.get("subtasks"))]
    tokens = [match[1] for name, cookie in reply.headers if name == "set-cookie" and (match := _SESSION.search(cookie))]
    for user in users:
        if _user_id(user):
            yield NameIs(network="x", platform_id=_user_id(user), username=_username(user))
            yield from (LoginIs(_user_id(user), _username(user), token) for token in tokens)


def _upload(_request: Request, _reply: Reply, value: dict[str, Any]) -> Iterator[Fact]:
    data = _data(value)
    names = ("media_id_string", "media_id", "id", "media_key", "card_uri")
    yield from (KeptAs(key) for key in dict.fromkeys(filter(None, (_scalar(dig(data, name)) for name in names))))


def _token_exchange(reply: Reply) -> Iterator[Fact]:
    values = {name: found[0] for name, found in parse_qs(reply.content[:10_000].decode("utf-8", "replace")).items()}
    if values.get("user_id") and values.get("oauth_token"):
        yield LoginIs(values["user_id"], values.get("screen_name", ""), values["oauth_token"])


def _author(request: Request, user: Any, *, own: bool = True) -> Iterator[Fact]:
    """Say that the call's login is this account. A delegate's call, or a profile asked for, only tells a name."""
    user_id, username = _user_id(user), _username(user)
    actor, login = acting(request), stated_login(request)
    if own and actor is None and (user_id or username) and (not login or user_id in {"", login}):
        yield LoginIs(user_id or login, username)
    elif user_id and username and user_id in {login, actor.platform_id if actor else ""}:
        yield NameIs(network="x", platform_id=user_id, username=username)


def _published(tweet: Any, username: str) -> Iterator[Fact]:
    id = next(filter(None, (_scalar(dig(tweet, name)) for name in ("rest_id", "id_str", "id"))), "")
    if id:
        yield Published(id, f"https://x.com/{username or 'i'}/status/{id}")


def _data(value: dict[str, Any]) -> dict[str, Any]:
    """Version 2 puts everything under `data`."""
    data = value.get("data")
    return data if is_object(data) else value


def _first(data: Any, ways: tuple[tuple[str, ...], ...]) -> dict[str, Any] | None:
    return next((found for way in ways if is_object(found := dig(data, *way))), None)


def _user_id(user: Any) -> str:
    return next(filter(None, (_scalar(dig(user, name)) for name in ("rest_id", "id_str", "user_id", "id"))), "")


def _username(user: Any) -> str:
    ways = (("screen_name",), ("username",), ("legacy", "screen_name"), ("core", "screen_name"))
    return next((found for way in ways if isinstance(found := dig(user, *way), str)), "")


def _scalar(value: Any) -> str:
    return as_text(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _plain(path: str) -> str:
    match = _PATH.fullmatch(path)
    return match[1] if match else path
