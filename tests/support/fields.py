"""The fields of a request as a platform's own server sees them: query, form, JSON and multipart, whichever is there."""

import json
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import parse_qsl

from twohats.stand_ins.messages import Received


def fields(request: Received) -> dict[str, Any]:
    """Return query and body fields by name; a file of a multipart body is its bytes."""
    query = dict(parse_qsl(request.target.partition("?")[2], keep_blank_values=True))
    return query | _body(request)


def _body(request: Received) -> dict[str, Any]:
    kind = request.header("content-type").partition(";")[0].strip().lower()
    if kind == "application/json" or (not kind and request.content[:1] == b"{"):
        return dict(json.loads(request.content or b"{}"))
    if kind == "application/x-www-form-urlencoded":
        return _gathered(parse_qsl(request.content.decode(), keep_blank_values=True))
    if kind == "multipart/form-data":
        return _gathered(_parts(request))
    return {}


def _gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name.endswith("[]"):
            found.setdefault(name[:-2], []).append(value)
        else:
            found[name] = value
    return found


def _parts(request: Received) -> list[tuple[str, Any]]:
    head = f"content-type: {request.header('content-type')}\r\n\r\n".encode()
    pairs: list[tuple[str, Any]] = []
    for part in message_from_bytes(head + request.content, policy=policy.HTTP).iter_parts():
        content: Any = part.get_payload(decode=True)
        name = str(part.get_param("name", header="content-disposition"))
        pairs.append((name, content if part.get_filename() else content.decode()))
    return pairs
