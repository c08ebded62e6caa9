"""HAR files, as browsers and tools write them.

Read by our own mapper: the library's refuses whole files for common shapes and loses the request's version (facts:
mitm i). Of a file that was cut off, what is whole is read.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from twohats.adapter import Reply, Request
from twohats.replays.normal import request_of, text_of

_VERSIONS = {"h2": "HTTP/2", "http/2": "HTTP/2", "http/2.0": "HTTP/2", "h3": "HTTP/3", "http/1.0": "HTTP/1.0"}


def exchanges(path: Path) -> Iterator[tuple[Request, Reply | None]]:
    """Yield each request with its reply, if it got one.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, RecursionError: the file is damaged; what could be read before
            the damage has been yielded.
    """
    for entry in _entries(path.read_text("utf-8-sig", "surrogateescape")):
        sent = entry["request"]
        headers = _headers(sent)
        version = _VERSIONS.get(text_of(sent.get("httpVersion") or "").lower(), "HTTP/1.1")
        content = _content(sent.get("postData") or {}, headers)
        yield request_of(text_of(sent["method"]), text_of(sent["url"]), headers, content, version), _reply(entry)


def _entries(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        entries = json.loads(text)["log"]["entries"]
    except json.JSONDecodeError:
        yield from _whole_entries(text)
        raise
    yield from entries


def _whole_entries(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the entries before the damage of a file that is not JSON as a whole."""
    decoder = json.JSONDecoder()
    place = text.find("[", max(text.find('"entries"'), 0)) + 1
    while place:
        start = place + len(text[place:]) - len(text[place:].lstrip(" \t\r\n,"))
        try:
            entry, place = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            return
        yield entry


def _headers(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    """HTTP/2's own fields (`:authority`) are no headers."""
    pairs = [(text_of(header["name"]), text_of(header["value"])) for header in message.get("headers") or ()]
    return [(name, value) for name, value in pairs if not name.startswith(":")]


def _content(data: Mapping[str, Any], headers: list[tuple[str, str]]) -> bytes:
    if data.get("encoding") == "base64":
        return base64.b64decode(text_of(data.get("text") or ""))
    if data.get("text"):
        return text_of(data["text"]).encode("utf-8", "surrogateescape")
    given = next((value for name, value in headers if name.lower() == "content-type"), "")
    _, _, boundary = given.partition("boundary=")
    if boundary:
        return _multipart(data.get("params") or (), boundary.partition(";")[0].strip('" '))
    return urlencode([(pair["name"], pair.get("value") or "") for pair in data.get("params") or ()]).encode()


def _multipart(parts: Any, boundary: str) -> bytes:
    """Write the parts again where only their names and values were kept."""
    pieces: list[str] = []
    for part in parts:
        name = f'; filename="{text_of(part["fileName"])}"' if part.get("fileName") else ""
        kind = f"Content-Type: {text_of(part['contentType'])}\r\n" if part.get("contentType") else ""
        head = f'Content-Disposition: form-data; name="{text_of(part["name"])}"{name}\r\n{kind}'
        pieces.append(f"--{boundary}\r\n{head}\r\n{text_of(part.get('value') or '')}\r\n")
    return ("".join(pieces) + f"--{boundary}--\r\n").encode("utf-8", "surrogateescape")


def _reply(entry: Mapping[str, Any]) -> Reply | None:
    """HAR keeps bodies without their content encoding."""
    response: Mapping[str, Any] = entry.get("response") or {}
    if not response.get("status") or int(response["status"]) <= 0:
        return None
    content: Mapping[str, Any] = response.get("content") or {}
    text = text_of(content.get("text") or "")
    body = base64.b64decode(text) if content.get("encoding") == "base64" else text.encode("utf-8", "surrogateescape")
    headers = tuple((name.lower(), value) for name, value in _headers(response))
    return Reply(int(response["status"]), headers, body)
