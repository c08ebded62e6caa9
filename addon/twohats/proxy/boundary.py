"""The closed boundary: whatever breaks, a publishing call of a guarded host does not leave.

mitmproxy's hooks fail open (facts: mitm 0, a). So this is not a hook: it stands around `handle_lifecycle`, the one
point where the core waits for the addons, and acts after all of them. A refusal is in place before anybody is asked,
what was judged is compared with what leaves, and the HTTP stream asks the gatekeeper once more when it sends.
"""

from collections.abc import Awaitable, Callable
from typing import cast

from mitmproxy import http
from mitmproxy.addonmanager import AddonManager
from mitmproxy.hooks import Hook
from mitmproxy.proxy.layers.http._hooks import (
    HttpErrorHook,
    HttpRequestHeadersHook,
    HttpRequestHook,
    HttpResponseHeadersHook,
    HttpResponseHook,
)
from mitmproxy.proxy.layers.tls import TlsClienthelloHook

from twohats.guard import Handling
from twohats.proxy import pass_through
from twohats.proxy.decider import Decider
from twohats.proxy.dispatch import Dispatch
from twohats.proxy.gatekeeper import BROKEN, Gatekeeper, look
from twohats.proxy.last_resort import held_response
from twohats.proxy.passage import Passage, State
from twohats.proxy.report import report
from twohats.proxy.stream import TwohatsTailHook

CHANGED = "The call was changed while it was being checked, so it was not sent."

type Step = Callable[[http.HTTPFlow, Passage], Awaitable[None]]


class Boundary:
    """Stands between mitmproxy's core and all addons of one manager."""

    def __init__(self, manager: AddonManager, decider: Decider) -> None:
        """Prepare a boundary; `install` puts it in place."""
        self.watched = False
        self.decider = decider
        self.keeper = Gatekeeper(decider)
        self.dispatch = Dispatch(manager)
        self._steps: dict[type[Hook], Callable[[Hook], Awaitable[None]]] = {
            HttpRequestHeadersHook: self._request_head,
            HttpRequestHook: self._request,
            TwohatsTailHook: self._tail,
            HttpResponseHeadersHook: self._reply_head,
            HttpResponseHook: self._reply,
            HttpErrorHook: self._error,
            TlsClienthelloHook: self._client_hello,
        }

    def close(self) -> None:
        """Let nothing out any more: the proxy is ending."""
        self.keeper.closing = True

    async def handle_lifecycle(self, hook: Hook) -> None:
        """Take one event of the core through the addons, then the gate. Never raises: that would hang the call."""
        step = self._steps.get(type(hook))
        if step is None:
            await self.dispatch.lifecycle(hook)
        else:
            await step(hook)

    async def _request_head(self, hook: Hook) -> None:
        await self.dispatch.lifecycle(hook)
        self.open(_flow(hook))

    def open(self, flow: http.HTTPFlow) -> None:
        """Begin the passage of a call; one whose head cannot be read is at fault."""
        try:
            passage = self.decider.opened(flow)
        except BaseException as error:  # noqa: BLE001  the boundary: an unread head is a refused call
            report(error)
            passage = Passage(guarded=True, fault=BROKEN)
        if passage.guarded and (passage.fault or flow.response is not None or not passage.streams):
            flow.request.stream, passage.kept = False, None
        self.keeper.passages.open(flow, passage)
        if passage.streams:
            self.keeper.clear(flow, passage)

    async def _request(self, hook: Hook) -> None:
        flow = _flow(hook)
        whole = await self.dispatch.lifecycle(hook)
        if self.settle(flow):
            return
        passage = self.keeper.passage(flow)
        if passage.streams:
            await self._contained(self.decider.tapped, flow, passage)
        else:
            await self._judge(flow, passage, whole)

    def settle(self, flow: http.HTTPFlow) -> bool:
        """Finish with a whole call that needs neither judging nor noting; False if it does."""
        passage = self.keeper.passage(flow)
        if flow.error:
            return True
        if passage.streams:
            return passage.handling is not Handling.TAP
        if flow.response is not None:
            passage.state = State.ANSWERED
            return True
        return not passage.fault and self._passes(flow, passage)

    def _passes(self, flow: http.HTTPFlow, passage: Passage) -> bool:
        try:
            settled = self.decider.settled(flow, passage)
        except BaseException as error:  # noqa: BLE001  the boundary: in doubt the call is judged
            report(error)
            passage.guarded = True
            return False
        if settled:
            self.keeper.clear(flow, passage)
        return settled

    async def _tail(self, hook: Hook) -> None:
        flow = _flow(hook)
        await self._judge(flow, self.keeper.passage(flow), whole=True)

    async def _judge(self, flow: http.HTTPFlow, passage: Passage, whole: bool) -> None:
        before, held, shown = flow.response, held_response(), look(flow, passage)
        passage.state = State.HELD
        flow.response = held
        try:
            answer = None if passage.fault or not whole else await self.decider.decide(flow, passage)
            if answer is None and look(flow, passage) != shown:
                answer = self.keeper.refusal(flow, passage, CHANGED)
            cleared = answer is None and whole and not passage.fault and not self.keeper.closing
            if cleared and flow.response is held:
                flow.response = before
                self.keeper.clear(flow, passage)
            else:
                flow.response = answer or flow.response
        except BaseException as error:  # noqa: BLE001  the boundary: raising hangs the call, passing publishes it
            report(error)
        finally:
            if passage.conclude() is State.REFUSED and (flow.response is None or flow.response is held):
                flow.response = self.keeper.refusal(flow, passage, passage.fault or BROKEN)

    async def _reply_head(self, hook: Hook) -> None:
        await self.dispatch.lifecycle(hook)
        self.answer(_flow(hook))

    def answer(self, flow: http.HTTPFlow) -> None:
        """Prepare the reply's body, if the platform itself answers."""
        passage = self.keeper.passage(flow)
        if passage.state is not State.CLEARED:
            return
        try:
            self.decider.answering(flow, passage)
        except BaseException as error:  # noqa: BLE001  a reply is never kept from its client
            report(error)

    async def _reply(self, hook: Hook) -> None:
        await self.dispatch.lifecycle(hook)
        flow = _flow(hook)
        await self._contained(self.decider.replied, flow, self.keeper.passage(flow))

    async def _error(self, hook: Hook) -> None:
        await self.dispatch.lifecycle(hook)
        flow = _flow(hook)
        self.keeper.client_left(flow)
        await self._contained(self.decider.lost, flow, self.keeper.passage(flow))

    async def _contained(self, step: Step, flow: http.HTTPFlow, passage: Passage) -> None:
        if not passage.guarded:
            return
        try:
            await step(flow, passage)
        except BaseException as error:  # noqa: BLE001  what is only noted must not keep an answer from its client
            report(error)

    async def _client_hello(self, hook: Hook) -> None:
        await self.dispatch.lifecycle(hook)
        pass_through.decide(cast(TlsClienthelloHook, hook).data, self.decider.guards)


def _flow(hook: Hook) -> http.HTTPFlow:
    return cast(http.HTTPFlow, hook.flow)  # type: ignore[attr-defined]
