"""A page that follows events, through a real socket."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from tests.support.visitor import Visitor


class Stream:
    """The lines of a stream of events."""

    def __init__(self, reader: asyncio.StreamReader, status: int) -> None:
        """Read from a reply whose head has been read."""
        self._reader = reader
        self.status = status

    async def event(self) -> Any:
        """Return the next event; EOFError at the end of the stream. Heartbeats are left out."""
        while line := await asyncio.wait_for(self._reader.readline(), 10):
            if line.startswith(b"data: "):
                return json.loads(line[6:])
            if line == b"0\r\n":
                break
        raise EOFError

    async def line(self) -> bytes:
        """Return the next line that says something, as it is."""
        while (line := await asyncio.wait_for(self._reader.readline(), 10)) in (b"\r\n", b"\n") or _is_size(line):
            pass
        return line


@asynccontextmanager
async def following(
    visitor: Visitor, since: int = 0, tab: str = "tab1", **changes: str | None
) -> AsyncGenerator[Stream]:
    """Open a stream as a page of ours does; `changes` replace or leave away (None) headers."""
    own: dict[str, str | None] = {
        "Host": f"127.0.0.1:{visitor.port}",
        "Sec-Fetch-Site": "same-origin",
        "Accept": "text/event-stream",
        "Cookie": visitor.cookie or None,
    }
    own |= {name.replace("_", "-"): value for name, value in changes.items()}
    reader, writer = await asyncio.open_connection("127.0.0.1", visitor.port)
    head = "".join(f"{name}: {value}\r\n" for name, value in own.items() if value is not None)
    writer.write(f"GET /events?since={since}&tab={tab} HTTP/1.1\r\n{head}\r\n".encode())
    try:
        reply = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        yield Stream(reader, int(reply.split()[1]))
    finally:
        writer.close()


def _is_size(line: bytes) -> bool:
    """Whether a line is the length of a chunk."""
    try:
        return int(line, 16) > 0
    except ValueError:
        return False
