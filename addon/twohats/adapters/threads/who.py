"""Who acts on Threads: ids in the app's tokens, cookies and forms; the API's tokens are opaque (facts: private 4)."""

from collections.abc import Iterator
from urllib.parse import quote

from twohats.adapter import Request
from twohats.adapters.threads.api import HOSTS
from twohats.meta import app, graph
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength

_KEPT = frozenset({"host", "user-agent"})


def credential(request: Request) -> str:
    """Return the token or session the call is made with."""
    return graph.token(request) if request.host in HOSTS else app.session_credential(request)


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield every place that names the session's account; its number may be the one it has on Instagram."""
    if request.host in HOSTS:
        return
    for where, number in app.session_ids(request):
        yield Evidence(role=Role.LOGIN, where=where, strength=Strength.STATED, platform_id=number)


def whoami(request: Request) -> Request | None:
    """Return the API's call that names the owner of the token; app and page name theirs in every call."""
    token = credential(request) if request.host in HOSTS else ""
    target = f"/v1.0/me?fields=id,username&access_token={quote(token, safe='', errors='replace')}"
    return get(request, target, _KEPT) if token else None
