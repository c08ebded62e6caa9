"""Build requests and replies in normal form for the tests of adapters."""

import json
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from twohats.adapter import Reply, Request


def call(method: str, url: str, content: bytes | object = b"", **headers: str) -> Request:
    """Return a request; `content` that is not bytes goes out as JSON, header names have `_` for `-`."""
    parts = urlsplit(url)
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    kind = {} if isinstance(content, bytes) else {"content_type": "application/json"}
    named = tuple((name.replace("_", "-"), value) for name, value in {**kind, **headers}.items())
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return Request(method, "https", parts.hostname or "", 443, unquote(parts.path), target, named, body)


def said(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a JSON reply."""
    return Reply(status, tuple((headers or {}).items()), json.dumps(value).encode())
