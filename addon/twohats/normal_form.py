"""Normal form: one spelling for the method and path of a call, so that no other spelling hides it from the adapters
(facts: mitm h).

An override never makes a call look milder: it can turn a reading method into a writing one, not the other way round.
A body on a reading method makes the call a writing one, and so does a GraphQL mutation in its query. Whether a server
follows an override from one writing method to another nobody can tell: such a call is read both ways (`reading`).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OVERRIDE_HEADERS = frozenset({"x-http-method-override", "x-http-method", "x-method-override"})
_OVERRIDE_PARAMETERS = frozenset({"_method", "method"})
_REPEATED_SLASHES = re.compile("/{2,}")
_MUTATION = re.compile(r"\bmutation\b[^{]*\{")
_ODD = re.compile(r"[%?#;\s\x00-\x1f\x7f]|\.(?:/|\Z)")
_MOST_DECODINGS = 5


def method_of(method: str, target: str, headers: Iterable[tuple[str, str]], *, has_body: bool) -> str:
    """Return the method in upper case, with overrides (in `headers`, lower-case names, or the query) and bodies
    counted.
    """
    raw = method.upper()
    if raw not in READING:
        return raw
    return next(iter(overrides(target, headers)), "POST" if has_body else raw)


def overrides(target: str, headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the writing methods that `headers` (lower-case names) and the query of `target` name."""
    named = [value for name, value in headers if name in OVERRIDE_HEADERS] + _overrides_in(target)
    wanted = (value.strip().upper() for value in named)
    return tuple(dict.fromkeys(value for value in wanted if value in WRITING))


@lru_cache(maxsize=2048)
def path_of(target: str) -> str:
    """Return the path of a request target: decoded once, without query, parameters, doubled slashes and dot
    segments.
    """
    path = unquote(_origin_form(target).partition("?")[0].partition("#")[0], errors="replace")
    path = _REPEATED_SLASHES.sub("/", path.replace("\\", "/"))
    return _without_dots([segment.partition(";")[0] for segment in path.split("/")])


def is_odd(path: str) -> bool:
    """Tell whether the most forgiving server would take `path` (in normal form) for another: see `forgiven`."""
    return _ODD.search(path) is not None


@lru_cache(maxsize=2048)
def forgiven(path: str) -> str:
    """Return what the most forgiving server would take `path` for: decoded until it stays the same, without white
    space, without dots at the end of names, without the ending that tells a format.
    """
    for _ in range(_MOST_DECODINGS):
        path = path_of(path)
    segments = ["".join(segment.split()).strip("\x00").rstrip(".") for segment in path.split("/")]
    return path_of("/".join(segments)).removesuffix(".json").removesuffix(".xml")


def _overrides_in(target: str) -> list[str]:
    query = target.partition("?")[2].partition("#")[0]
    if "method" not in query and "mutation" not in query and "%" not in query:
        return []
    return [_override(name, value) for name, value in parse_qsl(query)]


def _override(name: str, value: str) -> str:
    if name in _OVERRIDE_PARAMETERS:
        return value
    return "POST" if name == "query" and _MUTATION.search(value) else ""


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
