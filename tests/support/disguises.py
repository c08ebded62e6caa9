"""Disguises: what somebody does to a request so that a guard does not see what it is, each under a name for YAML.

A disguise takes the request and its settings, and returns the request as it would be sent. None of them changes what
a lenient server would take the request for, but where a server would refuse it.
"""

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

import brotli
import zstandard

from tests.support.wire import Wire

type Disguise = Callable[..., Wire]

FORM = "application/x-www-form-urlencoded"
_CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw": lambda content: zlib.compress(content, wbits=-15),
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "identity": bytes,
}


def method(sent: Wire, name: str) -> Wire:
    """Send another method."""
    return replace(sent, method=name)


def header(sent: Wire, name: str, value: str, first: bool = False) -> Wire:
    """Add a header, before or after the others."""
    added = ((name, value),)
    return replace(sent, headers=(*added, *sent.headers) if first else (*sent.headers, *added))


def labelled(sent: Wire, kind: str | None) -> Wire:
    """Call the body something else, or nothing."""
    return sent.saying(content_type=kind)


def host(sent: Wire, name: str) -> Wire:
    """Spell the Host header another way."""
    return replace(sent, headers=tuple((key, name if key == "Host" else value) for key, value in sent.headers))


def moved(sent: Wire, to: str) -> Wire:
    """Send it to another host of the same platform."""
    return host(replace(sent, host=to), to)


def target(sent: Wire, old: str = "", new: str = "", whole: str = "", before: str = "", after: str = "") -> Wire:
    """Change the request target: a piece of its path, what stands before and after the path, or all of it."""
    path, mark, query = sent.target.partition("?")
    if old and old not in path:
        raise ValueError(f"`{old}` is not in the path {path}")
    return replace(sent, target=whole or before + path.replace(old, new, 1) + after + mark + query)


def percent(sent: Wire, of: str, times: int = 1) -> Wire:
    """Write a letter of the path in percent code, once or over again."""
    code = f"%{ord(of):02X}"
    for _ in range(times - 1):
        code = code.replace("%", "%25")
    path, mark, query = sent.target.partition("?")
    return replace(sent, target=path.replace(of, code) + mark + query)


def shouted(sent: Wire) -> Wire:
    """Write the path in capitals."""
    path, mark, query = sent.target.partition("?")
    return replace(sent, target=path.upper() + mark + query)


def query(sent: Wire, text: str) -> Wire:
    """Add to the query, as it stands."""
    return replace(sent, target=f"{sent.target}{'&' if '?' in sent.target else '?'}{text}")


def body(sent: Wire, text: str = "", old: str = "", new: str = "", before: str = "", after: str = "") -> Wire:
    """Change the body: a piece of it, what stands around it, or all of it."""
    if old and old.encode() not in sent.body:
        raise ValueError(f"`{old}` is not in the body")
    changed = text.encode() or sent.body.replace(old.encode(), new.encode()) if old or text else sent.body
    return replace(sent, body=before.encode() + changed + after.encode())


def hexed(sent: Wire, before: str = "", after: str = "") -> Wire:
    """Put bytes, in hexadecimal, around the body."""
    return replace(sent, body=bytes.fromhex(before) + sent.body + bytes.fromhex(after))


def cut(sent: Wire, off: int) -> Wire:
    """Leave out the last bytes of the body."""
    return replace(sent, body=sent.body[:-off])


def packed(sent: Wire, with_: list[str], called: str | None = None) -> Wire:
    """Compress the body, in layers, and say so, or something else."""
    content = sent.body
    for coding in with_:
        content = _CODERS[coding](content)
    said = ", ".join(with_) if called is None else called
    return replace(sent, body=content, headers=(*sent.headers, ("Content-Encoding", said)))


def encoded(sent: Wire, as_: str, said: str | None = None) -> Wire:
    """Write the body in another encoding of text, and name it in the content type, or not."""
    coded = replace(sent, body=sent.body.decode().encode(as_))
    return coded.saying(content_type=f"{sent.header('content-type')}; charset={said}") if said else coded


def as_json(sent: Wire, label: str | None = "application/json") -> Wire:
    """Write a form as JSON."""
    return replace(sent, body=json.dumps(dict(pairs(sent))).encode()).saying(content_type=label)


def as_form(sent: Wire, label: str | None = FORM, space: Literal["+", "%20"] = "+") -> Wire:
    """Write the body as a form; lists and objects stay JSON."""
    text = urlencode(pairs(sent), quote_via=quote) if space == "%20" else urlencode(pairs(sent))
    return replace(sent, body=text.encode()).saying(content_type=label)


def coded_names(sent: Wire) -> Wire:
    """Write the names of a form in percent code throughout."""
    hidden = (("".join(f"%{byte:02x}" for byte in name.encode()), quote(value)) for name, value in pairs(sent))
    text = "&".join("=".join(pair) for pair in hidden)
    return replace(sent, body=text.encode()).saying(content_type=FORM)


def in_query(sent: Wire) -> Wire:
    """Move the values of the body into the query; the body stays empty."""
    moved = query(sent, urlencode(pairs(sent)))
    return replace(moved, body=b"").saying(content_type=None)


def padded(sent: Wire, by: int) -> Wire:
    """Make the body larger by a field that nobody reads."""
    if sent.body.lstrip().startswith(b"{"):
        return replace(sent, body=b'{"padding": "' + b"x" * by + b'", ' + sent.body.lstrip()[1:])
    return replace(sent, body=b"padding=" + b"x" * by + b"&" + sent.body)


def nested(sent: Wire, name: str, levels: int) -> Wire:
    """Put a value in lists, very deep, beside the others."""
    deep = b"[" * levels + b"]" * levels
    return replace(sent, body=b'{"' + name.encode() + b'": ' + deep + b", " + sent.body.lstrip()[1:])


def crowded(sent: Wire, by: int) -> Wire:
    """Put very many fields before those of a form."""
    return replace(sent, body=b"a=&" * by + sent.body)


def unsigned(sent: Wire) -> Wire:
    """Take the signature away from a signed form."""
    changed = [(name, value[value.index("{") :] if name == "signed_body" else value) for name, value in pairs(sent)]
    return replace(sent, body=urlencode(changed).encode())


def renamed(sent: Wire, field: str, to: str) -> Wire:
    """Give a field of a form another value, or none."""
    changed = [(name, value) for name, value in pairs(sent) if name != field]
    return replace(sent, body=urlencode([*changed, (field, to)]).encode()).saying(x_fb_friendly_name=None)


def framed(sent: Wire, by: Literal["length", "chunked", "both"]) -> Wire:
    """Tell the end of the body another way."""
    return replace(sent, framing=by)


def pairs(sent: Wire) -> list[tuple[str, str]]:
    """Return the values of the body as texts: of a JSON object, or of a form."""
    if not sent.body.lstrip().startswith(b"{"):
        return parse_qsl(sent.body.decode(), keep_blank_values=True)
    found: dict[str, Any] = json.loads(sent.body)
    return [(name, value if isinstance(value, str) else json.dumps(value)) for name, value in found.items()]


DISGUISES: dict[str, Disguise] = {
    disguise.__name__: disguise
    for disguise in (
        method, header, labelled, host, moved, target, percent, shouted, query, body, hexed, cut, packed, encoded,
        as_json, as_form, coded_names, in_query, padded, nested, crowded, unsigned, renamed, framed,
    )
}  # fmt: skip
