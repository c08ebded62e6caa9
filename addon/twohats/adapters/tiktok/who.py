"""Who acts on TikTok: the page's cookies pair the user's id with the session, the API's tokens are opaque (facts:
private 8, official 1.6).
"""

from collections.abc import Iterator
from urllib.parse import unquote

from twohats.adapter import Request
from twohats.adapters.tiktok.api import is_api
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength

_KEPT = frozenset({"host", "authorization", "user-agent"})
_PAGE_KEPT = frozenset({"host", "cookie", "user-agent"})
_OPEN = "open.tiktokapis.com"
_PAGE = "www.tiktok.com"


def credential(request: Request) -> str:
    """Return the token or session the call is made with."""
    scheme, _, token = request.header("authorization").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return request.header("access-token") or _session(request)


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the user whose session it is: `multi_sids` lists every account of the browser, with its session."""
    session = _session(request)
    if not session or is_api(request):
        return
    for entry in unquote(request.cookies.get("multi_sids", "")).split("|"):
        number, _, own = entry.partition(":")
        if own == session and number.isdecimal():
            yield Evidence(role=Role.LOGIN, where="cookie.multi_sids", strength=Strength.STATED, platform_id=number)


def whoami(request: Request) -> Request | None:
    """Return the call that names the owner of the token or the session."""
    if not credential(request):
        return None
    if request.host == _OPEN:
        return get(request, "/v2/user/info/?fields=open_id,union_id,display_name,username", _KEPT)
    return get(request, "/passport/web/account/info/", _PAGE_KEPT) if request.host == _PAGE else None


def _session(request: Request) -> str:
    return request.cookies.get("sessionid", "") or request.cookies.get("sid_tt", "")
