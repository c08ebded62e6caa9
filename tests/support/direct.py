"""A server that is reached directly: TLS or plain on a loopback port, always the same answer."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Direct:
    """Where it listens, what to trust, and every first line of a request that arrived."""

    port: int
    ca_file: Path
    lines: list[bytes] = field(default_factory=list)
    connections: int = 0


@asynccontextmanager
async def direct(folder: Path, *, secure: bool = True, greets: bytes = b"") -> AsyncIterator[Direct]:
    """Serve as `localhost`; `greets` is said before the client speaks."""
    authority = trustme.CA()
    ca_file = folder / "direct-ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    open_ones: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here.connections += 1
        open_ones.add(writer)
        writer.write(greets)
        try:
            while data := await reader.read(65536):
                here.lines.append(data.partition(b"\r\n")[0])
                writer.write(ANSWER if b"HTTP/1" in data else data)
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context if secure else None)
    here = Direct(server.sockets[0].getsockname()[1], ca_file)
    try:
        yield here
    finally:
        server.close()
        for writer in open_ones:
            writer.close()  # Server.close_clients is not in Python 3.12
        await asyncio.sleep(0.02)
