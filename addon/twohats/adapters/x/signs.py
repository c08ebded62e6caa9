"""Who acts on X: what the call says of login and acting account (facts: private 1.6, official 1.1)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from twohats import body
from twohats.adapter import Request
from twohats.errors import UnreadableActivityError
from twohats_policy.account import Evidence, Role, Strength
from twohats_policy.activity import Actor

_TWID = re.compile(r"u(?:=|%3D)([0-9]{1,20})", re.IGNORECASE)
_OAUTH_TOKEN = re.compile(r'[\s,]oauth_token="?([^",\s]+)')
_TOKEN_OWNER = re.compile(r"([0-9]{1,20})-")
_USER_PATH = re.compile(
    r"(?:/i/api)?/2/users/([0-9]{1,20})/(?:retweets|likes|following|bookmarks|blocking|muting)(?:/|$)"
)
_ID = re.compile(r"[0-9]{1,20}")
_DELEGATES = ("x-act-as-user-id", "x-contribute-to-user-id")
_AS_USER_PATH = re.compile(r"/[0-9]+/accounts/[^/]+/(?:tweet|draft_tweets|scheduled_tweets)(?:/|$)")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the signs of the login and of the delegate, strongest first."""
    if actor := acting(request):
        yield Evidence(role=Role.ACTING, where=actor.where, strength=Strength.STATED, platform_id=actor.platform_id)
    for where, user_id in _logins(request):
        yield Evidence(role=Role.LOGIN, where=where, strength=Strength.STATED, platform_id=user_id)


def acting(request: Request) -> Actor | None:
    """Return the account that the call speaks for when it names one besides its login: delegate or ad's author."""
    for header in _DELEGATES:
        if _ID.fullmatch(value := request.header(header).strip()):
            return Actor(where=f"header.{header}", platform_id=value)
    if _AS_USER_PATH.match(request.path) and (user_id := _field(request, "as_user_id")):
        return Actor(where="fields.as_user_id", platform_id=user_id)
    return None


def credential(request: Request) -> str:
    """Return the OAuth token, the bearer, or the web session's cookie; never the bearer that all web users share."""
    _, token = _oauth_token(request)
    return token or _bearer(request.header("authorization")) or request.cookies.get("auth_token", "")


def _twid(request: Request) -> str:
    """Return the user id in the web session's cookie, or ''."""
    match = _TWID.search(request.cookies.get("twid", ""))
    return match[1] if match else ""


def stated_login(request: Request) -> str:
    """Return the user id that the call's credentials show, or ''."""
    return next((user_id for _, user_id in _logins(request)), "")


def _logins(request: Request) -> Iterator[tuple[str, str]]:
    where, token = _oauth_token(request)
    if owner := _TOKEN_OWNER.match(token):
        yield f"{where}.oauth_token", owner[1]
    web = not token and not _bearer(request.header("authorization"))  # else the cookie is not what logs in
    if web and (user_id := _twid(request)):
        yield "cookie.twid", user_id
    if path := _USER_PATH.match(request.path):
        yield "path", path[1]


def _oauth_token(request: Request) -> tuple[str, str]:
    """Return where the OAuth 1.0a token is and what it is: header, query or form (RFC 5849 3.5)."""
    authorization = request.header("authorization")
    if authorization:
        return "header.authorization", _header_token(authorization) if authorization[:5].lower() == "oauth" else ""
    for name, value in request.query:
        if name == "oauth_token":
            return "query", value
    return "form", _field(request, "oauth_token") if _signed_form(request) else ""


@lru_cache(maxsize=8)
def _header_token(authorization: str) -> str:
    match = _OAUTH_TOKEN.search(authorization)
    return unquote(match[1]) if match else ""


def _signed_form(request: Request) -> bool:
    return body.media_type(request) == "application/x-www-form-urlencoded"


def _field(request: Request, name: str) -> str:
    try:
        return body.fields(request).text(name)
    except UnreadableActivityError:
        return ""  # the reader raises it; a sign that cannot be read is no sign


def _bearer(authorization: str) -> str:
    kind, _, token = authorization.partition(" ")
    token = token.strip()
    return token if kind.lower() == "bearer" and not token.startswith("AAAA") else ""
