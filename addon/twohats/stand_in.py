"""A stand-in for the platforms, on loopback: answers in the place of any host name and keeps what arrived.

It is a forwarding proxy that never forwards: it accepts `CONNECT host:port`, then plays that host itself, with a
certificate issued on the spot by an authority of its own. Point a guard's `--mode upstream:` at it and nothing leaves
the device. The demo and the tests run the real guard against it.
"""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Protocol, Self

import h11

from twohats.stand_ins.authority import Authority
from twohats.stand_ins.messages import Answer, Arriving, Received

Serve = Callable[[Received], Awaitable[Answer | None]]
"""Keeps a request and tells what to answer; None hangs up without a word."""

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter, str, Serve], Awaitable[None]]
"""Speaks one version of HTTP on an open connection to the named host, until it ends."""


class Certificates(Protocol):
    """Issues a server certificate for any host name."""

    @property
    def authority(self) -> bytes:
        """The certificate to trust, as PEM."""
        ...

    def issue(self, host: str) -> ssl.SSLContext:
        """Return a server side that proves to be `host`."""
        ...


async def talk_http1(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tunnel: str, serve: Serve) -> None:
    """Speak HTTP/1.1 on an open connection until one side ends it."""
    wire = h11.Connection(h11.SERVER)
    while (request := await _next_request(wire, reader, writer, tunnel)) is not None:
        answer = await serve(request)
        if answer is None:
            return
        for event in (_head(answer), h11.Data(data=answer.content), h11.EndOfMessage()):
            writer.write(wire.send(event) or b"")
        await writer.drain()
        if wire.our_state is not h11.DONE or wire.their_state is not h11.DONE:
            return
        wire.start_next_cycle()


async def _next_request(
    wire: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tunnel: str
) -> Received | None:
    arriving: Arriving | None = None
    while True:
        match wire.next_event():
            case h11.NEED_DATA:
                await _feed(wire, reader, writer)
            case h11.Request() as head:
                arriving = _arriving(head, tunnel)
            case h11.Data(data=data) if arriving is not None:
                arriving.feed(bytes(data))
            case h11.EndOfMessage() if arriving is not None:
                return arriving.whole("HTTP/1.1")
            case _:
                return None


async def _feed(wire: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if wire.they_are_waiting_for_100_continue:
        writer.write(wire.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
    wire.receive_data(await reader.read(65536))


def _arriving(head: h11.Request, tunnel: str) -> Arriving:
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
    host = next((value for name, value in headers if name == "host"), "")
    return Arriving(head.method.decode(), head.target.decode("latin-1"), headers, host=bare_host(host), tunnel=tunnel)


def _head(answer: Answer) -> h11.Response:
    return h11.Response(status_code=answer.status, headers=answer.fields)


def bare_host(authority: str) -> str:
    """Return the host of `host:port` in lower case."""
    host, colon, port = authority.rpartition(":")
    return (host if colon and port.isdigit() else authority).lower()


HTTP1: Mapping[str, Talk] = {"http/1.1": talk_http1}
"""The versions of HTTP that a stand-in speaks unless told otherwise, by their ALPN name, the preferred one first."""


class StandIn:
    """Plays every host on the list, behind one loopback port, in a thread of its own. Use it in a `with` statement.

    `received` holds the requests in order of arrival, `refused_hosts` the names it would not play.
    """

    def __init__(
        self,
        answer: Callable[[Received], Answer | None],
        *,
        hosts: frozenset[str] | None = None,
        certificates: Certificates | None = None,
        talks: Mapping[str, Talk] = HTTP1,
    ) -> None:
        """Prepare to call `answer` with each request, in a worker thread; None from it hangs up.

        `hosts` are the names to play (all of them when left out); asking for another one gets 502.
        """
        self.received: list[Received] = []
        self.refused_hosts: list[str] = []
        self.certificates = certificates or Authority()
        self.port = 0
        self._answer = answer
        self._hosts = hosts
        self._talks = talks
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="twohats stand-in", daemon=True)

    @property
    def proxy_url(self) -> str:
        """The address to give as an upstream proxy."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Listen on a free loopback port."""
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up on everybody and end the thread."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hang_ups = (OSError, EOFError, asyncio.CancelledError, asyncio.LimitOverrunError, h11.RemoteProtocolError)
        with contextlib.suppress(*hang_ups):  # a client may leave whenever it likes
            await self._converse(reader, writer)
        writer.transport.abort() if writer.transport.is_closing() else writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tunnel = _asked_for(await reader.readuntil(b"\r\n\r\n"))
        if not tunnel or (self._hosts is not None and tunnel not in self._hosts):
            self.refused_hosts.append(tunnel)
            writer.write(b"HTTP/1.1 502 Not played here\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await writer.start_tls(self._context(tunnel))
        chosen = writer.get_extra_info("ssl_object").selected_alpn_protocol() or "http/1.1"
        await self._talks[chosen](reader, writer, tunnel, self._keep)

    async def _keep(self, request: Received) -> Answer | None:
        self.received.append(request)
        answer = await asyncio.to_thread(self._answer, request)
        await asyncio.sleep(answer.delay if answer else 0)
        return answer

    def _context(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            context = self.certificates.issue(host)
            context.set_alpn_protocols(list(self._talks))
            context.sni_callback = self._named
            self._contexts[host] = context
        return self._contexts[host]

    def _named(self, connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            connection.context = self._context(name.lower())


def _asked_for(head: bytes) -> str:
    method, _, rest = head.decode("latin-1").partition(" ")
    return bare_host(rest.partition(" ")[0]) if method == "CONNECT" else ""
