"""Recorded messages as values in normal form, as the proxy would have seen them."""

from typing import Any
from urllib.parse import urlsplit

from twohats.adapter import Reply, Request
from twohats.body import decode
from twohats.errors import UnreadableActivityError
from twohats.normal_form import method_of, path_of


def text_of(value: Any) -> str:
    """Return a value that must be text. Raises TypeError: writing out anything else could take for ever."""
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def request_of(
    method: str, url: str, headers: list[tuple[str, str]], content: bytes, version: str = "HTTP/1.1"
) -> Request:
    """Return a recorded request in normal form.

    Raises:
        ValueError: the address is none.
    """
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lowered = tuple((name.lower(), value) for name, value in headers if not name.startswith(":"))
    return Request(
        method=method_of(method, target, lowered, has_body=bool(content)),
        scheme=parts.scheme or "https",
        host=(parts.hostname or "").rstrip("."),
        port=parts.port or (80 if parts.scheme == "http" else 443),
        path=path_of(target),
        raw_target=target,
        headers=lowered,
        content=content,
        http_version=version,
    )


def reply_of(status: int, headers: list[tuple[str, str]], content: bytes) -> Reply:
    """Return a recorded reply; a body whose content encoding cannot be undone is left out."""
    lowered = tuple((name.lower(), value) for name, value in headers)
    try:
        return Reply(status, lowered, decode(content, dict(lowered).get("content-encoding", "")))
    except UnreadableActivityError:
        return Reply(status, lowered)
