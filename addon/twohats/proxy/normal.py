"""A mitmproxy request as a value in normal form (`normal_form`)."""

from functools import lru_cache

from mitmproxy import http

from twohats import normal_form
from twohats.adapter import Request
from twohats.normal_form import READING, path_of

_HTTP_VERSIONS = {b"HTTP/2.0": "HTTP/2", b"HTTP/3": "HTTP/3"}


def request_of(flow: http.HTTPFlow, host: str, content: bytes | None = None) -> Request:
    """Return the request as a value; `host` is the name that was chosen for it, `content` replaces the body if
    given.
    """
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
    method = _text(request.data.method)
    if method.upper() not in READING:
        return method.upper()
    overriding = [
        (_header_name(key), _text(value)) for key, value in request.data.headers.fields if b"method" in key.lower()
    ]
    return normal_form.method_of(method, _text(request.data.path), overriding, has_body=has_body(request))


def has_body(request: http.Request) -> bool:
    """Tell from the head (or the body, once it is there) whether the request carries a body."""
    if request.data.content:
        return True
    for key, value in request.data.headers.fields:
        name = key.lower()
        if name == b"transfer-encoding" or (name == b"content-length" and value.strip().strip(b"0")):
            return True
    return False


@lru_cache(maxsize=1024)
def _header_name(raw: bytes) -> str:
    return _text(raw).strip().lower()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
