"""The two ends of the wire of a bench: a TLS server that always gives one answer, and a load generator. Loopback only.

Both run as processes of their own, on another core than the proxies, so that what is counted is the proxies' work.
"""

import asyncio
import re
import ssl
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded
from h2.settings import SettingCodes, Settings

type Told = Callable[[bytes], None]

ANSWER_BODY = b'{"data":{"id":"1900000000000000001","text":"Hello","edit_history_tweet_ids":["1900000000000000001"]}}'
ANSWER = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
    b"cache-control: no-store\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n" % len(ANSWER_BODY)
) + ANSWER_BODY
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
HEAD_END = b"\r\n\r\n"
WINDOW = 8 * 1024 * 1024
"""Bytes that a client on HTTP/2 may send ahead."""


class OneAnswer(asyncio.Protocol):
    """Gives `ANSWER` to every request, without looking at it or keeping it; on HTTP/2 as well."""

    def __init__(self, told: Told = lambda head: None) -> None:
        """Wait for the first request; `told` gets the first bytes of each one's body."""
        self._waiting = b""
        self._due = 0
        self._told = told
        self._http2: H2Connection | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to answer on."""
        self._transport = transport
        if transport.get_extra_info("ssl_object").selected_alpn_protocol() == "h2":
            self._http2 = H2Connection(H2Configuration(client_side=False))
            self._http2.local_settings = Settings(False, {SettingCodes.INITIAL_WINDOW_SIZE: WINDOW})
            self._http2.initiate_connection()
            self._http2.increment_flow_control_window(WINDOW)
            self._write(self._http2.data_to_send())

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete now."""
        if self._http2 is not None:
            self._hear(self._http2, data)
            return
        passed = min(self._due, len(data))
        if passed == len(data) and self._due > passed:
            self._due -= passed
            return
        if self._due:
            self._due = 0
            self._write(ANSWER)
        self._waiting += data[passed:]
        self._read_heads()

    def _read_heads(self) -> None:
        while (end := self._waiting.find(HEAD_END)) >= 0:
            length = LENGTH.search(self._waiting, 0, end)
            whole = end + len(HEAD_END) + (int(length[1]) if length else 0)
            self._told(self._waiting[end + len(HEAD_END) : whole])
            if len(self._waiting) < whole:
                self._due, self._waiting = whole - len(self._waiting), b""
                return
            self._waiting = self._waiting[whole:]
            self._write(ANSWER)

    def _hear(self, wire: H2Connection, data: bytes) -> None:
        for event in wire.receive_data(data):
            if isinstance(event, DataReceived):
                self._told(event.data or b"")
                wire.acknowledge_received_data(event.flow_controlled_length or 0, event.stream_id)
            elif isinstance(event, StreamEnded):
                wire.send_headers(event.stream_id, [(":status", "200"), ("content-type", "application/json")])
                wire.send_data(event.stream_id, ANSWER_BODY, end_stream=True)
        self._write(wire.data_to_send())

    def _write(self, data: bytes) -> None:
        self._transport.write(data)  # type: ignore[attr-defined]


def serve(certificate: str, ready: Connection, *, notes: bool = False) -> None:
    """Serve for ever on a free port; `ready` is told which, and then, with `notes`, when each post arrived and what
    its body says first: (seconds of the system's steady clock, bytes).
    """
    asyncio.run(_serve(certificate, ready, notes=notes))


async def _serve(certificate: str, ready: Connection, *, notes: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["http/1.1", "h2"])  # a client that offers one of the two gets it

    def note(body: bytes) -> None:
        if notes and body:
            ready.send((time.monotonic(), body[:200]))

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: OneAnswer(note), "127.0.0.1", 0, ssl=context)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


@dataclass(frozen=True)
class Load:
    """What to ask for: one request, `count` times in all. `proxy_port` 0 goes straight to the server."""

    proxy_port: int
    ca_files: tuple[str, ...]
    host: str
    port: int
    request: bytes
    count: int
    connections: int
    new_each_time: bool = False


@dataclass(frozen=True)
class Felt:
    """What the client felt, in milliseconds a request."""

    p50: float
    p99: float


def ask(load: Load) -> Felt:
    """Send the load and wait for every answer. Raises RuntimeError when one is not a 200."""
    return asyncio.run(_ask(load))


async def _ask(load: Load) -> Felt:
    trust = trust_of(load)
    each = load.count // load.connections
    took = await asyncio.gather(*(_one_by_one(load, trust, each) for _ in range(load.connections)))
    times = sorted(time for times in took for time in times)
    return Felt(statistics.median(times), times[int(len(times) * 0.99)])


def trust_of(load: Load, protocol: str = "http/1.1") -> ssl.SSLContext:
    """Return the client's side of TLS."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for name in load.ca_files:
        trust.load_verify_locations(name)
    trust.set_alpn_protocols([protocol])
    return trust


async def _one_by_one(load: Load, trust: ssl.SSLContext, count: int) -> list[float]:
    times: list[float] = []
    ends = None if load.new_each_time else await connect(load, trust)
    for _ in range(count):
        start = time.perf_counter()
        reader, writer = ends or await connect(load, trust)
        await exchange(load, reader, writer)
        times.append((time.perf_counter() - start) * 1000)
        if ends is None:
            writer.transport.abort()
    if ends:
        ends[1].transport.abort()
    return times


async def exchange(load: Load, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send the request on an open connection and wait for its answer. Raises RuntimeError when it is not a 200."""
    writer.write(load.request)
    head = await reader.readuntil(HEAD_END)
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    if b" 200 " not in head[:16]:
        raise RuntimeError(f"answered {head[:120]!r} {body[:400]!r}")


async def connect(load: Load, trust: ssl.SSLContext) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if not load.proxy_port:
        return await asyncio.open_connection("127.0.0.1", load.port, ssl=trust, server_hostname=load.host)
    reader, writer = await asyncio.open_connection("127.0.0.1", load.proxy_port)
    writer.write(b"CONNECT %b:%d HTTP/1.1\r\nhost: %b:%d\r\n\r\n" % ((load.host.encode(), load.port) * 2))
    head = await reader.readuntil(HEAD_END)
    if b" 200 " not in head[:20]:
        raise RuntimeError(f"no tunnel: {head[:120]!r}")
    await writer.start_tls(trust, server_hostname=load.host)
    return reader, writer
