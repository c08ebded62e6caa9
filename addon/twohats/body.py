"""Read request bodies: JSON, forms, multipart, GraphQL and what is nested in them, or say that they cannot be read.

Everything is bounded: a body that decompresses or nests beyond the limits is unreadable, never skipped (facts: mitm.md 9).
"""

import base64
import io
import json
import quopri
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any
from urllib.parse import parse_qsl

import brotli
import zstandard

from twohats.adapter import Request
from twohats.errors import UnreadableActivityError

type Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAX_DECODED = 64 * 1024 * 1024
MAX_RATIO = 100
MAX_SMALL = 1024 * 1024  # below this a high ratio is harmless
MAX_DEPTH = 200
MAX_PARTS = 1000
MAX_LAYERS = 4  # content-encoding stack


@dataclass(frozen=True)
class Part:
    """One part of a multipart body: its field name, file name (empty for plain fields), type and bytes."""

    name: str
    filename: str
    content_type: str
    content: bytes = field(repr=False)

    @property
    def is_file(self) -> bool:
        """Whether the part carries a file rather than a plain field."""
        kind = self.content_type.partition("/")[0]
        return bool(self.filename) or kind in {"image", "video", "audio"} or self.content_type == "application/octet-stream"

    def text(self) -> str:
        """Return the part as text."""
        return _text(self.content, _charset(self.content_type))


class Fields:
    """The named values of a call, wherever they were: query, form, multipart fields, top-level JSON.

    A name may have several values; values that were JSON are kept as they were.
    """

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        """Keep `pairs` in order."""
        self._values: dict[str, list[Json]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def first(self, *names: str) -> Json:
        """Return the first value of the first of `names` that is there, or None."""
        return next((self._values[name][0] for name in names if name in self._values), None)

    def text(self, *names: str) -> str:
        """Return the first non-empty value of `names` as text (numbers and booleans as JSON writes them), or ''.

        Raises:
            UnreadableActivityError: the name has several different texts, so nobody can tell which one counts.
        """
        for name in names:
            texts = {as_text(value) for value in self._values.get(name, [])} - {""}
            if len(texts) > 1:
                raise UnreadableActivityError(f"`{name}` is given more than once, with different values")
            if texts:
                return texts.pop()
        return ""

    def all(self, *names: str) -> tuple[str, ...]:
        """Return every value of `names` as text; lists, `name[]`, `name[0]` and comma lists are taken apart."""
        found: list[str] = []
        for name in names:
            keys = [key for key in self._values if key == name or re.fullmatch(re.escape(name) + r"\[\d*\]", key)]
            found += [text for key in keys for value in self._values[key] for text in _flat(value)]
        return tuple(found)

    def json(self, name: str) -> Json:
        """Return the value of `name`, parsed if it is JSON in a string, or None if it is not there.

        Raises:
            UnreadableActivityError: the string is not JSON.
        """
        value = self.first(name)
        return parse_json(value, what=f"`{name}`") if isinstance(value, str) and value else value


@dataclass(frozen=True)
class Operation:
    """One GraphQL operation of a call: its name if given, document text, variables, and the other fields beside them."""

    name: str
    document: str
    variables: Mapping[str, Any]
    extra: Mapping[str, Any]


def decoded(request: Request) -> bytes:
    """Return the body with its content encodings undone, bounded in size and ratio.

    Raises:
        UnreadableActivityError: unknown or broken encoding, or too large when decoded.
    """
    return decode(request.content, request.header("content-encoding"))


def decode(content: bytes, encodings: str) -> bytes:
    """Undo the content `encodings` (as in the header, outermost last).

    Raises:
        UnreadableActivityError: unknown or broken encoding, or too large when decoded.
    """
    layers = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(layers) > MAX_LAYERS:
        raise UnreadableActivityError("too many content encodings")
    for layer in reversed(layers):
        content = _undo(layer, content)
    return content


def json_value(request: Request) -> Json:
    """Return the body as JSON, whatever its content type says; an empty body is None.

    Raises:
        UnreadableActivityError: not JSON, duplicate keys with different values, or nested too deep.
    """
    content = decoded(request)
    return parse_json(_json_text(content), what="body") if content.strip() else None


def json_object(request: Request) -> dict[str, Json]:
    """Return the body as a JSON object.

    Raises:
        UnreadableActivityError: the body is anything else.
    """
    value = json_value(request)
    if not isinstance(value, dict):
        raise UnreadableActivityError("body is not a JSON object")
    return value


def parse_json(text: str, *, what: str) -> Json:
    """Parse `text`, strictly about duplicate keys and depth.

    Raises:
        UnreadableActivityError: it is not such JSON.
    """
    if _too_deep(text):
        raise UnreadableActivityError(f"{what} is nested too deep")
    try:
        return json.loads(text, object_pairs_hook=_object)  # type: ignore[no-any-return]
    except (ValueError, RecursionError) as error:
        raise UnreadableActivityError(f"{what} is not readable JSON") from error


def form(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a form body.

    Raises:
        UnreadableActivityError: the body is not text in its charset.
    """
    text = _text(decoded(request), _charset(request.header("content-type")))
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=10_000, errors="strict"))
    except ValueError as error:
        raise UnreadableActivityError("form body cannot be read") from error


def parts(request: Request) -> tuple[Part, ...]:
    """Return the parts of a multipart body.

    Raises:
        UnreadableActivityError: no boundary, a cut-off body, or too many parts.
    """
    boundary = _parameters(request.header("content-type")).get("boundary", "")
    if not boundary:
        raise UnreadableActivityError("multipart body without boundary")
    mark = b"--" + boundary.encode("utf-8", "replace")
    pieces = (b"\r\n" + decoded(request)).split(b"\r\n" + mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--") or len(pieces) > MAX_PARTS:
        raise UnreadableActivityError("multipart body is broken or cut off")
    return tuple(_part(piece) for piece in pieces[1:-1])


def fields(request: Request) -> Fields:
    """Return the named values of the call: query, then form, multipart fields or top-level JSON (facts: official 0.3).

    The body is read by its content type; without a telling one, by its looks.

    Raises:
        UnreadableActivityError: the body is there but cannot be read.
    """
    pairs: list[tuple[str, Json]] = list(request.query)
    match shape(request):
        case "json":
            value = json_value(request)
            pairs += list(value.items()) if isinstance(value, dict) else [("", value)]
        case "form":
            pairs += form(request)
        case "multipart":
            pairs += [(part.name, _part_value(part)) for part in parts(request) if not part.is_file]
        case "unknown":
            raise UnreadableActivityError(f"body of type `{media_type(request)}` cannot be read")
        case _:
            pass
    return Fields(pairs)


def files(request: Request) -> tuple[Part, ...]:
    """Return the file parts of a multipart body; nothing for other bodies.

    Raises:
        UnreadableActivityError: the multipart body is broken.
    """
    return tuple(part for part in parts(request) if part.is_file) if shape(request) == "multipart" else ()


def shape(request: Request) -> str:
    """Tell how the body is to be read: `empty`, `json`, `form`, `multipart`, `bytes` (a file by itself) or `unknown`."""
    if not request.content:
        return "empty"
    kind = media_type(request)
    if kind == "application/json" or kind.endswith("+json"):
        return "json"
    if kind.startswith("multipart/"):
        return "multipart"
    if kind.partition("/")[0] in {"image", "video", "audio"} or kind == "application/octet-stream":
        return "bytes"
    return _shape_by_looks(request, kind)


def media_type(request: Request) -> str:
    """Return the content type without its parameters, lower case."""
    return request.header("content-type").partition(";")[0].strip().lower()


def operations(request: Request) -> tuple[Operation, ...]:
    """Return the GraphQL operations of a call: one object, a batch array, form fields, or the query string.

    Raises:
        UnreadableActivityError: the body cannot be read, or an entry is not an operation.
    """
    value = json_value(request) if shape(request) == "json" else None
    if isinstance(value, list):
        return tuple(_operation(Fields(_pairs(entry))) for entry in value)
    return (_operation(fields(request)),)


def signed(text: str) -> dict[str, Json]:
    """Return the object inside a `signed_body` value: `SIGNATURE.{json}` or `<hex>.{json}` (facts: private 2.1).

    Raises:
        UnreadableActivityError: there is no readable object in it.
    """
    _, dot, payload = text.partition(".")
    value = parse_json(payload if dot else text, what="`signed_body`")
    if not isinstance(value, dict):
        raise UnreadableActivityError("`signed_body` is not a JSON object")
    return value


def as_text(value: Json) -> str:
    """Return a scalar as text: strings as they are, null as '', everything else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def dig(value: Any, *path: str | int) -> Any:
    """Follow keys and list positions into JSON; None where the way ends."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def _undo(layer: str, content: bytes) -> bytes:
    limit = min(MAX_DECODED, max(MAX_SMALL, len(content) * MAX_RATIO))
    if layer not in _DECODERS:
        raise UnreadableActivityError(f"content encoding `{layer[:20]}` is unknown")
    try:
        plain = _DECODERS[layer](content, limit)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError, MemoryError) as error:
        raise UnreadableActivityError(f"body is not readable {layer}") from error
    if len(plain) > limit:
        raise UnreadableActivityError("body is too large when decompressed")
    return plain


def _inflate(content: bytes, window: int, limit: int) -> bytes:
    inflater = zlib.decompressobj(window)
    plain = inflater.decompress(content, limit + 1)
    if not inflater.eof and len(plain) <= limit:
        raise EOFError
    if inflater.unused_data:
        raise zlib.error("more than one stream")
    return plain


def _deflate(content: bytes, limit: int) -> bytes:
    return _inflate(content, zlib.MAX_WBITS if content[:1] == b"\x78" else -zlib.MAX_WBITS, limit)


def _unbrotli(content: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    plain: bytes = decoder.process(content, output_buffer_limit=limit + 1)
    while len(plain) <= limit and not decoder.is_finished():
        more = decoder.process(b"", output_buffer_limit=limit + 1 - len(plain))
        if not more:
            raise EOFError
        plain += more
    return plain


def _unzstd(content: bytes, limit: int) -> bytes:
    with zstandard.ZstdDecompressor(max_window_size=MAX_DECODED).stream_reader(io.BytesIO(content)) as reader:
        return reader.read(limit + 1)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "identity": lambda content, _: content,
    "gzip": lambda content, limit: _inflate(content, zlib.MAX_WBITS | 16, limit),
    "x-gzip": lambda content, limit: _inflate(content, zlib.MAX_WBITS | 16, limit),
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def _json_text(content: bytes) -> str:
    """Decode JSON bytes by their mark or their zero bytes (RFC 4627 section 3), as lenient servers do."""
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise UnreadableActivityError("body is not text") from error


def _object(pairs: list[tuple[str, Json]]) -> Json:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise ValueError("duplicate key")  # servers disagree on which one counts
        found[key] = value
    return found


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for mark in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth > MAX_DEPTH:
            return True
    return False


_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def _charset(content_type: str) -> str:
    return _parameters(content_type).get("charset", "utf-8")


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableActivityError("text is not in the charset it names") from error


def _parameters(header: str) -> dict[str, str]:
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    found = message.get_params(failobj=[], header="content-type")
    return {str(name).lower(): str(value) for name, value in found[1:]}


def _part(piece: bytes) -> Part:
    head, gap, content = piece.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not gap:
        raise UnreadableActivityError("multipart part without a head")
    headers = _part_headers(head)
    disposition = _disposition(headers.get("content-disposition", ""))
    return Part(
        name=disposition.get("name", ""),
        filename=disposition.get("filename", ""),
        content_type=headers.get("content-type", ""),
        content=_part_content(content, headers.get("content-transfer-encoding", "").strip().lower()),
    )


def _part_headers(head: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _disposition(header: str) -> dict[str, str]:
    message = Message()
    message["content-disposition"] = header
    found = message.get_params(failobj=[], header="content-disposition")
    return {str(name).lower(): collapse_rfc2231_value(value) for name, value in found[1:]}


def _part_content(content: bytes, encoding: str) -> bytes:
    if encoding not in {"base64", "quoted-printable"}:
        return content
    try:
        return base64.b64decode(content) if encoding == "base64" else quopri.decodestring(content)
    except ValueError as error:
        raise UnreadableActivityError("multipart part cannot be decoded") from error


def _part_value(part: Part) -> Json:
    if part.content_type.partition(";")[0].strip().lower() == "application/json":
        return parse_json(part.text(), what="multipart part")
    return part.text()


def _shape_by_looks(request: Request, kind: str) -> str:
    if kind == "application/x-www-form-urlencoded":
        return "form"
    start = decoded(request).lstrip()[:1]
    if start in {b"{", b"["}:
        return "json"
    if kind in {"", "text/plain"} and b"=" in request.content:
        return "form"
    return "unknown"


def _flat(value: Json) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    text = as_text(value)
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _pairs(value: Json) -> list[tuple[str, Json]]:
    if not isinstance(value, dict):
        raise UnreadableActivityError("GraphQL batch entry is not an object")
    return list(value.items())


def _operation(values: Fields) -> Operation:
    variables = values.json("variables")
    if variables is not None and not isinstance(variables, dict):
        raise UnreadableActivityError("GraphQL variables are not an object")
    name = values.text("operationName", "operation_name", "fb_api_req_friendly_name")
    extra = {key: values.first(key) for key in values if key != "variables"}
    return Operation(name=name, document=values.text("query"), variables=variables or {}, extra=extra)
