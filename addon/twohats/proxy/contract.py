"""Every internal of mitmproxy that we lean on, checked before anything is served.

The boundary replaces parts that are not an interface. If one of them looks different from what was tried, the guard
does not start: a guard that only seems to stand is worse than none (facts: mitm 3.13, 3.14).
"""

# mitmproxy is typed in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false

import inspect
from collections.abc import Callable, Mapping

import h2.stream
from mitmproxy import http, version
from mitmproxy.addonmanager import AddonManager
from mitmproxy.coretypes import multidict
from mitmproxy.net import tls as net_tls
from mitmproxy.proxy import commands, events, layer, mode_servers, server
from mitmproxy.proxy.layers import http as http_layers
from mitmproxy.proxy.layers import tls as tls_layers
from mitmproxy.proxy.layers.http import _hooks, _http1, _http2, _http_h2
from OpenSSL import SSL

from twohats.errors import SetupError

TRIED = ("12.2.",)


def _source(of: object) -> str:
    return inspect.getsource(of)  # type: ignore[arg-type]


def _parameters(of: Callable[..., object]) -> list[str]:
    return list(inspect.signature(of).parameters)


CHECKS: Mapping[str, Callable[[], bool]] = {
    "hooks go through `addons.handle_lifecycle`, looked up on the instance": lambda: (
        "self.master.addons.handle_lifecycle(hook)" in _source(mode_servers.ProxyConnectionHandler.handle_hook)
    ),
    "`AddonManager.handle_lifecycle` takes one event and waits": lambda: (
        _parameters(AddonManager.handle_lifecycle) == ["self", "event"]
        and inspect.iscoroutinefunction(AddonManager.handle_lifecycle)
    ),
    "`AddonManager.chain` is the list of addons": lambda: (
        "self.chain.append(" in _source(AddonManager.add) and "self.chain = [" in _source(AddonManager.remove)
    ),
    "a hook ends with one `HookCompleted`": lambda: (
        "HookCompleted(hook)" in _source(server.ConnectionHandler.hook_task)
    ),
    "`HttpLayer.make_stream` makes the module's `HttpStream`": lambda: (
        "HttpStream(ctx, stream_id)" in _source(http_layers.HttpLayer.make_stream)
    ),
    "`HttpStream` has the states and steps that are overridden": lambda: all(
        hasattr(http_layers.HttpStream, name)
        for name in (
            "state_consume_request_body",
            "state_stream_request_body",
            "make_server_connection",
            "start_request_stream",
            "send_response",
            "flow_done",
            "check_killed",
            "state_errored",
        )
    ),
    "both ways of sending ask `make_server_connection`": lambda: all(
        "make_server_connection()" in _source(step)
        for step in (_step("state_consume_request_body"), _step("start_request_stream"))
    ),
    "connections are made by the module's `ProxyConnectionHandler`": lambda: (
        "handler = ProxyConnectionHandler(" in _source(mode_servers.ServerInstance.handle_stream)
        and "self.layer.handle_event(event)" in _source(server.ConnectionHandler.server_event)
    ),
    "a connection reads from its own transport": lambda: (
        "self.transports[connection].reader" in _source(server.ConnectionHandler.handle_connection)
    ),
    "header fields are looked at one by one, in any case": lambda: (
        "self._kconv(k) == key" in _source(multidict._MultiDict.get_all)
        and http.Headers._reduce_values(["a", "b"]) == "a, b"
    ),
    "a paused layer keeps its events in a queue": lambda: (
        "_paused_event_queue.append(event)" in _source(layer.Layer.handle_event)
    ),
    "a wake-up comes back to the layer that asked for it": lambda: (
        events.CommandCompleted in events.Wakeup.__mro__
        and "isinstance(command, commands.RequestWakeup)" in _source(http_layers.HttpLayer.event_to_child)
        and "events.Wakeup(request)" in _source(server.ConnectionHandler.wakeup)
    ),
    "a paused layer knows the command it waits for": lambda: (
        "event.command is self._paused.command" in _source(layer.Layer.handle_event)
    ),
    "HTTP/1 takes every head it sends for the answer, HTTP/2 tells interim ones apart": lambda: (
        "self.response = response = event.response" in _source(_http1.Http1Server.send)
        and "SEND_INFORMATIONAL_HEADERS" in _source(h2.stream.H2Stream.send_headers)
    ),
    "TLS contexts are made in one place": lambda: all(
        "_create_ssl_context(" in _source(inspect.unwrap(make))
        for make in (net_tls.create_client_proxy_context, net_tls.create_proxy_server_context)
    ),
    "a connection is closed by its state and its task, and its end is told to the layers": lambda: (
        "handler.cancel(" in _source(server.ConnectionHandler.close_connection)
        and "events.ConnectionClosed(connection)" in _source(server.ConnectionHandler.handle_connection)
    ),
    "a connection that has been closed is not used again": lambda: (
        "elif connection.connected:" in _source(http_layers.HttpLayer.get_connection)
        and "and self.context.server.connected" in _source(http_layers.HttpLayer.get_connection)
    ),
    "an end of TLS reads from and writes to two buffers that it owns": lambda: (
        "_lib.SSL_set_bio(self._ssl, self._into_ssl, self._from_ssl)" in _source(SSL.Connection.__init__)
    ),
    "`tls_clienthello` can let a connection through": lambda: (
        "ignore_connection" in _source(tls_layers.ClientTLSLayer.receive_handshake_data)
    ),
    "a blocking hook is a dataclass command": lambda: commands.StartHook in _hooks.HttpRequestHook.__mro__,
    "request data holds what a call looks like": lambda: (
        {"method", "scheme", "host", "port", "authority", "path", "headers"} <= set(_parameters(http.Request))
    ),
    "HTTP/2 acknowledges what it has read": lambda: (
        "self.h2_conn.acknowledge_received_data(" in _source(_http2.Http2Connection.handle_h2_event)
        and hasattr(_http_h2.BufferedH2Connection, "stream_window_updated")
    ),
}


def _step(name: str) -> object:
    from twohats.proxy.stream import PLAIN_STREAM

    return inspect.unwrap(getattr(PLAIN_STREAM, name))


def check(found: str = version.VERSION, checks: Mapping[str, Callable[[], bool]] = CHECKS) -> None:
    """Make sure that this mitmproxy is one that the boundary holds in.

    Raises:
        SetupError: the version is unknown, or an internal is not as it was tried.
    """
    if not found.startswith(TRIED):
        raise SetupError(
            f"mitmproxy `{found}` is not one that twohats was tried with; run `pip install 'mitmproxy==12.2.*'`"
        )
    for what, holds in checks.items():
        if not _holds(holds):
            raise SetupError(
                f"mitmproxy `{found}` is not as expected ({what}); "
                "run `pip install --force-reinstall 'mitmproxy==12.2.3'`"
            )


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (AttributeError, OSError, TypeError, ValueError):
        return False
