"""Who acts on Instagram: ids in tokens, headers, cookies and forms (facts: private 2.5, official 1.3)."""

from collections.abc import Iterator

from twohats.adapter import Request
from twohats.adapters.instagram.graph import HOSTS
from twohats.meta import app, graph
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength

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
    return graph.token(request) if request.host in HOSTS else app.session_credential(request)


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield every place that names the session's account; where they disagree, nobody is identified."""
    if request.host in HOSTS:
        return
    for where, number in app.session_ids(request):
        yield Evidence(role=Role.LOGIN, where=where, strength=Strength.STATED, platform_id=number)
    if username := request.cookies.get("ds_user", ""):
        yield Evidence(role=Role.LOGIN, where="cookie.ds_user", strength=Strength.HINT, username=username)


def session(request: Request) -> str:
    """Return the id of the account whose session it is, as far as token and cookies tell."""
    return next((number for _, number in app.session_ids(request)), "")


def whoami(request: Request) -> Request | None:
    """Return the call that names the account of the session or token, on Facebook's Graph host that of the path."""
    if not credential(request):
        return None
    if request.host in HOSTS:
        return _graph_whoami(request)
    if request.header("authorization").lower().startswith(app.APP_TOKEN):
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
