"""mitmproxy's HTTP stream, which here asks before sending, withholds a tail, and tells at once when a client leaves.

mitmproxy sends a streamed body whatever the hooks say, and hears of a reset HTTP/2 stream only when a hook returns
(facts: mitm 0.5 to 0.7, b, c).
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from dataclasses import dataclass
from typing import Protocol, cast

from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers import http as http_layers
from mitmproxy.proxy.layers.http import HttpStream, SendHttp
from mitmproxy.proxy.layers.http._events import (
    ErrorCode,
    RequestData,
    RequestEndOfMessage,
    RequestProtocolError,
    ResponseProtocolError,
)
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook

from twohats.proxy.patience import PatientStream

type Commands[T] = layer.CommandGenerator[T]

PLAIN_STREAM = HttpStream
LATE = "The call was not cleared to leave, so it was not sent."


@dataclass
class TwohatsTailHook(commands.StartHook):
    """All of a streamed publishing call but its tail has been sent; the decision is due."""

    flow: http.HTTPFlow


class Keeper(Protocol):
    """What the stream asks of the boundary."""

    def may_leave(self, flow: http.HTTPFlow) -> bool:
        """Tell whether this call may be sent as it is now."""
        ...

    def client_left(self, flow: http.HTTPFlow) -> None:
        """Take note that the client of a call has left."""
        ...

    def refuse_late(self, flow: http.HTTPFlow, sentence: str) -> None:
        """Set the refusal of a call that must not be sent after all."""
        ...

    def interim(self, flow: http.HTTPFlow) -> int:
        """Return the status of the answers that keep the client of a held call waiting; 0 for none."""
        ...

    def withholds(self, flow: http.HTTPFlow) -> bool:
        """Tell whether the tail of this streamed call is withheld."""
        ...

    def release(self, flow: http.HTTPFlow) -> bool:
        """Give the tail free if the call was let through."""
        ...

    def stretch(self, flow: http.HTTPFlow, size: int) -> bool:
        """Prepare a buffered call that grew to `size` bytes to be streamed with its tail withheld, if it must be."""
        ...


class GuardedStream(PatientStream):
    """One request and its reply, through the boundary."""

    gatekeeper: Keeper
    held_in = (HttpRequestHook, TwohatsTailHook)

    def __init__(self, context: Context, stream_id: int) -> None:
        """Belong to the boundary that was installed last."""
        super().__init__(context, stream_id)
        self.gatekeeper = _installed[-1]

    def handle_event(self, event: events.Event) -> Commands[None]:
        """Tell the boundary of a client that left while its call is held."""
        if isinstance(event, RequestProtocolError) and self._paused is not None and hasattr(self, "flow"):
            self.gatekeeper.client_left(self.flow)
        return super().handle_event(event)

    def make_server_connection(self) -> Commands[bool]:
        """Send nothing that was not let through."""
        if self.gatekeeper.may_leave(self.flow):
            return (yield from super().make_server_connection())
        self.gatekeeper.refuse_late(self.flow, LATE)
        if self.client_state == self.state_done:
            yield from self.send_response()
        else:
            yield from self.handle_protocol_error(ResponseProtocolError(self.stream_id, LATE, ErrorCode.KILL))
        return False

    def state_consume_request_body(self, event: events.Event) -> Commands[None]:
        """Buffer a body; one that grows large goes on as a stream with its tail withheld."""
        if isinstance(event, RequestEndOfMessage) and (interim := self.gatekeeper.interim(self.flow)):
            yield from self.keep_waiting(interim)
        yield from super().state_consume_request_body(event)
        if not isinstance(event, RequestData) or not self.request_body_buf:
            return
        if self.gatekeeper.stretch(self.flow, len(self.request_body_buf)):
            body = bytes(self.request_body_buf)
            self.request_body_buf.clear()
            yield from self.start_request_stream()
            if self.client_state == self.state_stream_request_body:
                yield from self.state_stream_request_body(RequestData(self.stream_id, body))

    def state_stream_request_body(self, event: events.Event) -> Commands[None]:
        """Stream a body; at its end wait for the decision before the tail goes out."""
        if isinstance(event, RequestEndOfMessage) and self.gatekeeper.withholds(self.flow):
            early = self.flow.response
            if interim := self.gatekeeper.interim(self.flow):
                yield from self.keep_waiting(interim)
            yield TwohatsTailHook(self.flow)
            if (yield from self.check_killed(True)):
                yield from self._abort()
                return
            if not self.gatekeeper.release(self.flow):
                yield from self._refuse(answered=early is not None)
                return
        yield from super().state_stream_request_body(cast(RequestData, event))

    def _abort(self) -> Commands[None]:
        """Break off towards the platform: without the tail nothing is published."""
        yield SendHttp(
            RequestProtocolError(self.stream_id, "refused", ErrorCode.CANCEL),
            self.context.server,
        )

    def _refuse(self, answered: bool) -> Commands[None]:
        yield from self._abort()
        self.client_state = self.state_done
        if not answered:
            yield from self.send_response()
        elif self.server_state == self.state_done:
            yield from self.flow_done()
        else:
            yield SendHttp(ResponseProtocolError(self.stream_id, LATE, ErrorCode.KILL), self.context.client)
        # Whatever the platform still says to the broken-off call is not for the client.
        self.client_state = self.server_state = self.state_errored


_installed: list[Keeper] = []


def install(gatekeeper: Keeper) -> None:
    """Make every HTTP stream from now on a guarded one that asks `gatekeeper`."""
    _installed[:] = [gatekeeper]
    http_layers.HttpStream = GuardedStream  # type: ignore[misc]


def is_installed(gatekeeper: Keeper) -> bool:
    """Tell whether new streams still ask `gatekeeper`."""
    return http_layers.HttpStream is GuardedStream and _installed == [gatekeeper]
