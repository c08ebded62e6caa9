"""The arithmetic of bounded windows; whole uploads are in `tests/end_to_end/test_uploads.py`."""

from collections import deque
from types import SimpleNamespace

from h2.config import H2Configuration
from h2.connection import H2Connection
from mitmproxy.proxy.layers.http import HttpStream, RequestData

from twohats.proxy.window import WAITING, WINDOW, BoundedConnection, waiting


def stream(*pieces: bytes) -> HttpStream:
    one = HttpStream.__new__(HttpStream)
    one._paused_event_queue = deque(RequestData(1, piece) for piece in pieces)
    one.context = SimpleNamespace(server=None)  # type: ignore[assignment]
    return one


def layer(one: HttpStream | None) -> SimpleNamespace:
    return SimpleNamespace(streams={1: one} if one else {}, connections={})


def test_what_a_held_stream_queues_waits() -> None:
    assert waiting(layer(stream(b"abc", b"de")), 1) == 5  # type: ignore[arg-type]
    assert waiting(layer(None), 1) == 0  # type: ignore[arg-type]


def test_nothing_is_acknowledged_while_too_much_waits() -> None:
    http = layer(stream(b"x" * (WAITING + 1)))
    config = H2Configuration(client_side=False)
    server, client = BoundedConnection(config, http), H2Connection()  # type: ignore[arg-type]
    server.initiate_connection()
    client.initiate_connection()
    server.receive_data(client.data_to_send())
    client.receive_data(server.data_to_send())
    assert client.remote_settings.initial_window_size == WINDOW
    client.send_headers(1, [(":method", "POST"), (":path", "/"), (":scheme", "https"), (":authority", "x")])
    for _ in range(40):
        client.send_data(1, b"y" * 16_000)
    server.receive_data(client.data_to_send())
    before = client.local_flow_control_window(1)
    server.acknowledge_received_data(640_000, 1)
    assert server.owed == {1: 640_000}
    assert server.settle() == b""
    http.streams[1] = stream()
    client.receive_data(server.settle())
    assert server.owed == {}
    assert client.local_flow_control_window(1) > before
