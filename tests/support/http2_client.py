"""An HTTP/2 client that can leave one stream and keep the connection, as browsers do."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, InformationalResponseReceived, ResponseReceived, StreamEnded, StreamReset


class Http2Client:
    """One connection to `host` through the proxy at `port`. `interim` counts the interim answers by stream."""

    def __init__(self, port: int, host: str, trust: ssl.SSLContext) -> None:
        self._port, self._host, self._trust = port, host, trust
        self._wire = H2Connection(H2Configuration(header_encoding="utf-8"))
        self.interim: Counter[int] = Counter()

    async def __aenter__(self) -> Self:
        self._trust.set_alpn_protocols(["h2"])
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(f"CONNECT {self._host}:443 HTTP/1.1\r\nHost: {self._host}:443\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        await writer.start_tls(self._trust, server_hostname=self._host)
        self._reader, self._writer = reader, writer
        self._wire.initiate_connection()
        self._flush()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.transport.abort()

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        authority: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> int:
        """Send a request, body and all, and return its stream."""
        stream = self._wire.get_next_available_stream_id()
        head = [(":method", method), (":scheme", "https"), (":path", path), (":authority", authority or self._host)]
        self._wire.send_headers(stream, [*head, *(headers or {}).items()], end_stream=not body)
        if body:
            self._wire.send_data(stream, body, end_stream=True)
        self._flush()
        return stream

    def leave(self, stream: int) -> None:
        """Reset one stream; the connection stays."""
        self._wire.reset_stream(stream, 8)
        self._flush()

    async def statuses(self, streams: Iterable[int]) -> list[int]:
        """Return the statuses of the answers to all these streams, in their order; 0 for one that was reset."""
        wanted, found, ended = list(streams), dict[int, int](), set[int]()
        while not ended.issuperset(wanted) and (data := await self._reader.read(65536)):
            for event in self._wire.receive_data(data):
                if isinstance(event, ResponseReceived):
                    found[event.stream_id] = _status(event)
                elif isinstance(event, StreamEnded | StreamReset):
                    ended.add(event.stream_id)
            self._flush()
        return [found.get(stream, 0) for stream in wanted]

    async def answer(self, stream: int) -> tuple[int, bytes]:
        """Return status and body of the answer; status 0 means that the stream was reset."""
        status, body = 0, b""
        while data := await asyncio.wait_for(self._reader.read(65536), 10):
            for event in self._wire.receive_data(data):
                if isinstance(event, InformationalResponseReceived):
                    self.interim[event.stream_id] += 1
                elif isinstance(event, ResponseReceived) and event.stream_id == stream:
                    status = _status(event)
                elif isinstance(event, DataReceived) and event.stream_id == stream:
                    body += event.data or b""
                elif isinstance(event, StreamEnded | StreamReset) and event.stream_id == stream:
                    return status, body
            self._flush()
        return status, body

    def _flush(self) -> None:
        self._writer.write(self._wire.data_to_send())


def _status(event: ResponseReceived) -> int:
    """Return the status; names and values are text by our configuration, though the event's type says bytes."""
    return int(next(str(value) for name, value in event.headers or [] if str(name) == ":status"))
