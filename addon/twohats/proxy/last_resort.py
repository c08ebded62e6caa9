"""Refusals as mitmproxy's responses, with the sentence in the reason phrase, and one that needs nobody's help."""

import json

from mitmproxy import http

from twohats.adapter import Refusal

REASON_LENGTH = 179  # longer or non-ASCII reason phrases upset clients (facts: clients 2)
_RETRIED = frozenset({401, 408, 429})


def response_of(refusal: Refusal, sentence: str) -> http.Response:
    """Return a refusal as a response. A status that would make clients try again becomes 403 (facts: clients 4).

    200 stays: clients of Reddit, VK and GraphQL look for an error's words there only (facts: platforms_official 0.5).
    """
    headers = [(name.encode("latin-1", "replace"), value.encode("utf-8")) for name, value in refusal.headers]
    headers.append((b"content-type", refusal.content_type.encode("latin-1", "replace")))
    headers.append((b"cache-control", b"no-store"))
    response = http.Response.make(refusal.status if _is_safe(refusal.status) else 403, refusal.content, headers)
    if phrase := reason_phrase(sentence):
        response.reason = phrase
    return response


def _is_safe(status: int) -> bool:
    return status == 200 or (400 <= status < 500 and status not in _RETRIED)


def reason_phrase(sentence: str) -> str:
    """Return a sentence as an HTTP/1 reason phrase: printable ASCII, one line, under 180 characters."""
    text = sentence.translate(_LOOKALIKES).encode("ascii", "replace").decode("ascii")
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:REASON_LENGTH]


def held_response() -> http.Response:
    """Return the refusal that is in place while a call is judged; it is replaced before anybody reads it."""
    return http.Response(b"HTTP/1.1", 403, b"Forbidden", http.Headers(), b"", None, 0.0, 0.0)


def plain_refusal(sentence: str) -> http.Response:
    """Return a refusal in a shape most clients can show; used when no adapter can be asked."""
    content = json.dumps({"error": sentence, "message": sentence}).encode()
    return response_of(Refusal(403, "application/json", content), sentence)


_LOOKALIKES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})  # noqa: RUF001
