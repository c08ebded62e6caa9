"""Take multipart bodies apart (RFC 2046 5.1, RFC 7578), strictly: what can be read in two ways is unreadable."""

import base64
import quopri
import re
from dataclasses import dataclass, field

from twohats.bodies import media_types
from twohats.errors import UnreadableActivityError

MAX_PARTS = 1000
MAX_HEAD = 16 * 1024
_FOLD = re.compile(r"\r?\n[ \t]+")


@dataclass(frozen=True)
class Part:
    """One part of a multipart body: its field name, file name (empty for plain fields), type and bytes."""

    name: str
    filename: str
    content_type: str
    content: bytes = field(repr=False)

    @property
    def is_json(self) -> bool:
        """Whether the part says it is JSON."""
        return media_types.kind(self.content_type) == "application/json"

    @property
    def is_file(self) -> bool:
        """Whether the part carries a file rather than a plain field.

        Browsers call every blob of a form `blob`, so a JSON part of that name is a field (XHR standard, FormData).
        """
        if self.is_json and self.filename in {"", "blob"}:
            return False
        kind = media_types.kind(self.content_type)
        return (
            bool(self.filename)
            or kind.partition("/")[0] in {"image", "video", "audio"}
            or kind == "application/octet-stream"
        )

    def text(self) -> str:
        """Return the part as text.

        Raises:
            UnreadableActivityError: it is not text in its charset.
        """
        return media_types.text(self.content, self.content_type)


def split(content: bytes, content_type: str) -> tuple[Part, ...]:
    """Return the parts of a multipart body.

    Raises:
        UnreadableActivityError: no boundary, a cut-off body, or too many parts.
    """
    boundary = media_types.parameters(content_type).get("boundary", "")
    if not boundary:
        raise UnreadableActivityError("multipart body without boundary")
    mark = b"--" + boundary.encode("utf-8", "replace")
    newline = _newline(content, mark)
    pieces = (newline + content).split(newline + mark, MAX_PARTS + 1)
    if len(pieces) < 2 or len(pieces) > MAX_PARTS or not _ends(pieces[-1]):
        raise UnreadableActivityError("multipart body is broken or cut off")
    return tuple(_part(piece, newline) for piece in pieces[1:-1])


def _newline(content: bytes, mark: bytes) -> bytes:
    """Return how the lines between the parts end: clients of Google's APIs write LF alone (facts: official 1.7).

    Raises:
        UnreadableActivityError: some end so and some otherwise; servers disagree on where the parts begin.
    """
    at_all = (b"\n" + content).count(b"\n" + mark)
    strictly = content.count(b"\r\n" + mark)
    if strictly + content.startswith(mark) == at_all:
        return b"\r\n"
    if strictly:
        raise UnreadableActivityError("multipart body with two kinds of lines")
    return b"\n"


def _ends(piece: bytes) -> bool:
    return piece.startswith(b"--")


def _part(piece: bytes, newline: bytes) -> Part:
    head, gap, content = piece.partition(newline * 2)
    padding, line, lines = head.partition(newline)
    if not gap or not line or padding.strip(b" \t") or len(head) > MAX_HEAD:
        raise UnreadableActivityError("multipart part without a readable head")
    headers = _headers(lines, newline)
    disposition = media_types.parameters(headers.get("content-disposition", ""))
    return Part(
        name=disposition.get("name", ""),
        filename=disposition.get("filename", ""),
        content_type=headers.get("content-type", ""),
        content=_undone(content, headers.get("content-transfer-encoding", "").lower()),
    )


def _headers(lines: bytes, newline: bytes) -> dict[str, str]:
    unfolded = _FOLD.sub(" ", lines.decode("utf-8", "replace"))
    headers: dict[str, str] = {}
    for line in unfolded.split(newline.decode()):
        name, _, value = line.partition(":")
        if headers.setdefault(name.strip().lower(), value.strip()) != value.strip():
            raise UnreadableActivityError("multipart part that says two things of itself")
    return headers


def _undone(content: bytes, encoding: str) -> bytes:
    if encoding not in {"base64", "quoted-printable"}:
        return content
    try:
        return (
            base64.b64decode(b"".join(content.split()), validate=True)
            if encoding == "base64"
            else quopri.decodestring(content)
        )
    except ValueError as error:
        raise UnreadableActivityError("multipart part cannot be decoded") from error
