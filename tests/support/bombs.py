"""Pictures that want to hurt: headers that promise more than the file holds, and files that grow when opened."""

import struct
import zlib


def png_header(width: int, height: int) -> bytes:
    """Return a PNG of almost no bytes that says it is this large."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", size)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def png_bomb(width: int, height: int, colour: int = 6) -> bytes:
    """Return a complete PNG of one colour, thousands of times larger once it is decoded; `colour` is PNG's own number
    (0 grey, 3 palette with clear parts, 6 colour with clear parts).
    """
    size = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    palette = _chunk(b"PLTE", bytes(range(256)) * 3) + _chunk(b"tRNS", bytes(256)) if colour == 3 else b""
    row = b"\0" * (1 + width * {0: 1, 3: 1, 6: 4}[colour])
    packing = zlib.compressobj(9)
    rows = b"".join(packing.compress(row) for _ in range(height)) + packing.flush()
    head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size)
    return head + palette + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def gif(frames: int, side: int = 8) -> bytes:
    """Return an animation of that many frames, each of one colour."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x91, 0, 0) + b"\xff\0\0\0\xff\0\0\0\xff\0\0\0"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x4c\x01\x00"
    return head + frame * frames + b"\x3b"


def jpeg_header(content: bytes, width: int, height: int) -> bytes:
    """Return a JPEG file with another size in its header."""
    frame = next(at for at in (content.find(b"\xff\xc0"), content.find(b"\xff\xc2")) if at > 0)
    return content[: frame + 5] + struct.pack(">HH", height, width) + content[frame + 9 :]


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
