"""HTTP/2 for the stand-in platforms, by the h2 library."""

import asyncio
import contextlib
from collections.abc import Iterable
from functools import partial

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, DataReceived, Event, RequestReceived, StreamEnded, StreamReset
from h2.exceptions import ProtocolError

from twohats.stand_in import Serve, bare_host
from twohats.stand_ins.messages import Answer, Arriving, Received

WINDOW = 4 * 1024 * 1024
"""Bytes a client may send ahead, on each stream and on the connection."""


async def talk_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tunnel: str, serve: Serve) -> None:
    """Speak HTTP/2 on an open connection until the client ends it."""
    conversation = _Conversation(writer, tunnel, serve)
    while data := await reader.read(65536):
        conversation.feed(data)
        await writer.drain()


class _Conversation:
    def __init__(self, writer: asyncio.StreamWriter, tunnel: str, serve: Serve) -> None:
        self._wire = H2Connection(H2Configuration(client_side=False, header_encoding="latin-1"))
        self._writer = writer
        self._tunnel = tunnel
        self._serve = serve
        self._arriving: dict[int, Arriving] = {}
        self._answering: dict[int, asyncio.Task[None]] = {}
        self._moved = asyncio.Event()
        self._wire.initiate_connection()
        self._wire.increment_flow_control_window(WINDOW)
        self._flush()

    def feed(self, data: bytes) -> None:
        for event in self._wire.receive_data(data):
            self._hear(event)
        self._flush()
        self._moved.set()  # a window may have opened

    def _flush(self) -> None:
        self._writer.write(self._wire.data_to_send())

    def _hear(self, event: Event) -> None:
        match event:
            case RequestReceived(stream_id=int(stream), headers=list(fields)):
                self._arriving[stream] = _arriving(fields, self._tunnel)
            case DataReceived(stream_id=int(stream), data=bytes(data), flow_controlled_length=int(length)):
                self._arriving[stream].feed(data)
                self._wire.acknowledge_received_data(length, stream)
            case StreamEnded(stream_id=int(stream)):
                request = self._arriving.pop(stream).whole("HTTP/2.0")
                self._answering[stream] = asyncio.create_task(self._answer(stream, request))
                self._answering[stream].add_done_callback(partial(self._forget, stream))
            case StreamReset(stream_id=int(stream)):
                self._arriving.pop(stream, None)
                self._stop_answering(stream)
            case ConnectionTerminated():
                self._writer.close()

    def _stop_answering(self, stream: int) -> None:
        if task := self._answering.get(stream):
            task.cancel()

    def _forget(self, stream: int, _: asyncio.Task[None]) -> None:
        self._answering.pop(stream, None)

    async def _answer(self, stream: int, request: Received) -> None:
        answer = await self._serve(request)
        with contextlib.suppress(ProtocolError):  # the client may have left meanwhile
            await (self._send(stream, answer) if answer else self._hang_up(stream))

    async def _hang_up(self, stream: int) -> None:
        self._wire.reset_stream(stream)
        self._flush()

    async def _send(self, stream: int, answer: Answer) -> None:
        self._wire.send_headers(stream, [(":status", str(answer.status)), *answer.fields])
        await self._send_body(stream, answer)

    async def _send_body(self, stream: int, answer: Answer) -> None:
        rest = answer.content
        while rest:
            room = min(self._wire.local_flow_control_window(stream), self._wire.max_outbound_frame_size)
            self._wire.send_data(stream, rest[:room]) if room else await self._wait()
            rest = rest[room:]
            self._flush()
        self._wire.end_stream(stream)
        self._flush()

    async def _wait(self) -> None:
        self._moved.clear()
        await self._moved.wait()


def _arriving(received: Iterable[tuple[str | bytes, str | bytes]], tunnel: str) -> Arriving:
    fields = [(_text(name), _text(value)) for name, value in received]
    pseudo = {name: value for name, value in fields if name.startswith(":")}
    headers = tuple((name, value) for name, value in fields if not name.startswith(":"))
    host = bare_host(pseudo.get(":authority", ""))
    return Arriving(pseudo[":method"], pseudo[":path"], headers, host=host, tunnel=tunnel)


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")
