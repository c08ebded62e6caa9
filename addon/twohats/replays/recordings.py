"""Recordings: files of requests that `twohats why` reads offline (`.flow`, `.har`, cassettes, corpus `.jsonl`).

HAR is read by our own mapper: the library's refuses whole files for common shapes and loses the request's version
(facts: mitm i).
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from twohats.adapter import Reply, Request
from twohats.body import decode
from twohats.errors import UnreadableActivityError, UsageError
from twohats.normal_form import method_of, path_of

READABLE = (".flow", ".har", ".jsonl", ".yaml", ".yml")


@dataclass(frozen=True)
class Exchange:
    """One recorded request, its place in the file, and its reply if there was one."""

    source: str
    index: int
    request: Request
    reply: Reply | None


def files_of(path: Path) -> list[Path]:
    """Return `path`, or every readable file below it in name order.

    Raises:
        UsageError: there is nothing to read.
    """
    if not path.exists():
        raise UsageError(f"no such file or folder: `{path}`")
    if path.is_file():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix in READABLE and file.is_file())
    if not found:
        raise UsageError(f"nothing to read in `{path}`: give a .flow, .har, .jsonl or cassette file")
    return found


def read_file(path: Path) -> Iterator[Exchange]:
    """Yield the exchanges of one file, in order.

    Raises:
        UsageError: the file is not such a recording; what could be read before the damage has been yielded.
    """
    readers = {".flow": _flow, ".har": _har, ".jsonl": _lines, ".yaml": _cassette, ".yml": _cassette}
    reader = readers.get(path.suffix)
    if reader is None:
        raise UsageError(f"cannot read `{path}`: give a .flow, .har, .jsonl or cassette file")
    try:
        for index, (request, reply) in enumerate(reader(path)):
            yield Exchange(str(path), index, request, reply)
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error, YAMLError, OSError) as error:
        raise UsageError(f"cannot read `{path}`: it is damaged or not a recording ({type(error).__name__})") from error


def request_of(
    method: str, url: str, headers: list[tuple[str, str]], content: bytes, version: str = "HTTP/1.1"
) -> Request:
    """Return a recorded request in normal form, as the proxy would have seen it."""
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


type Pair = tuple[Request, Reply | None]


def _lines(path: Path) -> Iterator[Pair]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            headers = [(str(name), str(value)) for name, value in entry["headers"]]
            body = base64.b64decode(entry.get("body_b64") or "")
            request = request_of(entry["method"], entry["url"], headers, body, entry.get("http_version", "HTTP/1.1"))
            yield request, _line_reply(entry)


def _line_reply(entry: Mapping[str, Any]) -> Reply | None:
    if not entry.get("status"):
        return None
    headers = tuple((str(name).lower(), str(value)) for name, value in entry.get("answer_headers") or ())
    return Reply(int(entry["status"]), headers, base64.b64decode(entry.get("answer_b64") or ""))


def _cassette(path: Path) -> Iterator[Pair]:
    loaded = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    request = loaded["request"]
    headers = [(str(name), str(value)) for name, value in (request.get("headers") or {}).items()]
    yield (
        request_of(request["method"], request["url"], headers, _bytes(request), request.get("http", "HTTP/1.1")),
        _cassette_reply(loaded),
    )


def _cassette_reply(loaded: Mapping[str, Any]) -> Reply | None:
    reply = loaded.get("reply")
    if not reply:
        return None
    headers = tuple((str(name).lower(), str(value)) for name, value in (reply.get("headers") or {}).items())
    return Reply(int(reply.get("status", 200)), headers, _bytes(reply))


def _bytes(entry: Mapping[str, Any]) -> bytes:
    if entry.get("body_base64"):
        return base64.b64decode(entry["body_base64"])
    return str(entry.get("body") or "").encode()


def _har(path: Path) -> Iterator[Pair]:
    for entry in json.loads(path.read_text("utf-8-sig"))["log"]["entries"]:
        request = entry["request"]
        headers = [(header["name"], header["value"]) for header in request.get("headers", [])]
        yield (
            request_of(request["method"], request["url"], headers, _post_data(request)),
            _har_reply(entry.get("response") or {}),
        )


def _post_data(request: Mapping[str, Any]) -> bytes:
    data = request.get("postData") or {}
    if data.get("encoding") == "base64":
        return base64.b64decode(data.get("text", ""))
    if data.get("text"):
        return str(data["text"]).encode()
    return urlencode([(pair["name"], pair.get("value", "")) for pair in data.get("params", [])]).encode()


def _har_reply(response: Mapping[str, Any]) -> Reply | None:
    if not response.get("status"):
        return None
    content = response.get("content") or {}
    text = content.get("text", "")
    body = base64.b64decode(text) if content.get("encoding") == "base64" else text.encode()
    headers = tuple((header["name"].lower(), header["value"]) for header in response.get("headers", []))
    return Reply(int(response["status"]), headers, body)


def _flow(path: Path) -> Iterator[Pair]:
    from twohats.proxy.flow_file import (
        exchanges,
    )  # mitmproxy takes a second to import; the other formats need none of it

    for request, status, headers, content in exchanges(path):
        try:
            body = decode(content, dict(headers).get("content-encoding", ""))
        except UnreadableActivityError:
            body = b""
        yield request, Reply(status, headers, body) if status else None
