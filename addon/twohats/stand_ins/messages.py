"""What arrives at the stand-in platforms, and what they answer."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Self

KEPT_BYTES = 8 * 1024 * 1024
"""How much of one body is kept; of a longer one the digest and the length still tell of all of it."""


@dataclass(frozen=True)
class Received:
    """One request that arrived whole. `host` is the name asked for, `tunnel` the name the connection was opened for.

    `target` is path and query as sent; `headers` are (lower-case name, value) in order; `content` is at most
    `KEPT_BYTES` of the body, `length` and `sha256` are of all of it.
    """

    host: str
    tunnel: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    content: bytes = field(repr=False)
    length: int
    sha256: str
    http_version: str = "HTTP/1.1"

    @property
    def path(self) -> str:
        """The path without its query, as sent."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str:
        """Return the first value of header `name` (lower case), or an empty string."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True)
class Answer:
    """What the stand-in answers; `delay` is seconds before it does."""

    status: int = 200
    content: bytes = b"{}"
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0

    @classmethod
    def of(cls, value: object, status: int = 200) -> Self:
        """Return `value` as a JSON answer."""
        return cls(status=status, content=json.dumps(value).encode())

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The header fields, the length of the body among them."""
        return [("content-type", self.content_type), ("content-length", str(len(self.content))), *self.headers]


class Arriving:
    """A request while it arrives: digests the whole body, keeps at most `KEPT_BYTES` of it."""

    def __init__(
        self, method: str, target: str, headers: tuple[tuple[str, str], ...], *, host: str, tunnel: str
    ) -> None:
        """Start from the head; `host` may be empty, `tunnel` is the name the connection was opened for."""
        self._head = (method, target, headers)
        self._names = (host or tunnel, tunnel)
        self._content = bytearray()
        self._length = 0
        self._digest = hashlib.sha256()

    def feed(self, data: bytes) -> None:
        """Add `data` to the body."""
        self._length += len(data)
        self._digest.update(data)
        self._content += data[: KEPT_BYTES - len(self._content)]

    def whole(self, http_version: str) -> Received:
        """Return the request, now that all of it is here."""
        method, target, headers = self._head
        host, tunnel = self._names
        length, sha256 = self._length, self._digest.hexdigest()
        return Received(host, tunnel, method, target, headers, bytes(self._content), length, sha256, http_version)
