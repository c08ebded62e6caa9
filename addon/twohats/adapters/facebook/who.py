"""Who acts on Facebook: the person behind the cookies, and the page or profile they act as (facts: private 5.6)."""

import re
from collections.abc import Iterator

from twohats import body
from twohats.adapter import Request
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.meta import graph
from twohats.meta.operations import is_operation, operations
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength
from twohats_policy.activity import Actor

_KEPT = frozenset({"host", "user-agent"})
_WHERE = "variables.actor_id"
_OF_A_PAGE = re.compile(r"(\d+)_\d+")


def credential(request: Request) -> str:
    """Return the token or session the call is made with."""
    return graph.token(request) if request.host in graph.FACEBOOK_HOSTS else request.cookies.get("xs", "")


def acting(request: Request, named: str) -> Actor | None:
    """Return the account that an operation names as its author; None where form or cookies name another one, or it
    names none: then the evidence decides.
    """
    other = _form_account(request) or request.cookies.get("i_user", "")
    return Actor(where=_WHERE, platform_id=named) if named and other in {"", named} else None


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the signs of login and acting account. The page that owns a post is a hint at who comments on it."""
    if request.host in graph.FACEBOOK_HOSTS:
        owner = _OF_A_PAGE.fullmatch(graph.place(request)[0])
        yield from (_sign(Role.LOGIN, "path", owner[1], Strength.HINT),) if owner else ()
        return
    login = request.cookies.get("c_user", "")
    yield from (_sign(Role.LOGIN, "cookie.c_user", login),) if login.isdecimal() else ()
    for where, number in _acting_places(request):
        if number.isdecimal() and int(number):
            yield _sign(Role.ACTING, where, number)


def whoami(request: Request) -> Request | None:
    """Return Graph's call that names the owner of the token; with a page's token that is the page."""
    token = credential(request) if request.host in graph.FACEBOOK_HOSTS else ""
    return get(request, "/me?fields=id,name", _KEPT, (("authorization", f"Bearer {token}"),)) if token else None


def _acting_places(request: Request) -> Iterator[tuple[str, str]]:
    yield "form.av", _form_account(request)
    if not _form_account(request):
        yield "cookie.i_user", request.cookies.get("i_user", "")
    try:
        found = operations(request) if is_operation(request) else ()
    except UnreadableActivityError:
        return
    for operation in found:
        value = as_object(operation.variables.get("input"))
        yield _WHERE, as_text(value.get("actor_id")) or as_text(dig(value, "base", "actor_id"))


def _form_account(request: Request) -> str:
    try:
        number = body.fields(request).text("av")
    except UnreadableActivityError:
        return ""
    return number if number != "0" else ""


def _sign(role: Role, where: str, number: str, strength: Strength = Strength.STATED) -> Evidence:
    return Evidence(role=role, where=where, strength=strength, platform_id=number)
