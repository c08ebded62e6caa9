"""A mitmproxy request as a value in normal form, so that no spelling of a call hides it from the adapters (facts: mitm h).

An override never makes a call look milder: it can turn a reading method into a writing one, not the other way round. A body
on a reading method makes the call a writing one.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from mitmproxy import http

from twohats.adapter import Request

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OVERRIDE_HEADERS = frozenset({b"x-http-method-override", b"x-http-method", b"x-method-override"})
_OVERRIDE_PARAMETERS = frozenset({"_method", "method"})
_REPEATED_SLASHES = re.compile("/{2,}")
_HTTP_VERSIONS = {b"HTTP/2.0": "HTTP/2", b"HTTP/3": "HTTP/3"}


def request_of(flow: http.HTTPFlow, host: str, content: bytes | None = None) -> Request:
    """Return the request as a value; `host` is the name that was chosen for it, `content` replaces the body if given."""
    data = flow.request.data
    target = _text(data.path)
    return Request(
        method=method_of(flow.request),
        scheme=_text(data.scheme).lower(),
        host=host,
        port=data.port,
        path=path_of(target),
        raw_target=target,
        headers=tuple((_header_name(key), _text(value)) for key, value in data.headers.fields),
        content=(data.content or b"") if content is None else content,
        http_version=_HTTP_VERSIONS.get(data.http_version) or _text(data.http_version),
    )


def method_of(request: http.Request) -> str:
    """Return the method in upper case, with overrides and bodies on reading methods taken into account."""
    raw = _text(request.data.method).upper()
    if raw not in READING:
        return raw
    for method in _overrides(request):
        if method in WRITING:
            return method
    return "POST" if has_body(request) else raw


def has_body(request: http.Request) -> bool:
    """Tell from the head (or the body, once it is there) whether the request carries a body."""
    if request.data.content:
        return True
    for key, value in request.data.headers.fields:
        name = key.lower()
        if name == b"transfer-encoding" or (name == b"content-length" and value.strip().strip(b"0")):
            return True
    return False


@lru_cache(maxsize=2048)
def path_of(target: str) -> str:
    """Return the path of a request target: decoded once, without query, parameters, doubled slashes and dot segments."""
    path = unquote(_origin_form(target).partition("?")[0].partition("#")[0], errors="replace")
    path = _REPEATED_SLASHES.sub("/", path.replace("\\", "/"))
    return _without_dots([segment.partition(";")[0] for segment in path.split("/")])


def _origin_form(target: str) -> str:
    scheme, separator, rest = target.partition("://")
    if not separator or "/" in scheme:
        return target
    return "/" + rest.partition("/")[2]


def _without_dots(segments: list[str]) -> str:
    kept: list[str] = []
    for segment in segments[1:] if segments and not segments[0] else segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + _REPEATED_SLASHES.sub("/", "/".join(kept)).lstrip("/")


def _overrides(request: http.Request) -> list[str]:
    found = [_text(value) for key, value in request.data.headers.fields if key.lower() in _OVERRIDE_HEADERS]
    query = _text(request.data.path).partition("?")[2].partition("#")[0]
    if "method" in query or "%" in query:
        found += [value for name, value in parse_qsl(query) if name in _OVERRIDE_PARAMETERS]
    return [value.strip().upper() for value in found]


@lru_cache(maxsize=1024)
def _header_name(raw: bytes) -> str:
    return _text(raw).strip().lower()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
