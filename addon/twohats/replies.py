"""Both ways of a platform's answer: read what it says, write a refusal, and build the one question of our own."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from twohats.adapter import Refusal, Reply, Request
from twohats.bodies.json_text import decode_json, parse_json
from twohats.errors import UnreadableActivityError


def succeeded(reply: Reply) -> bool:
    """Tell whether the platform did what it was asked."""
    return 200 <= reply.status < 300


def json_reply(reply: Reply) -> Any:
    """Return what a JSON answer holds; None where it failed, is empty or no JSON: it only adds knowledge."""
    if not (succeeded(reply) and reply.content):
        return None
    try:
        return parse_json(decode_json(reply.content), what="reply")
    except UnreadableActivityError:
        return None


def json_refusal(status: int, value: Mapping[str, Any]) -> Refusal:
    """Return a refusal whose body is `value` as JSON."""
    content = json.dumps(value, ensure_ascii=False).encode()
    return Refusal(status=status, content_type="application/json; charset=utf-8", content=content)


def get(request: Request, target: str, keep: Collection[str], more: tuple[tuple[str, str], ...] = ()) -> Request:
    """Return a GET of `target` (path and query) on the server of `request`, with its headers named in `keep`."""
    kept = tuple((key, value) for key, value in request.headers if key in keep)
    return Request(
        method="GET",
        scheme=request.scheme,
        host=request.host,
        port=request.port,
        path=target.partition("?")[0],
        raw_target=target,
        headers=(*kept, *more),
        http_version=request.http_version,
    )
