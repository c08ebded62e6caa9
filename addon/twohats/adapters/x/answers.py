"""What twohats itself says on X: refusals, and the "who am I" call (facts: private 18, official 0.5)."""

from dataclasses import replace

from twohats.adapter import Refusal, Request
from twohats.adapters.x.calls import operation_name
from twohats.adapters.x.signs import credential
from twohats.bodies.json_text import Json
from twohats.replies import json_refusal

# "Client is not permitted to perform this action". Never 32, 37, 64, 88, 90, 187, 326: clients log out, wait or unlock.
_CODE = 87
_KEPT = frozenset({"authorization", "cookie", "user-agent", "x-csrf-token", "x-twitter-auth-type", "accept-language"})


def refusal(request: Request, message: str) -> Refusal:
    """Return 403 in the shape of the API that was called: a problem for v2, `errors` for v1.1, Ads and GraphQL."""
    if request.path.startswith("/2/"):
        problem: dict[str, Json] = {"title": "Forbidden", "status": 403, "type": "about:blank", "detail": message}
        return replace(json_refusal(403, problem), content_type="application/problem+json")
    errors: dict[str, Json] = {"errors": [{"message": message, "code": _CODE}]}
    return json_refusal(403, {**errors, "data": {}} if operation_name(request.path) else errors)


def whoami(request: Request) -> Request | None:
    """Return the call that tells whose token or web session it is; None for OAuth 1.0a: only its client can sign."""
    if not credential(request) or request.header("authorization").lower().startswith("oauth"):
        return None
    domain = "twitter.com" if request.host.endswith("twitter.com") else "x.com"
    if request.cookies.get("auth_token"):
        return _get(request, domain, "/i/api/1.1/account/settings.json")
    return _get(request, f"api.{domain}", "/2/users/me") if request.header("authorization") else None


def _get(request: Request, host: str, path: str) -> Request:
    headers = tuple((name, value) for name, value in request.headers if name in _KEPT)
    return Request(method="GET", scheme="https", host=host, port=443, path=path, raw_target=path, headers=headers)
