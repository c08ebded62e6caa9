"""Where tokens stand in the headers of most platforms (RFC 6750, RFC 5849). The value goes to `identity` alone."""

import re

from twohats.adapter import Request

_OAUTH_TOKEN = re.compile(r'[\s,]oauth_token="?([^",\s]+)', re.IGNORECASE)


def bearer(request: Request, *schemes: str) -> str:
    """Return the token of the `Authorization` header if its scheme is `bearer` or one of `schemes` (lower case)."""
    scheme, _, token = request.header("authorization").strip().partition(" ")
    return token.strip() if scheme.lower() in {"bearer", *schemes} else ""


def oauth1_token(request: Request) -> str:
    """Return the OAuth 1.0a token of the `Authorization` header, or an empty string."""
    header = request.header("authorization")
    found = _OAUTH_TOKEN.search(header) if header[:6].lower() == "oauth " else None
    return found[1] if found else ""
