"""The headers of every reply: nothing is kept, nothing is loaded from elsewhere, nobody frames us."""

from collections.abc import Mapping

_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: with it our own forms carry `Origin: null` (facts: desktop 2.2).
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers(nonce: str) -> Mapping[str, str]:
    """Return the headers of a reply; `nonce` marks the style and the script that are ours."""
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {**_ALWAYS, "Content-Security-Policy": policy}
