"""What a connection gives back while its client waits for a person: empty buffers soon, its way to the platform later.

A person may take minutes. Most platforms close a connection that has been silent for half a minute, and a network in
between may forget one without a word: what is then released into it never arrives (facts: mitm b). So the idle
connection is closed before, as mitmproxy itself would close it, and the released call opens a new one.

Only for clients on HTTP/1, of which each has one call at a time: while that one is held whole, nothing else is under
way on any connection to a platform. HTTP/2 shares connections between calls, and notices itself when one is dead.
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
from collections.abc import Iterator
from typing import Any, cast

from mitmproxy.connection import ConnectionState
from mitmproxy.proxy import commands, layer
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.http import HttpLayer
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook
from mitmproxy.proxy.layers.tls import ServerTLSLayer, TLSLayer
from mitmproxy.proxy.server import ConnectionHandler
from mitmproxy.proxy.tunnel import TunnelLayer
from OpenSSL import SSL

from twohats.proxy.memory import renew_buffers

SOON, LATER = 0.5, 5.0
"""Seconds a call is held before the buffers and before the way to the platform are given back. Who answers at once
finds the way still open, and so does who answers within five seconds unless a crowd is held."""

CROWD = 100
"""So many held calls have their ways kept open for `LATER`; what more there are, only for `SOON` (36 KB each)."""

_SHARED = b"h2"


class EndedTls:
    """Stands where the TLS of a closed connection was: there is nothing to read, and nothing is sent any more."""

    def get_shutdown(self) -> int:
        """Return that the other side has not said goodbye: the end is still to be told."""
        return 0

    def bio_write(self, data: bytes) -> int:
        """Take what came too late."""
        return len(data)

    def bio_read(self, size: int) -> bytes:
        """Have nothing to send."""
        raise SSL.WantReadError

    def recv(self, size: int) -> bytes:
        """Have nothing to read."""
        raise SSL.WantReadError

    def sendall(self, data: bytes) -> int:
        """Send nothing."""
        raise SSL.ZeroReturnError


class GivingBack:
    """Gives back what one client's connection does not need while `held` has not ended."""

    under_way = 0
    """How many there are."""

    def __init__(self, connection: ConnectionHandler, held: asyncio.Task[None]) -> None:
        """Start the clock."""
        GivingBack.under_way += 1
        self._connection = connection
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(SOON, self._buffers)
        held.add_done_callback(self._over)

    def _over(self, _: asyncio.Task[None]) -> None:
        GivingBack.under_way -= 1
        self._timer.cancel()

    def _buffers(self) -> None:
        for one in tunnels(self._connection.layer.context):
            if isinstance(one, TLSLayer) and isinstance(cast(Any, one.tls), SSL.Connection):
                renew_buffers(one.tls)
        if GivingBack.under_way > CROWD:
            self._way()
        else:
            self._timer = self._loop.call_later(LATER - SOON, self._way)

    def _way(self) -> None:
        client = self._connection.client
        servers = [one for one in self._connection.transports if one is not client]
        inside = [one for one in tunnels(self._connection.layer.context) if one.conn is not client]
        if any(one.state is not ConnectionState.OPEN or one.alpn == _SHARED for one in servers):
            return
        if any(one.conn.alpn == _SHARED for one in inside):  # through an upstream proxy
            return
        for server in servers:
            self._connection.close_connection(server)
        for one in inside:
            one.conn.state = ConnectionState.CLOSED  # at once: its layers hear of the end a moment later
            if isinstance(one, ServerTLSLayer):
                one.tls = cast(Any, EndedTls())


def begin(connection: ConnectionHandler, hook: commands.StartHook, held: asyncio.Task[None]) -> None:
    """Give back what is not needed while `hook` waits, if it holds the whole call of a client on HTTP/1."""
    if isinstance(hook, HttpRequestHook) and not hook.flow.request.stream and not hook.flow.request.is_http2:
        GivingBack(connection, held)


def tunnels(context: Context) -> Iterator[TunnelLayer]:
    """Yield what stands between a client's or a platform's socket and its HTTP: TLS, and the way through an upstream
    proxy; inside of tunnels and on second connections as well.
    """
    seen: set[layer.Layer] = set()
    waiting = [context]
    while waiting:
        new = [one for one in waiting.pop().layers if one not in seen]
        seen.update(new)
        yield from (one for one in new if isinstance(one, TunnelLayer))
        for http in (one for one in new if isinstance(one, HttpLayer)):
            waiting.extend(inner.context for inner in (*http.streams.values(), *http.connections.values()))
