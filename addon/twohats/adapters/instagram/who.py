"""Who acts on Instagram: ids in tokens, headers, cookies and forms (facts: private 2.5, official 1.3)."""

import base64
import binascii
from collections.abc import Iterator

from twohats import body
from twohats.adapter import Request
from twohats.adapters.instagram import forms, graph
from twohats.errors import UnreadableActivityError
from twohats.json_text import as_text, decode_json, dig, parse_json
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength

_APP_TOKEN = "bearer igt:2:"
_KEPT = frozenset(
    {
        "host",
        "authorization",
        "cookie",
        "user-agent",
        "ig-u-ds-user-id",
        "ig-intended-user-id",
        "x-csrftoken",
        "x-ig-app-id",
        "x-ig-www-claim",
        "x-mid",
    }
)


def credential(request: Request) -> str:
    """Return the token or session the call is made with."""
    scheme, _, token = request.header("authorization").partition(" ")
    if scheme.lower() in {"bearer", "oauth"} and token.strip():
        return token.strip()
    if request.host in graph.HOSTS:
        return _form_token(request)
    return request.cookies.get("sessionid", "")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield every place that names the session's account; where they disagree, nobody is identified."""
    if request.host in graph.HOSTS:
        return
    for where, number in _places(request):
        if number.isdecimal() and int(number):
            yield Evidence(role=Role.LOGIN, where=where, strength=Strength.STATED, platform_id=number)
    if username := request.cookies.get("ds_user", ""):
        yield Evidence(role=Role.LOGIN, where="cookie.ds_user", strength=Strength.HINT, username=username)


def session(request: Request) -> str:
    """Return the id of the account whose session it is, as far as token and cookies tell."""
    return next((number for _, number in _places(request) if number.isdecimal() and int(number)), "")


def whoami(request: Request) -> Request | None:
    """Return the call that names the account of the session or token, on Facebook's Graph host that of the path."""
    if not credential(request):
        return None
    if request.host in graph.HOSTS:
        return _graph_whoami(request)
    if request.header("authorization").lower().startswith(_APP_TOKEN):
        return get(request, "/api/v1/accounts/current_user/?edit=true", _KEPT)
    return get(request, "/api/v1/accounts/edit/web_form_data/", _KEPT)


def _graph_whoami(request: Request) -> Request | None:
    bearer = (("authorization", f"Bearer {credential(request)}"),)
    kept = {"host", "user-agent"}
    node, _ = graph.place(request)
    if request.host == "graph.instagram.com":
        return get(request, "/me?fields=user_id,username", kept, bearer)
    if request.host == "graph.facebook.com" and node.isdecimal():
        return get(request, f"/{node}?fields=id,username", kept, bearer)
    return None


def _places(request: Request) -> Iterator[tuple[str, str]]:
    yield "header.authorization", _in_token(request.header("authorization"))
    yield "header.ig-intended-user-id", request.header("ig-intended-user-id")
    yield "header.ig-u-ds-user-id", request.header("ig-u-ds-user-id")
    yield "cookie.ds_user_id", request.cookies.get("ds_user_id", "")
    yield "cookie.sessionid", request.cookies.get("sessionid", "").replace("%3A", ":").partition(":")[0]
    yield "form._uid", _in_form(request)


def _in_token(header: str) -> str:
    """Return the id inside `Bearer IGT:2:<base64 of JSON>`."""
    if not header.lower().startswith(_APP_TOKEN):
        return ""
    raw = header[len(_APP_TOKEN) :].strip()
    try:
        value = parse_json(decode_json(base64.b64decode(raw + "=" * (-len(raw) % 4))), what="token")
    except (binascii.Error, ValueError, UnreadableActivityError):
        return ""
    return as_text(dig(value, "ds_user_id"))


def _in_form(request: Request) -> str:
    try:
        return forms.fields_of(request).text("_uid")
    except UnreadableActivityError:
        return ""


def _form_token(request: Request) -> str:
    try:
        return body.fields(request).text("access_token")
    except UnreadableActivityError:
        return dict(request.query).get("access_token", "")
