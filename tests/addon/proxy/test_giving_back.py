"""Parts of giving back; what comes of it is tried in `tests/end_to_end/test_long_held.py`."""

import asyncio

import pytest
from mitmproxy.connection import Client, ConnectionState, Server
from mitmproxy.options import Options
from mitmproxy.proxy import commands, events
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.http import HttpLayer, HTTPMode
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook, HttpResponseHook
from mitmproxy.proxy.layers.tls import ClientTLSLayer, ServerTLSLayer
from mitmproxy.proxy.tunnel import TunnelState
from mitmproxy.test import tflow

from twohats.proxy import giving_back
from twohats.proxy.giving_back import EndedTls, GivingBack, begin, tunnels


def context() -> Context:
    client = Client(peername=("127.0.0.1", 1), sockname=("127.0.0.1", 2), state=ConnectionState.OPEN)
    made = Context(client, Options())
    made.server = Server(address=("guarded.test", 443))
    made.server.state = ConnectionState.OPEN
    return made


def test_ends_of_tls_are_found_in_tunnels_and_on_second_connections() -> None:
    outer = context()
    first, own, http = ServerTLSLayer(outer), ClientTLSLayer(outer), HttpLayer(outer, HTTPMode.transparent)
    second = ServerTLSLayer(outer.fork())
    http.connections[Server(address=("guarded.test", 443))] = second
    assert list(tunnels(outer)) == [first, own, second]


def test_the_layers_of_a_closed_connection_come_to_their_end_with_the_stand_in() -> None:
    end = ServerTLSLayer(context())
    end.tls, end.tunnel_state = EndedTls(), TunnelState.OPEN  # type: ignore[assignment]
    end.child_layer = child = Child()  # type: ignore[assignment]
    assert list(end.handle_event(events.DataReceived(end.conn, b"late"))) == []
    child.says = commands.SendData(end.conn, b"too late")
    assert list(end.handle_event(events.ConnectionClosed(end.conn))) == []
    assert child.heard == [events.ConnectionClosed]


class Child:
    """The layer inside of TLS: keeps what it hears, and says something back."""

    def __init__(self) -> None:
        self.heard: list[type[events.Event]] = []
        self.says: commands.Command | None = None

    def handle_event(self, event: events.Event) -> list[commands.Command]:
        self.heard.append(type(event))
        return [self.says] if self.says else []


@pytest.mark.parametrize("kind", ["http2", "streamed", "answered"])
async def test_only_a_whole_call_on_http1_gives_back(kind: str) -> None:
    flow = tflow.tflow(resp=True)
    hook: commands.StartHook = HttpRequestHook(flow)
    match kind:
        case "http2":
            flow.request.http_version = "HTTP/2.0"
        case "streamed":
            flow.request.stream = True
        case _:
            hook = HttpResponseHook(flow)
    held = asyncio.create_task(asyncio.sleep(0))
    begin(None, hook, held)  # type: ignore[arg-type]
    assert GivingBack.under_way == 0
    await held


async def test_a_call_that_is_over_is_not_counted_and_gives_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "SOON", 0.01)
    held = asyncio.create_task(asyncio.sleep(0))
    begin(None, HttpRequestHook(tflow.tflow()), held)  # type: ignore[arg-type]
    assert GivingBack.under_way == 1
    await held
    await asyncio.sleep(0.05)  # giving back anything would fail: there is no connection
    assert GivingBack.under_way == 0
