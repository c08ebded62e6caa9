"""Cassettes: one recorded request as a text file that can be shared, written only after its secrets were removed
(`scrubbing`). What it must be read as is for a person to say.
"""

import base64
import io
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from PIL import Image
from ruamel.yaml import YAML

from twohats.adapter import Request
from twohats.bodies.multipart import Part
from twohats.body import form, json_value, parts, shape
from twohats.errors import UnreadableActivityError, UsageError
from twohats.replays.recordings import Exchange
from twohats.replays.scrubbing import MADE_UP, Scrubber

UNLABELLED = "say what this must be read as: nothing, unreadable, or a mapping (docs/adding-an-adapter.md)"
"""What stands under `expect`: no cassette loads before a person has looked at it."""

_KEPT = frozenset({"accept", "content-type", "x-fb-friendly-name", "x-http-method-override"})
_NUMBERED = frozenset({"x-act-as-user-id", "x-ig-app-id"})
_LEFT_OUT = frozenset({"content-length", "content-encoding", "transfer-encoding", "host"})
_SCHEMES = frozenset({"basic", "bearer", "dpop", "oauth"})
_VERSIONS = {"HTTP/2": "HTTP/2.0", "HTTP/2.0": "HTTP/2.0", "HTTP/1.0": "HTTP/1.0"}


def cassette_text(exchange: Exchange, about: str, captured: date) -> str:
    """Return the YAML text of a cassette of this request, without its secrets.

    Raises:
        UsageError: the body cannot be read, so its secrets cannot be found.
    """
    scrubber, request = Scrubber(), exchange.request
    try:
        body = _body(request, scrubber)
    except UnreadableActivityError as error:
        what = f"the body cannot be read ({error}), so its secrets cannot be removed"
        raise UsageError(f"{what}: write the cassette by hand") from error
    head = {"method": request.method, "url": _url(request, scrubber)}
    version = {"http": _VERSIONS.get(request.http_version, "HTTP/1.1")}
    sent = head | version | {"headers": dict(_headers(request, scrubber))} | body
    return _yaml({
        "about": about, "origin": "recorded", "captured": captured, "request": sent, "expect": UNLABELLED,
    })  # fmt: skip


def tiny_picture() -> bytes:
    """Return the smallest picture that decodes: one grey pixel as PNG."""
    buffer = io.BytesIO()
    Image.new("L", (1, 1), 128).save(buffer, "PNG")
    return buffer.getvalue()


def _yaml(value: object) -> str:
    stream = io.StringIO()
    yaml: Any = YAML()
    yaml.width = 120
    yaml.dump(value, stream)
    return stream.getvalue()


def _url(request: Request, scrubber: Scrubber) -> str:
    path = scrubber.path(urlsplit(request.raw_target).path)
    query = urlencode(_pairs(request.query, scrubber), quote_via=quote)
    return f"{request.scheme}://{request.host}{path}" + (f"?{query}" if query else "")


def _headers(request: Request, scrubber: Scrubber) -> Iterable[tuple[str, str]]:
    """Headers that are known to hold no secret as they are, those that adapters look at made up, no others."""
    for name, value in request.headers:
        if name in _LEFT_OUT:
            continue
        if name in _KEPT:
            yield name, _plain(value)
        elif name in _NUMBERED:
            yield name, scrubber.value("", value)
        elif name == "authorization":
            yield name, _authorization(value)
        elif name == "cookie":
            yield name, "; ".join(f"{scrubber.name(cookie)}={MADE_UP}" for cookie in request.cookies)
        elif name.startswith("x-"):
            yield scrubber.name(name), MADE_UP


def _plain(value: str) -> str:
    return value if re.fullmatch(r"[\x20-\x7e]{0,200}", value) else MADE_UP


def _authorization(value: str) -> str:
    """Return the scheme, if it is one; a token alone has none."""
    scheme, _, rest = value.partition(" ")
    return f"{scheme} {MADE_UP}" if rest and scheme.lower() in _SCHEMES else MADE_UP


def _body(request: Request, scrubber: Scrubber) -> dict[str, str]:
    match shape(request):
        case "empty":
            return {}
        case "json":
            return {"body": json.dumps(scrubber.json("", json_value(request)), ensure_ascii=False)}
        case "form":
            return {"body": urlencode(_pairs(form(request), scrubber), quote_via=quote)}
        case "multipart":
            return {"body_base64": base64.b64encode(_multipart(request, scrubber)).decode()}
        case _:
            return {"body_base64": base64.b64encode(tiny_picture()).decode()}


def _pairs(pairs: Iterable[tuple[str, str]], scrubber: Scrubber) -> list[tuple[str, str]]:
    return [(scrubber.name(name), scrubber.value(name, value)) for name, value in pairs]


def _multipart(request: Request, scrubber: Scrubber) -> bytes:
    found = re.search(r'boundary="?([^";,]+)', request.header("content-type"), re.IGNORECASE)
    mark = f"--{found[1].strip() if found else ''}".encode()
    pieces = [mark + b"\r\n" + _part(part, scrubber) + b"\r\n" for part in parts(request)]
    return b"".join(pieces) + mark + b"--\r\n"


def _part(part: Part, scrubber: Scrubber) -> bytes:
    """Return one part: a file becomes a tiny picture under its own content type."""
    file = '; filename="file"' if part.is_file else ""
    kind = f"\r\nContent-Type: {_plain(part.content_type)}" if part.content_type else ""
    content = tiny_picture() if part.is_file else scrubber.value(part.name, part.text()).encode("utf-8", "replace")
    return f'Content-Disposition: form-data; name="{scrubber.name(part.name)}"{file}{kind}\r\n\r\n'.encode() + content
