"""A platform on loopback whose connections end or go deaf while nothing is said on them, as in real networks."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass
class Fickle:
    """Where it listens, what to trust, and what each of its connections heard, in the order they were opened.

    `deaf` connections read and never answer; `rude` ones hang up when they hear a request.
    """

    port: int = 0
    ca_file: Path = Path()
    heard: list[list[bytes]] = field(default_factory=list)
    open: set[asyncio.StreamWriter] = field(default_factory=set)
    deaf: set[int] = field(default_factory=set)
    rude: bool = False
    server: asyncio.Server | None = None

    @property
    def posts(self) -> list[bytes]:
        """The bodies of all posts that were heard, by whichever connection."""
        requests = [request for heard in self.heard for request in heard]
        return [request.partition(b"\r\n\r\n")[2] for request in requests if request.startswith(b"POST")]

    async def until_open(self, count: int) -> None:
        """Wait until so many connections are open."""
        async with asyncio.timeout(5):
            while len(self.open) != count:
                await asyncio.sleep(0.01)

    def hang_up(self) -> None:
        """Close every connection, whatever is said on it."""
        for writer in tuple(self.open):
            writer.close()

    def go_away(self) -> None:
        """Hang up, and take no new connection."""
        assert self.server is not None
        self.server.close()
        self.hang_up()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one connection to its end."""
        number = len(self.heard)
        self.heard.append([])
        self.open.add(writer)
        try:
            while request := await _next(reader):
                self.heard[number].append(request)
                if self.rude:
                    break
                if number not in self.deaf:
                    writer.write(ANSWER)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.open.discard(writer)
            writer.close()


async def _next(reader: asyncio.StreamReader) -> bytes:
    """Return the next request, head and body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return head + await reader.readexactly(int(length[1]) if length else 0)


@asynccontextmanager
async def fickle(folder: Path) -> AsyncIterator[Fickle]:
    """Serve as `localhost`, by TLS, on HTTP/1."""
    authority, here = trustme.CA(), Fickle(ca_file=folder / "fickle-ca.pem")
    authority.cert_pem.write_to_path(here.ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    here.server = await asyncio.start_server(here.serve, "127.0.0.1", 0, ssl=context)
    here.port = here.server.sockets[0].getsockname()[1]
    try:
        yield here
    finally:
        here.go_away()
        await asyncio.sleep(0.02)
