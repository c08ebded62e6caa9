"""Bodies that run through while they arrive: a bounded copy is kept, and a tail can be withheld.

Copies are bounded so that memory stays flat for a video of a gigabyte (design 10; facts: mitm c).
"""

import hashlib
from collections import deque

UPLOAD_LIMIT = 24 * 1024 * 1024  # bytes of an upload that says how long it is
UNKNOWN_LIMIT = 4 * 1024 * 1024  # bytes of an upload that does not
WRITE_LIMIT = 64 * 1024 * 1024  # bytes of a publishing call
TAIL = 64 * 1024  # bytes withheld at the end of a publishing call
BUFFERED = 1024 * 1024  # publishing calls up to this size are simply buffered
REPLY_LIMIT = 4 * 1024 * 1024  # bytes of a streamed reply


class Kept:
    """A bounded copy of what ran through. Used as mitmproxy's stream callable: bytes in, bytes out."""

    def __init__(self, limit: int, length: int | None = None) -> None:
        """Keep at most `limit` bytes; nothing at all when `length` says that it will be more."""
        self._limit = limit
        self._parts: list[bytes] | None = [] if length is None or length <= limit else None
        self.size = 0

    def __call__(self, data: bytes) -> bytes | list[bytes]:
        """Note a piece of the body and pass it on; an empty piece is the end."""
        self.note(data)
        return data

    def note(self, data: bytes) -> None:
        """Add a piece to the copy, which is dropped when it grows over the limit."""
        self.size += len(data)
        if self._parts is None:
            return
        if self.size > self._limit:
            self._parts = None
        elif data:
            self._parts.append(data)

    @property
    def complete(self) -> bool:
        """Whether the copy is whole."""
        return self._parts is not None

    @property
    def content(self) -> bytes:
        """The copy, or nothing when the body was too large."""
        return b"".join(self._parts or ())


class Withheld(Kept):
    """A copy and a digest; the last bytes are kept back until they are released: no server acts without them."""

    def __init__(self, limit: int, length: int | None = None, tail: int = TAIL) -> None:
        """Keep at most `limit` bytes of copy and withhold the last `tail` bytes."""
        super().__init__(limit, length)
        self._tail = tail
        self._back: deque[bytes] = deque()
        self._held = 0
        self._digest = hashlib.sha256()
        self.released = False

    @property
    def sha256(self) -> str:
        """The digest of everything that came in, hexadecimal."""
        return self._digest.hexdigest()

    def __call__(self, data: bytes) -> bytes | list[bytes]:
        """Take a piece in and give out what is older than the tail; at the end give the tail, if it was released."""
        if not data:
            return list(self._back) if self.released else []
        self.note(data)
        self._digest.update(data)
        self._back.append(data)
        self._held += len(data)
        return self._overflow()

    def _overflow(self) -> list[bytes]:
        out: list[bytes] = []
        while self._held > self._tail:
            piece = self._back.popleft()
            over = self._held - self._tail
            if over < len(piece):
                self._back.appendleft(piece[over:])
                piece = piece[:over]
            out.append(piece)
            self._held -= len(piece)
        return out
