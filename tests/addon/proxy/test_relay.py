import asyncio
from pathlib import Path
from typing import cast

from tests.support.direct import direct
from twohats.proxy.relay import Pipe, dial, relay


class Recorder(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []

    def write(self, data: bytes) -> None:  # type: ignore[override]
        self.calls.append(data)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.calls.append("eof")

    def pause_reading(self) -> None:
        self.calls.append("pause")

    def resume_reading(self) -> None:
        self.calls.append("resume")

    def close(self) -> None:
        self.calls.append("close")

    def is_closing(self) -> bool:
        return "close" in self.calls


async def test_one_end_does_to_the_other_what_it_hears() -> None:
    pipe, other = Pipe(), Recorder()
    pipe.other = other
    pipe.data_received(b"data")
    pipe.pause_writing()
    pipe.resume_writing()
    assert pipe.eof_received()
    pipe.connection_lost(None)
    pipe.pause_writing()
    assert other.calls == [b"data", "pause", "resume", "eof", "close"]
    assert pipe.over.done()


async def test_an_end_without_another_is_harmless() -> None:
    pipe = Pipe()
    pipe.data_received(b"data")
    pipe.pause_writing()
    pipe.resume_writing()
    pipe.eof_received()
    pipe.connection_lost(None)
    assert pipe.spoken


async def test_both_directions_and_the_end_go_through(tmp_path: Path) -> None:
    relayed = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        transport = cast("asyncio.Transport", writer.transport)
        server = await dial("127.0.0.1", upstream.port, reader, transport)
        await relay(reader, transport, server, await reader.read(4))
        relayed.set()

    async with direct(tmp_path, secure=False) as upstream:
        listener = await asyncio.start_server(serve, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*listener.sockets[0].getsockname())
        writer.write(b"first and more")
        assert await asyncio.wait_for(reader.readexactly(14), 5) == b"first and more"
        writer.write_eof()
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
        await asyncio.wait_for(relayed.wait(), 5)
        listener.close()
