"""HTTP/2 uploads with a bounded window: what has been read is acknowledged only when it has gone on.

mitmproxy opens windows of 2 GiB and acknowledges on receipt, so a slow platform makes memory follow the file (facts:
mitm c: 1.1 GB for a 1 GiB upload). Here a stream may be at most a window ahead of what was passed on.
"""

# mitmproxy is typed in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false

from collections.abc import Iterator
from typing import Any

import h2.exceptions
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers import http as http_layers
from mitmproxy.proxy.layers.http import HttpLayer, HttpStream
from mitmproxy.proxy.layers.http._events import RequestData
from mitmproxy.proxy.layers.http._http2 import Http2Client, Http2Server
from mitmproxy.proxy.layers.http._http_h2 import BufferedH2Connection

WINDOW = 1024 * 1024  # bytes a client may send ahead on one stream
WAITING = 256 * 1024  # bytes that may wait for the platform before acknowledging stops


class BoundedConnection(BufferedH2Connection):
    """The client's HTTP/2 connection; acknowledging is put off while too much of a stream waits for the platform."""

    def __init__(self, config: Any, http: HttpLayer) -> None:
        """Belong to the layer `http`, whose streams tell how much waits."""
        super().__init__(config)
        self.local_settings.initial_window_size = WINDOW
        self.local_settings.acknowledge()
        self.owed: dict[int, int] = {}
        self._http = http

    def acknowledge_received_data(self, acknowledged_size: int, stream_id: int) -> None:
        """Acknowledge now if little waits, else later (`settle`)."""
        owed = self.owed.pop(stream_id, 0) + acknowledged_size
        if waiting(self._http, stream_id) > WAITING:
            self.owed[stream_id] = owed
        elif owed:
            super().acknowledge_received_data(owed, stream_id)

    def settle(self) -> bytes:
        """Acknowledge what has gone on meanwhile, and return the bytes to send for it."""
        for stream_id in list(self.owed):
            try:
                self.acknowledge_received_data(0, stream_id)
            except h2.exceptions.ProtocolError:  # the stream or the connection has ended
                self.owed.pop(stream_id, None)
        return self.data_to_send() or b""


class BoundedServer(Http2Server):
    """The side of HTTP/2 that faces the client, with a bounded window."""

    def __init__(self, context: Context) -> None:
        """Replace the connection by a bounded one, and settle after each event of the HTTP layer."""
        super().__init__(context)
        http = next(one for one in reversed(context.layers) if isinstance(one, HttpLayer))
        self.h2_conn = bounded = BoundedConnection(self.h2_conf, http)
        inner = http._handle_event

        def settled(event: events.Event) -> layer.CommandGenerator[None]:
            yield from inner(event)
            if bounded.owed and (data := bounded.settle()):
                yield commands.SendData(self.conn, data)

        http._handle_event = settled  # type: ignore[method-assign]


def waiting(http: HttpLayer, stream_id: int) -> int:
    """Return how many bytes of a stream were read but not yet passed on."""
    stream = http.streams.get(stream_id)
    if not isinstance(stream, HttpStream):
        return 0
    queued = sum(len(event.data) for event in stream._paused_event_queue if isinstance(event, RequestData))
    return queued + sum(_unsent(client, stream_id) for client in _clients(http, stream))


def _clients(http: HttpLayer, stream: HttpStream) -> Iterator[Http2Client]:
    found: Any = http.connections.get(stream.context.server)
    for one in (found, getattr(found, "child_layer", None), *getattr(getattr(found, "context", None), "layers", ())):
        if isinstance(one, Http2Client):
            yield one
            return


def _unsent(client: Http2Client, stream_id: int) -> int:
    ours = client.our_stream_id.get(stream_id)
    buffered = client.h2_conn.stream_buffers.get(ours, ()) if ours is not None else ()
    parked = client.stream_queue.get(stream_id, ())
    return sum(len(piece.data) for piece in buffered) + sum(
        len(event.data) for event in parked if isinstance(event, RequestData)
    )


def install() -> None:
    """Use bounded windows for all HTTP/2 clients from now on."""
    setattr(http_layers, "Http2Server", BoundedServer)  # noqa: B010  a name the types do not show
