"""Tools that post as the brand and wait for their answer: so many connections, or streams on a few of them."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from h2.config import H2Configuration
from h2.connection import H2Connection
from traffic import ACME, GUARDED, headers_of, publishing, publishing_of
from wire import Load, connect, trust_of

STREAMS = 100
"""Posts on one HTTP/2 connection."""


@dataclass(frozen=True)
class Crowd:
    """How many post, on what version of HTTP; `load` says through which proxy and to whom."""

    load: Load
    count: int
    http2: bool


def wait_in_line(crowd: Crowd, told: Connection) -> None:
    """Post, say so through `told`, and leave when something comes back through it."""
    asyncio.run(_wait_in_line(crowd, told))


async def _wait_in_line(crowd: Crowd, told: Connection) -> None:
    trust = trust_of(crowd.load, "h2" if crowd.http2 else "http/1.1")
    ends: list[asyncio.StreamWriter] = []
    for posts in _shares(crowd):
        reader, writer = await connect(crowd.load, trust)
        if crowd.http2:
            await _on_http2(reader, writer, posts)
        else:
            writer.write(posts[0])
        ends.append(writer)
    told.send("posted")
    await asyncio.to_thread(told.recv)
    for writer in ends:
        writer.transport.abort()


def _shares(crowd: Crowd) -> Iterator[list[bytes]]:
    """Yield what each connection sends: a whole request on HTTP/1, the bodies of its streams on HTTP/2."""
    texts = [f"Hello from the bench, number {number}" for number in range(crowd.count)]
    if not crowd.http2:
        yield from ([publishing_of(crowd.load.host, text, ACME)] for text in texts)
        return
    for start in range(0, crowd.count, STREAMS):
        yield [publishing(text)[1] for text in texts[start : start + STREAMS]]


async def _on_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, bodies: list[bytes]) -> None:
    wire = H2Connection(H2Configuration())
    wire.initiate_connection()
    writer.write(wire.data_to_send())
    while wire.outbound_flow_control_window < sum(map(len, bodies)):
        wire.receive_data(await reader.read(65536))
    target, _ = publishing("")
    fields = [field for field in headers_of(GUARDED, ACME) if field[0] != "host"]
    first = [(":method", "POST"), (":scheme", "https"), (":path", target), (":authority", GUARDED)]
    for body in bodies:
        stream = wire.get_next_available_stream_id()
        wire.send_headers(stream, [*first, *fields, ("content-type", "application/json")])
        wire.send_data(stream, body, end_stream=True)
    writer.write(wire.data_to_send())
