"""The conventions of Google's APIs: tokens, and the error that all of them answer with (facts: official 0.5)."""

from twohats.adapter import Refusal, Request
from twohats.replies import json_refusal


def bearer(request: Request) -> str:
    """Return the access token of a call, from header or query, or an empty string."""
    scheme, _, token = request.header("authorization").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    query = dict(request.query)
    return query.get("access_token", "") or query.get("oauth_token", "")


def refusal(message: str, domain: str) -> Refusal:
    """Return Google's error object; its reason is one that no client retries."""
    inner = {"message": message, "domain": domain, "reason": "forbidden"}
    return json_refusal(
        403, {"error": {"code": 403, "message": message, "errors": [inner], "status": "PERMISSION_DENIED"}}
    )
