"""Turns mitmproxy's flows into values, asks the gate, and turns its answers back."""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from mitmproxy import http

from twohats.adapter import Reply, Request
from twohats.bodies.content_encoding import decode
from twohats.errors import UnreadableActivityError
from twohats.guard import AGENT_LENGTH, Client, Guard, Handling
from twohats.normal_form import READING
from twohats.proxy import tap
from twohats.proxy.fetch import Route, fetch
from twohats.proxy.last_resort import response_of
from twohats.proxy.names import Names, names_of
from twohats.proxy.normal import has_body, method_of, request_of
from twohats.proxy.passage import Passage, State, head_likeness
from twohats.proxy.patience import NONE, interim_for
from twohats.proxy.run_through import is_media, length_of, reply_runs_through, stranger_runs_through

UNTRUSTED_NAME = "This call names its host in a way that cannot be trusted ({fault}), so it was not sent."
UPGRADE = "This call wants to change to a protocol that cannot be checked, so it was not sent."
_HELD_BACK = 403
_FETCHING = ThreadPoolExecutor(8, thread_name_prefix="twohats-fetch")  # one that hangs holds up no other work


class Waiting:
    """The waiting side of one call, as the gate sees it."""

    def __init__(self, client: Client, passage: Passage, route: Route) -> None:
        """Stand for the client of `passage`; calls of our own take `route`."""
        self.client = client
        self.released = ""
        self.words = ""
        kept = passage.kept
        self.complete = kept is None or kept.complete
        self.digest = kept.sha256 if isinstance(kept, tap.Withheld) and not kept.complete else ""
        self._passage = passage
        self._route = route

    @property
    def gone(self) -> asyncio.Event:
        """Set when the client has left."""
        return self._passage.gone

    async def fetch(self, request: Request) -> Reply:
        """Make one call of our own, sent the way the waiting request would go.

        Raises:
            OSError: the call could not be made, or the answer is not HTTP.
        """
        return await asyncio.get_running_loop().run_in_executor(_FETCHING, fetch, request, self._route)


class TwohatsAddon:
    """Converts between flows and values for one guard. Everything it raises is taken as a refusal by the boundary."""

    def __init__(
        self,
        guard: Guard,
        route: Callable[[http.HTTPFlow], Route],
        *,
        own: bool = False,
        keep_waiting: bool = False,
    ) -> None:
        """Ask `guard`; `route` tells how a call of our own goes out beside a flow.

        `own`: the proxy is ours alone, so nobody else wants to see the bodies of hosts that are not guarded.
        `keep_waiting`: clients of held calls get interim answers, where their library waits for those.
        """
        self._guard = guard
        self._route = route
        self._own = own
        self._keep_waiting = keep_waiting

    def guards(self, names: frozenset[str]) -> bool:
        """Tell whether any of these names is guarded."""
        return self._guard.guards(names)

    def opened(self, flow: http.HTTPFlow) -> Passage:
        """Begin a call: read its names and head, choose its handling, prepare its body for streaming."""
        names = names_of(flow)
        if not self._guard.guards(names.all):
            if self._own and flow.response is None and stranger_runs_through(flow.request):
                flow.request.stream = True
            return Passage(names=names)
        head = request_of(flow, names.chosen, content=b"")
        passage = Passage(names=names, guarded=True, head=head, fault=_fault(names, head))
        passage.sorted_by = head_likeness(flow)
        if not passage.fault:
            passage.handling = self._guard.handling(names.all, head)
            passage.kept = _kept(passage.handling, flow.request)
        if passage.kept is not None:
            flow.request.stream = passage.kept
        return passage

    def settled(self, flow: http.HTTPFlow, passage: Passage) -> bool:
        """Tell whether the call may pass without being judged, now that it is whole and may have been rewritten."""
        names = names_of(flow)
        if not passage.guarded:
            if not self._guard.guards(names.all):
                return True
            passage.guarded = True
        elif names == passage.names and _same_head(flow, passage):
            return passage.handling is Handling.PASS
        passage.names, passage.head = names, request_of(flow, names.chosen, content=b"")
        passage.sorted_by = head_likeness(flow)
        passage.fault = _fault(names, passage.head)
        passage.handling = Handling.JUDGE if passage.fault else self._guard.handling(names.all, passage.head)
        return not passage.fault and passage.handling is Handling.PASS

    def withhold(self, flow: http.HTTPFlow, passage: Passage, size: int) -> bool:
        """Stream a publishing call that grew beyond the buffer, with its tail withheld."""
        if size <= tap.BUFFERED or passage.handling is not Handling.JUDGE:
            return False
        passage.kept = tap.Withheld(tap.WRITE_LIMIT, length_of(flow.request))
        flow.request.stream = passage.kept
        return True

    async def decide(self, flow: http.HTTPFlow, passage: Passage) -> http.Response | None:
        """Judge the call; None lets it pass."""
        names = passage.names or names_of(flow)
        waiting = Waiting(_client(flow), passage, self._route(flow))
        passage.judged = self._whole(flow, passage)
        refusal = await self._guard.check(names.all, passage.judged, waiting)
        passage.released = waiting.released
        return None if refusal is None else response_of(refusal, waiting.words)

    def interim(self, flow: http.HTTPFlow) -> int:
        """Return the status of the answers that keep the client of a held call waiting; 0 for none."""
        if not self._keep_waiting:
            return NONE
        return interim_for(flow.request.headers.get("user-agent", ""), flow.request.http_version)

    def refusal(self, flow: http.HTTPFlow, passage: Passage, sentence: str) -> http.Response:
        """Return a refusal in the platform's shape."""
        names = passage.names or names_of(flow)
        head = passage.head or request_of(flow, names.chosen, content=b"")
        return response_of(self._guard.refuse(names.all, head, sentence), sentence)

    def answering(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Stream large replies and media with a bounded copy: memory stays flat, events arrive when sent."""
        response = flow.response
        if response is None or response.stream or not reply_runs_through(response):
            return
        if passage.guarded:
            passage.reply = tap.Kept(0 if is_media(response) else tap.REPLY_LIMIT)
            response.stream = passage.reply
        else:
            response.stream = self._own

    async def tapped(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Take note of an upload that went through."""
        if passage.names and passage.kept:
            await self._guard.tapped(passage.names.all, self._whole(flow, passage), passage.kept.complete)

    async def replied(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Learn from the platform's own reply; refusals of ours teach nothing."""
        if passage.state is State.REFUSED:
            await self._withdrawn(passage)
        if passage.state is not State.CLEARED or passage.names is None or flow.response is None:
            return
        request = passage.judged or self._whole(flow, passage)
        await self._guard.replied(passage.names.all, request, _reply(flow.response, passage), passage.released)

    async def lost(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Take note that a released or held call got no answer."""
        if passage.state is State.REFUSED:
            await self._withdrawn(passage)
        if passage.names is None or passage.head is None or passage.handling is Handling.PASS:
            return
        reason = flow.error.msg if flow.error else "no answer"
        request = passage.judged or self._whole(flow, passage)
        await self._guard.lost(passage.names.all, request, reason, passage.released)

    async def _withdrawn(self, passage: Passage) -> None:
        """Take note that the boundary held back what the gate had let pass: its record has failed, nothing is out."""
        released, passage.released = passage.released, ""
        if released and passage.names and passage.judged:
            await self._guard.replied(passage.names.all, passage.judged, Reply(_HELD_BACK), released)

    @staticmethod
    def _whole(flow: http.HTTPFlow, passage: Passage) -> Request:
        content = passage.kept.content if passage.kept else flow.request.raw_content or b""
        if passage.head is not None and _is_unchanged(flow, passage, passage.head):
            if not content:
                return passage.head
            return replace(passage.head, content=content)
        return request_of(flow, passage.names.chosen if passage.names else "", content=content)


def _fault(names: Names, head: Request) -> str:
    if names.fault:
        return UNTRUSTED_NAME.format(fault=names.fault)
    upgrade = head.header("upgrade").strip().lower()
    return UPGRADE if upgrade not in {"", "websocket", "h2c"} else ""


def _is_unchanged(flow: http.HTTPFlow, passage: Passage, head: Request) -> bool:
    """Tell whether the head is still what was read, and reads the same now that its body is there."""
    may_read_otherwise = head.method in READING and bool(flow.request.raw_content)
    return not may_read_otherwise and passage.sorted_by == head_likeness(flow)


def _same_head(flow: http.HTTPFlow, passage: Passage) -> bool:
    """Tell whether the call still has the method and path it was sorted by."""
    if passage.sorted_by == head_likeness(flow) and not flow.request.raw_content:
        return True
    head = passage.head
    return head is not None and flow.request.path == head.raw_target and head.method == method_of(flow.request)


def _kept(handling: Handling, request: http.Request) -> tap.Kept | None:
    if handling is Handling.PASS or not has_body(request):
        return None
    length = length_of(request)
    if handling is Handling.TAP:
        return tap.Kept(tap.UNKNOWN_LIMIT if length is None else tap.UPLOAD_LIMIT, length)
    return tap.Withheld(tap.WRITE_LIMIT, length) if length is not None and length > tap.BUFFERED else None


def _client(flow: http.HTTPFlow) -> Client:
    agent = flow.request.headers.get("user-agent", "")
    host, port, *_ = flow.client_conn.sockname or ("", 0)
    login = flow.metadata.get("proxyauth") or ("",)
    clean = agent if agent.isprintable() else "".join(c for c in agent if c.isprintable())
    return Client(agent=clean[:AGENT_LENGTH], listener=f"{host}:{port}", user=str(login[0]))


def _reply(response: http.Response, passage: Passage) -> Reply:
    headers = tuple((key.lower(), value) for key, value in response.headers.items(multi=True))
    raw = passage.reply.content if passage.reply else response.raw_content or b""
    try:
        content = decode(raw, response.headers.get("content-encoding", ""))
    except UnreadableActivityError:
        content = b""
    return Reply(response.status_code, headers, content)
