"""Requests near those of the cassettes, for hypothesis: one or more parts replaced by something else."""

import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.support.cassettes import Labelled
from twohats.adapter import Request
from twohats.normal_form import path_of

type Change = Callable[[Request, st.DrawFn], Request]

_TEXT = st.text(max_size=30)
_SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
_JSON = st.recursive(_SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4))
_KINDS = st.sampled_from(
    ["", "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "image/png", "a/b"]
)
_METHODS = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", ""])


@st.composite
def requests(draw: st.DrawFn, samples: list[Labelled]) -> Request:
    """Return the request of one of the samples, changed in one to four ways."""
    request = draw(st.sampled_from(samples)).request
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        request = change(request, draw)
    return request


def _value(request: Request, draw: st.DrawFn) -> Request:
    """Replace one value in the JSON or the form."""
    try:
        value = json.loads(request.content)
    except ValueError:
        return _pair(request, draw)
    return replace(request, content=json.dumps(_spoilt(value, draw)).encode())


def _spoilt(value: object, draw: st.DrawFn) -> object:
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 4)) == 0:
        return draw(_JSON)
    if isinstance(value, list):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], _spoilt(value[at], draw), *value[at + 1 :]]
    key = draw(st.sampled_from(sorted(value)))
    return {**value, key: _spoilt(value[key], draw)}


def _pair(request: Request, draw: st.DrawFn) -> Request:
    name, _, _ = draw(st.sampled_from(request.content.split(b"&"))).partition(b"=")
    inner = draw(_TEXT | _JSON.map(json.dumps))
    added = name + b"=" + urlencode({"": inner}).encode("utf-8")[1:]
    return replace(request, content=draw(st.sampled_from([added, request.content + b"&" + added])))


def _bytes(request: Request, draw: st.DrawFn) -> Request:
    """Put bytes into the body, or cut it off."""
    at = draw(st.integers(0, len(request.content)))
    return replace(
        request, content=request.content[:at] + draw(st.binary(max_size=20)) + draw(_TAILS)(request.content, at)
    )


def _path(request: Request, draw: st.DrawFn) -> Request:
    segments = request.path.split("/")
    segments[draw(st.integers(0, len(segments) - 1))] = draw(_TEXT)
    target = "/".join(segments)
    return replace(request, path=path_of(target), raw_target=target)


def _query(request: Request, draw: st.DrawFn) -> Request:
    return replace(request, raw_target=f"{request.raw_target}{draw(st.sampled_from('?&'))}{draw(_TEXT)}={draw(_TEXT)}")


def _header(request: Request, draw: st.DrawFn) -> Request:
    """Give a header another value, once more, or none."""
    names = [name for name, _ in request.headers] or ["cookie"]
    name = draw(st.sampled_from([*names, "content-type", "authorization", "cookie", "x-http-method-override"]))
    kept = request.headers if draw(st.booleans()) else tuple(pair for pair in request.headers if pair[0] != name)
    return replace(request, headers=(*kept, (name, draw(_TEXT | _KINDS))))


def _method(request: Request, draw: st.DrawFn) -> Request:
    return replace(request, method=draw(_METHODS))


_TAILS = st.sampled_from([lambda content, at: content[at:], lambda _content, _at: b""])
CHANGES: tuple[Change, ...] = (_value, _value, _bytes, _path, _query, _header, _method)
