"""Who acts on VK: opaque tokens, owners of walls, communities in whose name is written."""

from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.vk.methods import ASKS, method_of
from twohats.bodies.json_text import as_text, dig
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import objects
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence, Role, Strength


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the owner of a wall as a weak sign: the token says nothing, and most write on walls of their own.

    A comment under a person's post says nothing about who writes it.
    """
    try:
        values = body.fields(request)
        owner = values.text("owner_id")
    except UnreadableActivityError:
        return
    own = method_of(request) == "wall.post" or owner.startswith("-")
    if own and method_of(request).startswith("wall.") and owner.lstrip("-").isdecimal():
        yield Evidence(role=Role.LOGIN, where="form.owner_id", strength=Strength.HINT, platform_id=owner.lstrip("-"))


def credential(request: Request) -> str:
    """Return the token, among the fields or in the header."""
    try:
        return body.fields(request).text("access_token") or bearer(request)
    except UnreadableActivityError:
        return dict(request.query).get("access_token", "") or bearer(request)


def whoami(request: Request) -> Request | None:
    """Return the question for the token's owner."""
    token = credential(request)
    if not token:
        return None
    header = (("authorization", f"Bearer {token}"),)
    return get(request, "/method/users.get?v=5.199", {"host", "user-agent"}, header)


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the owner of a token, names of communities, the names of uploads, the id of a new post."""
    value = json_reply(reply)
    response = dig(value, "response")
    match method_of(request):
        case "":
            yield from (KeptAs(key=key) for key in (as_text(dig(value, "hash")),) if key)
        case "users.get" | "account.getprofileinfo" | "groups.getbyid":
            yield from _owner(request, response)
        case "groups.get":
            yield from (_named(group) for group in objects(dig(response, "items")))
        case method if method in {"photos.savewallphoto", "photos.save"}:
            for item in objects(response):
                yield KeptAs(key=f"photo{as_text(item.get('owner_id'))}_{as_text(item.get('id'))}")
        case method if method.startswith("wall.") and not ASKS.fullmatch(method):
            yield from _published(request, response)
        case _:
            return


def _owner(request: Request, response: Any) -> Iterator[Fact]:
    """Asked without ids, VK answers about the owner of the token."""
    if _values(request, "user_ids", "user_id", "group_ids", "group_id"):
        return
    first = next(iter(objects(response)), None) or next(iter(objects(dig(response, "groups"))), None) or response
    if number := as_text(dig(first, "id")):
        yield LoginIs(platform_id=number, username=as_text(dig(first, "screen_name")))


def _named(group: dict[str, Any]) -> NameIs:
    return NameIs(network="vk", platform_id=as_text(group.get("id")), username=as_text(group.get("screen_name")))


def _published(request: Request, response: Any) -> Iterator[Fact]:
    made, owner = as_text(dig(response, "post_id")), "".join(_values(request, "owner_id"))
    if made:
        yield Published(id=made, url=f"https://vk.com/wall{owner}_{made}" if owner else "")


def _values(request: Request, *names: str) -> tuple[str, ...]:
    """Return the call's values of these names; one that cannot be read teaches nothing."""
    try:
        return body.fields(request).all(*names)
    except UnreadableActivityError:
        return ("?",)
