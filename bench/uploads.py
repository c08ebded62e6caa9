"""A large upload beside bare mitmproxy that streams: `uv run python bench/uploads.py [--size MIB] [--json FILE]`.

A picture's bytes go to X's upload host, on HTTP/1 and on HTTP/2; the guard keeps a bounded copy, and works out a hash.
Bare is `mitmdump -q --set flow_detail=0 --set stream_large_bodies=1m`. Both are up at the same time and take turns.
Memory is the resident memory of the proxy at its highest while the upload runs, less that before.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, Event, StreamEnded, StreamReset
from proxies import OTHER_CORE, SPAWN, Proxy, both, pin, upstream
from report import Row, show
from traffic import ACME, UPLOADS, headers_of
from wire import HEAD_END, LENGTH, Load, connect, trust_of

MIB = 1024 * 1024
PIECE = bytes(64 * 1024)
TARGET = "/i/media/upload.json?command=APPEND&media_id=1&segment_index=0"
MEMORY_GOAL, SLOWER_GOAL = 8.0, 1 / 0.95


@dataclass(frozen=True)
class Sent:
    """One upload: seconds, and by how many MiB the proxy grew."""

    seconds: float
    growth: float


def upload(load: Load, size: int, *, http2: bool) -> float:
    """Upload `size` bytes and return the seconds until the answer."""
    return asyncio.run((_on_http2 if http2 else _on_http1)(load, size))


async def _on_http1(load: Load, size: int) -> float:
    reader, writer = await connect(load, trust_of(load))
    lines = [f"POST {TARGET} HTTP/1.1", *(f"{name}: {value}" for name, value in _fields(size))]
    start = time.perf_counter()
    writer.write("\r\n".join([*lines, "", ""]).encode())
    for sent in range(0, size, len(PIECE)):
        writer.write(PIECE[: size - sent])
        await writer.drain()
    head = await reader.readuntil(HEAD_END)
    length = LENGTH.search(head)
    await reader.readexactly(int(length[1]) if length else 0)
    took = time.perf_counter() - start
    writer.transport.abort()
    if b" 200 " not in head[:16]:
        raise RuntimeError(f"answered {head[:200]!r}")
    return took


async def _on_http2(load: Load, size: int) -> float:
    reader, writer = await connect(load, trust_of(load, "h2"))
    wire = H2Connection(H2Configuration())
    wire.initiate_connection()
    stream, start, left = wire.get_next_available_stream_id(), time.perf_counter(), size
    pseudo = [(":method", "POST"), (":scheme", "https"), (":path", TARGET), (":authority", UPLOADS)]
    wire.send_headers(stream, [*pseudo, *(field for field in _fields(size) if field[0] != "host")])
    while left:
        most = min(wire.max_outbound_frame_size, len(PIECE))
        while left and (room := min(wire.local_flow_control_window(stream), most, left)):
            wire.send_data(stream, PIECE[:room], end_stream=room == left)
            left -= room
        writer.write(wire.data_to_send())
        await writer.drain()
        if left:
            await _heard(wire, reader)
    while not any(isinstance(event, StreamEnded) for event in await _heard(wire, reader)):
        writer.write(wire.data_to_send())
    took = time.perf_counter() - start
    writer.transport.abort()
    return took


async def _heard(wire: H2Connection, reader: asyncio.StreamReader) -> list[Event]:
    data = await reader.read(65536)
    events = wire.receive_data(data)
    ends = [event for event in events if isinstance(event, StreamReset | ConnectionTerminated)]
    if ends or not data:
        raise RuntimeError(f"the upload was ended: {ends or 'hung up'}")
    return events


def _fields(size: int) -> list[tuple[str, str]]:
    return [*headers_of(UPLOADS, ACME), ("content-type", "application/octet-stream"), ("content-length", str(size))]


@contextmanager
def highest(proxy: Proxy) -> Iterator[list[float]]:
    """Watch the resident memory of a proxy; at the end the list holds by how many MiB it grew at most."""
    before, over, growth = proxy.process.memory_info().rss, threading.Event(), [0.0]

    def watch() -> None:
        while not over.wait(0.02):
            growth[0] = max(growth[0], (proxy.process.memory_info().rss - before) / MIB)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    yield growth
    over.set()
    watching.join()


def rows(name: str, size: int, found: list[tuple[Sent, Sent]]) -> list[Row]:
    """Return the lines about one version of HTTP."""
    slower = statistics.median(guarded.seconds / bare.seconds for bare, guarded in found)
    bare, ours = (statistics.median(size / MIB / one[side].seconds for one in found) for side in (0, 1))
    growth, plain = (max(one[side].growth for one in found) for side in (1, 0))
    told = f"{ours:.0f} of {bare:.0f} MiB/s: {1 / slower:.2f} of the throughput"
    return [
        Row(f"upload on {name}: time, of bare streaming", "<= 1.05", slower, SLOWER_GOAL, "", told),
        Row(f"upload on {name}: growth", "<= 8 MiB", growth, MEMORY_GOAL, " MiB", f"bare streaming: {plain:.0f} MiB"),
    ]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1024, help="MiB of one upload")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count, after a small one that warms up")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    lines: list[Row] = []
    with (
        tempfile.TemporaryDirectory() as name,
        upstream(Path(name)) as server,
        both(Path(name), server.ca_file, "--set", "stream_large_bodies=1m") as proxies,
        ProcessPoolExecutor(1, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as generator,
    ):

        def send(proxy: Proxy, size: int, *, http2: bool) -> Sent:
            load = Load(proxy.port, (str(proxy.ca_file),), UPLOADS, server.port, b"", 1, 1)
            with highest(proxy) as growth:
                seconds = generator.submit(upload, load, size, http2=http2).result()
            return Sent(seconds, growth[0])

        for http2 in (False, True):
            found: list[tuple[Sent, Sent]] = []
            for number in range(wanted.rounds + 1):
                size = (wanted.size if number else 16) * MIB
                turns = {proxy.name: send(proxy, size, http2=http2) for proxy in proxies[:: -1 if number % 2 else 1]}
                found.append((turns["bare"], turns["guard"]))
            lines += rows("HTTP/2" if http2 else "HTTP/1", wanted.size * MIB, found[1:])
    show(f"{wanted.size} MiB uploaded, load {os.getloadavg()[0]:.1f} at the end", lines, wanted.json)


if __name__ == "__main__":
    main()
