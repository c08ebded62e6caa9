"""Who acts on Pinterest: opaque tokens and sessions, and the replies that say whose they are
(facts: private 10, official 1.9).
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, Published, Reply, Request
from twohats.adapters.pinterest.resources import unwrapped, values
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence, Role, Strength

_API_PIN = re.compile(r"/v\d/pins(?:/[^/]+/save)?/?")
_PAGE_PIN = re.compile(r"/(?:_ngjs/)?resource/(?:Pin|Repin|StoryPin)Resource/create/?")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the board as a weak sign: the token says nothing, and people pin to boards of their own
    (facts: private 0).
    """
    try:
        board = values(unwrapped(request)).text("board_id")
    except UnreadableActivityError:
        return
    if board:
        yield Evidence(role=Role.LOGIN, where="json.board_id", strength=Strength.HINT, platform_id=board)


def credential(request: Request) -> str:
    """Return the API's token, or the page's session."""
    return bearer(request) or request.cookies.get("_pinterest_sess", "")


def whoami(request: Request) -> Request | None:
    """Return the API's question for the token's owner; of the page none is known."""
    return get(request, "/v5/user_account", {"authorization", "host", "user-agent"}) if bearer(request) else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the login that replies name, the names of uploads, the ids of new pins."""
    value, path = json_reply(reply), request.path.rstrip("/")
    yield from _login(value if path == "/v5/user_account" else _viewer(value))
    if path == "/upload-image":
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "image_url")),) if key)
    elif path == "/v5/media":
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "media_id")),) if key)
    elif request.method == "POST":
        yield from _published(request.path, value)


def _viewer(value: Any) -> Any:
    """Return the user that a resource's answer says is looking."""
    context = dig(value, "client_context")
    return dig(context, "user") if dig(context, "is_authenticated") is True else None


def _login(owner: Any) -> Iterator[Fact]:
    number, username = as_text(dig(owner, "id")), as_text(dig(owner, "username"))
    if number and username:
        yield LoginIs(platform_id=number, username=username)


def _published(path: str, value: Any) -> Iterator[Fact]:
    pin = ""
    if _API_PIN.fullmatch(path):
        pin = as_text(dig(value, "id"))
    elif _PAGE_PIN.fullmatch(path):
        pin = as_text(dig(value, "resource_response", "data", "id"))
    if pin:
        yield Published(id=pin, url=f"https://www.pinterest.com/pin/{pin}/")
