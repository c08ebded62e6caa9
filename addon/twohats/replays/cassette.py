"""Cassettes: one recorded request as a text file that can be shared, written only after its secrets were removed.

Removing is by allow-list: a header, a cookie or a field stays only if it is known to hold no secret; tokens become
fixed made-up words, and media becomes a tiny file of the same kind. Ids and handles become those of the made-up
accounts in the order they appear.
"""

import base64
import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from PIL import Image
from ruamel.yaml import YAML

from twohats.adapter import Request
from twohats.body import form, json_value, parts, shape
from twohats.errors import UnreadableActivityError, UsageError
from twohats.replays.recordings import Exchange

KEPT_HEADERS = frozenset({
    "accept", "content-type", "host", "x-act-as-user-id", "x-fb-friendly-name", "x-http-method-override", "x-ig-app-id",
})  # fmt: skip
LEFT_OUT = frozenset({"content-length", "connection", "accept-encoding", "content-encoding", "transfer-encoding"})
SECRET = re.compile(
    r"token|secret|session|sign|csrf|auth|password|passwd|cookie|key|nonce|dtsg|jazoest|lsd|uuid|device|phone|mail",
    re.I,
)
TEXTUAL = re.compile(r"[A-Za-z_./:-]{1,60}")
MADE_UP = "made-up"
LONG_NUMBER = re.compile(r"\d{6,}")
"""Ids of accounts, posts and media: six digits and more."""


def cassette_text(exchange: Exchange, about: str) -> str:
    """Return the YAML text of a cassette of this request, without its secrets.

    Raises:
        UsageError: the body cannot be read, so its secrets cannot be found.
    """
    numbers = Numbers()
    request = exchange.request
    try:
        body = _body(request, numbers)
    except UnreadableActivityError as error:
        raise UsageError(
            f"the body cannot be read ({error}), so its secrets cannot be removed: write the cassette by hand"
        ) from error
    sent = {
        "method": request.method,
        "url": _url(request, numbers),
        "http": request.http_version.replace("HTTP/2", "HTTP/2.0")[:8],
    }
    sent |= {"headers": dict(_headers(request, numbers))} | body
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 120
    yaml.dump({"about": about, "origin": "recorded", "request": sent, "expect": "nothing"}, stream)
    return stream.getvalue()


class Numbers:
    """Replaces long numbers by others of the same length, the same one by the same."""

    def __init__(self) -> None:
        """Start with none replaced."""
        self._known: dict[str, str] = {}

    def replaced(self, text: str) -> str:
        """Return the text with every long number replaced."""
        return LONG_NUMBER.sub(self._other, text)

    def _other(self, found: re.Match[str]) -> str:
        number = found[0]
        if number not in self._known:
            digit = str((len(self._known) + 1) % 10)
            self._known[number] = (digit * len(number))[: len(number)]
        return self._known[number]


def _url(request: Request, numbers: Numbers) -> str:
    path = numbers.replaced(urlsplit(request.raw_target).path)
    query = [(name, _value(name, value, numbers)) for name, value in request.query]
    return f"{request.scheme}://{request.host}{path}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")


def _headers(request: Request, numbers: Numbers) -> Iterable[tuple[str, str]]:
    for name, value in request.headers:
        if name in LEFT_OUT or name == "host":
            continue
        if name in KEPT_HEADERS:
            yield name, numbers.replaced(value)
        elif name == "authorization":
            yield name, f"{value.partition(' ')[0]} {MADE_UP}"
        elif name == "cookie":
            yield name, "; ".join(f"{cookie}={MADE_UP}" for cookie in request.cookies)
        elif name.startswith("x-"):
            yield name, MADE_UP


def _body(request: Request, numbers: Numbers) -> dict[str, str]:
    match shape(request):
        case "empty":
            return {}
        case "json":
            return {"body": json.dumps(_scrubbed("", json_value(request), numbers), ensure_ascii=False)}
        case "form":
            return {
                "body": urlencode(
                    [(name, _value(name, value, numbers)) for name, value in form(request)], quote_via=quote
                )
            }
        case "multipart":
            return {"body_base64": base64.b64encode(_multipart(request, numbers)).decode()}
        case _:
            return {"body_base64": base64.b64encode(tiny_picture()).decode()}


def _multipart(request: Request, numbers: Numbers) -> bytes:
    boundary = re.search(r'boundary="?([^";]+)', request.header("content-type"))
    mark = f"--{boundary[1] if boundary else ''}".encode()
    pieces: list[bytes] = []
    for part in parts(request):
        name = f'; filename="picture.png"\r\nContent-Type: {part.content_type or "image/png"}' if part.is_file else ""
        content = tiny_picture() if part.is_file else _value(part.name, part.text(), numbers).encode()
        pieces.append(
            mark + f'\r\nContent-Disposition: form-data; name="{part.name}"{name}\r\n\r\n'.encode() + content + b"\r\n"
        )
    return b"".join(pieces) + mark + b"--\r\n"


def _scrubbed(name: str, value: Any, numbers: Numbers) -> Any:
    match value:
        case dict():
            return {key: _scrubbed(key, inner, numbers) for key, inner in value.items()}
        case list():
            return [_scrubbed(name, inner, numbers) for inner in value]
        case str():
            return _value(name, value, numbers)
        case bool() | None:
            return value
        case _:
            return int(numbers.replaced(str(value))) if isinstance(value, int) else value


def _value(name: str, value: str, numbers: Numbers) -> str:
    """Return a field's value as it may be shared: nested JSON is taken apart, secrets and people's words are made
    up.
    """
    if value[:1] in {"{", "["}:
        try:
            return json.dumps(_scrubbed(name, json.loads(value), numbers), ensure_ascii=False)
        except ValueError:
            return MADE_UP
    if SECRET.search(name):
        return MADE_UP
    plain = numbers.replaced(value)
    return plain if TEXTUAL.fullmatch(plain) or plain.isdigit() or not plain else f"{MADE_UP} text"


def tiny_picture() -> bytes:
    """Return the smallest picture that decodes: one grey pixel as PNG."""
    buffer = io.BytesIO()
    Image.new("L", (1, 1), 128).save(buffer, "PNG")
    return buffer.getvalue()
