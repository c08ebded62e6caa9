"""CONNECT, taken by ourselves: a tunnel is one thin layer instead of a whole HTTP layer around all bytes.

mitmproxy wraps everything inside a tunnel in the events of an outer HTTP layer, about a third of the work of a request.
"""

import asyncio
from dataclasses import dataclass

from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.context import Context

from twohats.proxy.names import folded

HEAD_LIMIT = 64 * 1024  # bytes
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_FAILED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


@dataclass(frozen=True)
class Destination:
    """Where a CONNECT wants to go; `rest` is what followed its head."""

    host: str
    port: int
    rest: bytes = b""

    @property
    def name(self) -> str:
        """The host in the one spelling that names are compared in."""
        return folded(self.host)


class Prefetched:
    """A reader that first gives back what was read ahead.

    It never has its first bytes at once: mitmproxy starts the task that reads eagerly, and may be told to close the
    connection only when that task is known.
    """

    def __init__(self, reader: asyncio.StreamReader, data: bytes) -> None:
        """Give out `data`, then read on."""
        self._reader = reader
        self._data = data
        self._begun = False

    async def read(self, size: int = -1) -> bytes:
        """Return some bytes, or nothing at the end."""
        if not self._begun:
            self._begun = True
            await asyncio.sleep(0)
        if self._data:
            data, self._data = (self._data, b"") if size < 0 else (self._data[:size], self._data[size:])
            return data
        return await self._reader.read(size)


async def read_head(reader: asyncio.StreamReader) -> bytes:
    """Read the first bytes of a client: a whole CONNECT head, or enough to see that there is none."""
    data = b""
    while len(data) < HEAD_LIMIT:
        piece = await reader.read(HEAD_LIMIT)
        data += piece
        if not piece or b"\r\n\r\n" in data or not b"CONNECT ".startswith(data[:8]):
            break
    return data


def destination_of(data: bytes) -> Destination | None:
    """Parse a CONNECT head; None for anything but a plain, well-formed one."""
    head, end, rest = data.partition(b"\r\n\r\n")
    words = head.partition(b"\r\n")[0].split(b" ")
    if not end or len(words) != 3 or words[0] != b"CONNECT" or not words[2].startswith(b"HTTP/1."):
        return None
    host, colon, port = words[1].decode("ascii", "replace").rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536 or not _plain(host):
        return None
    return Destination(host, int(port), rest)


def _plain(host: str) -> bool:
    return all(character.isalnum() or character in "-._:" for character in host) and host.isascii()


class Tunnel(layer.Layer):
    """The top layer of a tunnel to a known destination. Answers the CONNECT unless that was done before."""

    def __init__(self, context: Context, destination: Destination, *, answered: bool) -> None:
        """Tunnel to `destination`."""
        super().__init__(context)
        context.server.address = (destination.host, destination.port)
        self._answered = answered
        self._next: layer.NextLayer | None = None

    @property
    def inside(self) -> layer.Layer | None:
        """The layer inside the tunnel, once it is known and nothing is kept back for it any more."""
        found = self._next.layer if self._next is not None and not self._next.events else None
        return None if self._paused or (self._next is not None and self._next._paused) else found

    def _handle_event(self, event: events.Event) -> layer.CommandGenerator[None]:
        if not isinstance(event, events.Start):
            return
        error = yield from self._connect()
        if error is not None:
            yield from self._fail(error)
            return
        if not self._answered:
            yield commands.SendData(self.context.client, ESTABLISHED)
        self._next = inside = layer.NextLayer(self.context)
        self._handle_event = inside.handle_event  # type: ignore[method-assign]
        yield from inside.handle_event(event)

    def _connect(self) -> layer.CommandGenerator[str | None]:
        if self.context.options.connection_strategy != "eager":
            return None
        error: str | None = yield commands.OpenConnection(self.context.server)
        return error

    def _fail(self, error: str) -> layer.CommandGenerator[None]:
        if not self._answered:
            words = f"cannot connect: {error}\n".encode("ascii", "replace")
            yield commands.SendData(self.context.client, _FAILED % (len(words), words))
        yield commands.CloseConnection(self.context.client)
