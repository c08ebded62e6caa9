"""Looks: what a body is, told by its first bytes where its label says nothing, or says what it is not.

Some servers look at a body and not at its label; so what is JSON or a form is never taken for a picture.
"""

import codecs
import re

from twohats.bodies import media_types
from twohats.bodies.multipart import Part

FORM = "application/x-www-form-urlencoded"

_START = 64  # bytes that show whether a body is words; no picture or film begins with so many letters
_JSON = re.compile(rb"""[{\[]\s*(?:["{\[]|$)""")
_FORM = re.compile(rb"(?:[\w.\-+\[\]]|%[0-9A-Fa-f]{2})+=")
_FIELDS = frozenset({"", "text/plain", "application/octet-stream", "application/json"})
_LONGEST_FIELD = 64 * 1024


def is_file(kind: str) -> bool:
    """Tell whether a body of media type `kind` is called a file."""
    return kind.partition("/")[0] in {"image", "video", "audio"} or kind == "application/octet-stream"


def shape(content: bytes, kind: str) -> str:
    """Return `json`, `form`, `bytes` (a file) or `unknown` for a body that is not called JSON or multipart."""
    if is_file(kind):
        return _file_or_words(content)
    if kind == FORM:
        return "json" if _is_object(content) else "form"
    if content.lstrip()[:1] in {b"{", b"["}:
        return "json"
    return "form" if kind in {"", "text/plain"} and b"=" in content else "unknown"


def may_be_field(part: Part) -> bool:
    """Tell whether a file part may as well be a field: servers differ in what makes a part a file, its file name or
    its type.
    """
    kind = media_types.kind(part.content_type)
    return kind in _FIELDS and len(part.content) <= _LONGEST_FIELD and _is_text(part.content)


def _file_or_words(content: bytes) -> str:
    start = b" ".join(content[:_START].removeprefix(codecs.BOM_UTF8).split())
    if not (start.isascii() and start.decode("ascii").isprintable()):
        return "bytes"
    return "json" if _JSON.match(start) else "form" if _FORM.match(start) else "bytes"


def _is_object(content: bytes) -> bool:
    """Whether a body sent as a form is JSON, as `curl -d '{...}'` without a header sends it."""
    content = content.strip()
    return content.startswith(b'{"') and content.endswith(b"}")


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode()
    except UnicodeError:
        return False
