"""Who acts on a Mastodon server: opaque tokens, and the replies that say whose they are (facts: official 1.13)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, decode_json, dig, parse_json
from twohats.errors import UnreadableActivityError
from twohats.replies import get, json_reply, succeeded
from twohats.server_keys import facts_of_its_server
from twohats_policy.account import Evidence

_OWN_ACCOUNT = re.compile(r"/api/v\d[\d.]*/(accounts/(verify|update)_credentials|profile(/\w+)?)$")
_OWN_STATUS = re.compile(r"/api/v\d[\d.]*/(statuses(/[^/]+)?|status/create)$")
_REBLOG = re.compile(r"/api/v1/statuses/[^/]+/reblog$")
_MEDIA = re.compile(r"/api/(v\d[\d.]*/(media|stories/add|direct/thread/media/upload)|compose/v0/media/upload)$")
_STATE = re.compile(rb"<script[^>]*\bid=[\"']initial-state[\"'][^>]*>(.*?)</script>", re.DOTALL)


def credential(request: Request) -> str:
    """Return the token: in the header, or where OAuth 2.0 once allowed it (query, form)."""
    scheme, _, token = request.header("authorization").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    try:
        return body.fields(request).text("access_token")
    except UnreadableActivityError:
        return dict(request.query).get("access_token", "")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens of this family say nothing by themselves."""
    return iter(())


def whoami(request: Request) -> Request | None:
    """Return the call that names the owner of the request's token."""
    token = credential(request)
    if not token:
        return None
    bearer = (("authorization", f"Bearer {token}"),)
    return get(request, "/api/v1/accounts/verify_credentials", {"host", "user-agent"}, bearer)


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what a reply says of the token's owner, of kept media and of published statuses."""
    yield from facts_of_its_server(request, _learnt(request, reply))


def _learnt(request: Request, reply: Reply) -> Iterator[Fact]:
    if request.path == "/oauth/token":
        yield from _token(request, json_reply(reply))
    elif not request.path.startswith("/api/"):
        yield from _page(request, reply)
    elif _OWN_ACCOUNT.match(request.path):
        yield from _owner(request, json_reply(reply))
    elif _MEDIA.match(request.path) and request.method == "POST":
        yield from _kept(json_reply(reply))
    elif request.method in {"POST", "PUT", "DELETE"}:
        yield from _status(request, json_reply(reply))


def _status(request: Request, value: Any) -> Iterator[Fact]:
    own = _OWN_STATUS.match(request.path)
    if own or (_REBLOG.match(request.path) and dig(value, "reblog")):
        yield from _owner(request, dig(value, "account"))
    if own and request.method != "DELETE" and dig(value, "id"):
        yield Published(id=as_text(dig(value, "id")), url=as_text(dig(value, "url")))


def _kept(value: Any) -> Iterator[Fact]:
    if key := as_text(dig(value, "id")) or as_text(dig(value, "media_id")):
        yield KeptAs(key=key)


def _owner(request: Request, account: Any, token: str = "") -> Iterator[Fact]:
    number, username = as_text(dig(account, "id")), _username(request, account)
    if number and username:
        yield LoginIs(platform_id=number, username=username, credential=token)


def _username(request: Request, account: Any) -> str:
    """Return `name@server`, lower case: ids of two servers may be the same."""
    username = as_text(dig(account, "username")) or as_text(dig(account, "acct")).partition("@")[0]
    return f"{username}@{request.host}".lower() if username else ""


def _token(request: Request, value: Any) -> Iterator[Fact]:
    """Pleroma names the owner's page beside a new token; Mastodon does not."""
    token, page = as_text(dig(value, "access_token")), as_text(dig(value, "me"))
    username = page.rstrip("/").rpartition("/")[2].removeprefix("@")
    if token and username:
        yield LoginIs(platform_id="", username=f"{username}@{request.host}".lower(), credential=token)


def _page(request: Request, reply: Reply) -> Iterator[Fact]:
    """Every page of the web client holds its token, and whose it is."""
    found = _STATE.search(reply.content) if succeeded(reply) else None
    if found is None:
        return
    try:
        state = parse_json(decode_json(found[1]), what="page")
    except UnreadableActivityError:
        return
    token, number = as_text(dig(state, "meta", "access_token")), as_text(dig(state, "meta", "me"))
    if token and number:
        yield from _owner(request, dig(state, "accounts", number), token)
