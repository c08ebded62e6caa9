"""Who acts on LinkedIn: tokens and session are opaque and always a member's; the author stands in the call (facts:
private 7.4, official 1.5).
"""

from collections.abc import Iterator

from twohats.adapter import Request
from twohats.adapters.linkedin.voyager import is_page
from twohats.replies import get
from twohats_policy.account import Evidence

_KEPT = frozenset({"host", "authorization", "user-agent"})
_PAGE_KEPT = _KEPT | {"cookie", "csrf-token", "x-restli-protocol-version", "x-li-lang", "x-li-track"}


def credential(request: Request) -> str:
    """Return the token or session the call is made with."""
    scheme, _, token = request.header("authorization").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else request.cookies.get("li_at", "")


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield nothing: no call names the member who is signed in."""
    yield from ()


def whoami(request: Request) -> Request | None:
    """Return the call that names the member behind the token or the session."""
    if not credential(request):
        return None
    if is_page(request):
        return get(request, "/voyager/api/me", _PAGE_KEPT) if request.host == "www.linkedin.com" else None
    return get(request, "/v2/userinfo", _KEPT)
