"""Frames between the guard and its picture worker: a length of four bytes, then the content."""

import struct
from typing import Protocol

_LENGTH = struct.Struct(">I")


class Sink(Protocol):
    """Where frames are written."""

    def write(self, content: bytes, /) -> object:
        """Write all of it."""
        ...

    def flush(self) -> object:
        """Hand over what has been written."""
        ...


class Source(Protocol):
    """Where frames are read."""

    def read(self, size: int, /) -> bytes:
        """Return that many bytes, or fewer at the end."""
        ...


def write_frame(sink: Sink, content: bytes) -> None:
    """Write one frame and hand it over."""
    sink.write(_LENGTH.pack(len(content)))
    sink.write(content)
    sink.flush()


def read_frame(source: Source) -> bytes | None:
    """Return the next frame, or None at the end of the input or in the middle of a frame."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = source.read(length)
    return content if len(content) == length else None
