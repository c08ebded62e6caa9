"""Undo content encodings (gzip, deflate, br, zstd, and stacks of them), bounded in size and ratio (facts: mitm 9).

Everything that is cut off, trails garbage or grows beyond the limits is unreadable, never skipped.
"""

import io
import zlib
from collections.abc import Callable
from typing import Protocol, cast

import brotli
import zstandard

from twohats.errors import UnreadableActivityError

MAX_DECODED = 64 * 1024 * 1024
MAX_RATIO = 100
MAX_SMALL = 1024 * 1024  # below this a high ratio is harmless
MAX_LAYERS = 4
CHUNK = 128 * 1024


def decode(content: bytes, encodings: str) -> bytes:
    """Undo the content `encodings` (as in the header, outermost last).

    Raises:
        UnreadableActivityError: unknown or broken encoding, or too large when decoded.
    """
    layers = [
        name for name in (piece.strip().lower() for piece in encodings.split(",")) if name not in {"", "identity"}
    ]
    if len(layers) > MAX_LAYERS:
        raise UnreadableActivityError("too many content encodings")
    for layer in reversed(layers):
        content = _undo(layer, content)
    return content


def _undo(layer: str, content: bytes) -> bytes:
    limit = min(MAX_DECODED, max(MAX_SMALL, len(content) * MAX_RATIO))
    if layer not in _DECODERS:
        raise UnreadableActivityError(f"content encoding `{layer[:20]}` is unknown")
    try:
        plain = _DECODERS[layer](content, limit)
    except _BROKEN as error:
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


def _gunzip(content: bytes, limit: int) -> bytes:
    return _inflate(content, zlib.MAX_WBITS | 16, limit)


def _deflate(content: bytes, limit: int) -> bytes:
    """Undo deflate with its zlib head, or bare as some clients send it (RFC 9110 8.4.1.2)."""
    has_head = content[:1] == b"\x78" and int.from_bytes(content[:2]) % 31 == 0
    return _inflate(content, zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS, limit)


class _Brotli(Protocol):
    """What the library, which has no types, offers since 1.2."""

    def process(self, content: bytes, *, output_buffer_limit: int) -> bytes: ...
    def is_finished(self) -> bool: ...


def _unbrotli(content: bytes, limit: int) -> bytes:
    decoder = cast(_Brotli, brotli.Decompressor())  # pyright: ignore[reportUnknownMemberType]
    plain = decoder.process(content, output_buffer_limit=limit + 1)
    while len(plain) <= limit and not decoder.is_finished():
        more = decoder.process(b"", output_buffer_limit=limit + 1 - len(plain))
        if not more:
            raise EOFError
        plain += more
    return plain


def _unzstd(content: bytes, limit: int) -> bytes:
    """Undo one zstd frame: measured first, because only the unbounded reader can tell a cut-off frame."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_DECODED)
    size = 0
    with decompressor.stream_reader(io.BytesIO(content)) as reader:
        while chunk := reader.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise UnreadableActivityError("body is too large when decompressed")
    frame = decompressor.decompressobj()
    plain = frame.decompress(content)
    if not frame.eof or frame.unused_data:
        raise EOFError
    return plain


_BROKEN = (zlib.error, cast(type[Exception], brotli.error), zstandard.ZstdError, EOFError, MemoryError)  # pyright: ignore
_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
