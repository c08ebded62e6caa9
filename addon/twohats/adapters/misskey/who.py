"""Who acts on a Misskey server: opaque tokens, and the replies that say whose they are (facts: official 1.13)."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.replies import get, json_reply
from twohats.server_keys import facts_of_its_server
from twohats_policy.account import Evidence

_LONGEST = 200  # characters of a path; none is longer, and patterns take their time over long ones
_KEEPING = frozenset({"drive/files/create", "notes/drafts/create"})


def endpoint(request: Request) -> str:
    """Return what stands behind `/api/`, or an empty string."""
    path = request.path[:_LONGEST].rstrip("/")
    return path.removeprefix("/api/") if path.startswith("/api/") else ""


def credential(request: Request) -> str:
    """Return the token: the field `i` of the body (facts: official 0.3), or in the header."""
    try:
        return body.fields(request).text("i") or bearer(request)
    except UnreadableActivityError:
        return bearer(request)


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: tokens of this family say nothing by themselves."""
    return iter(())


def whoami(request: Request) -> Request | None:
    """Return the question for the token's owner; it is a POST that changes nothing."""
    token = credential(request)
    if not token:
        return None
    question = get(request, "/api/i", {"host", "user-agent"}, (("content-type", "application/json"),))
    return dataclasses.replace(question, method="POST", content=json.dumps({"i": token}).encode())


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the owner of a token, the names of uploads, the id of a new note, whose author is the login."""
    yield from facts_of_its_server(request, _learnt(request, reply))


def _learnt(request: Request, reply: Reply) -> Iterator[Fact]:
    value, called = json_reply(reply), endpoint(request)
    if called in {"i", "i/update"}:
        yield from _owner(request, value)
    elif called.startswith("miauth/"):
        yield from _owner(request, dig(value, "user"), as_text(dig(value, "token")))
    elif called.startswith("signin"):
        yield from _signed_in(value)
    elif called in _KEEPING:
        yield from (KeptAs(key=key) for key in (as_text(dig(value, "id")),) if key)
    else:
        yield from _published(request, dig(value, "createdNote"))


def _owner(request: Request, user: Any, token: str = "") -> Iterator[Fact]:
    number, username = as_text(dig(user, "id")), as_text(dig(user, "username"))
    if number and username:
        yield LoginIs(platform_id=number, username=f"{username}@{request.host}".lower(), credential=token)


def _signed_in(value: Any) -> Iterator[Fact]:
    number, token = as_text(dig(value, "id")), as_text(dig(value, "i"))
    if number and token:
        yield LoginIs(platform_id=number, credential=token)


def _published(request: Request, note: Any) -> Iterator[Fact]:
    yield from _owner(request, dig(note, "user"))
    if made := as_text(dig(note, "id")):
        yield Published(id=made, url=f"https://{request.host}/notes/{made}")
