"""Interim answers: while a call is held, some HTTP libraries wait longer if they hear from us now and then.

Which answer helps is a matter of the library, and the wrong one breaks it (facts: mitm b): `100` keeps Python's waiting
and ends undici with an error; `102` keeps undici waiting and is taken for the answer by `requests`. So only libraries
that were tried get one, known by the products in their User-Agent; everybody else gets none.
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import re

from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.layers.http import HttpStream, SendHttp
from mitmproxy.proxy.layers.http._events import RequestProtocolError, ResponseHeaders
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook

INTERVAL = 4.0
"""Seconds between two interim answers: httpx waits five unless it is told otherwise. None of those that get them counts
them (Go does, and gets none)."""

NONE, CONTINUE, PROCESSING = 0, 100, 102
HTTP1, HTTP2 = _VERSIONS = ("HTTP/1.1", "HTTP/2.0")
_PYTHON = frozenset({"requests", "python-requests", "python-httpx", "aiohttp", "python-urllib3", "urllib3"})
_SAYS_PYTHON = re.compile(r"\bpython\b")  # a tool that names its language: all libraries of Python's wait for a `100`
_NODE = frozenset({"node", "undici"})
_PRODUCT = re.compile(r"(?:^|\s)([a-z0-9_.-]+)/[0-9]")
_COMMENT = re.compile(r"\([^()]*\)")
_LINES = {CONTINUE: b"HTTP/1.1 100 Continue\r\n\r\n", PROCESSING: b"HTTP/1.1 102 Processing\r\n\r\n"}


def interim_for(agent: str, version: str) -> int:
    """Return the status of interim answers that this User-Agent's library waits for, on this version of HTTP.

    Python's are named as a product with a version, among others (`Python/3.13 aiohttp/3.12`), or by the word Python;
    undici is all there is (`node`). `NONE` for browsers, for whatever was not tried, for HTTP/1.0, and for undici on
    HTTP/2.
    """
    if version not in _VERSIONS:
        return NONE
    agent = agent.strip().lower()
    if agent in _NODE:
        return PROCESSING if version == HTTP1 else NONE
    said = _COMMENT.sub("", agent)
    products = frozenset(_PRODUCT.findall(said))
    on_python = bool(products & _PYTHON) or _SAYS_PYTHON.search(said) is not None
    return CONTINUE if on_python and "mozilla" not in products else NONE


class PatientStream(HttpStream):
    """A stream that sends interim answers while one of its `held_in` hooks has not returned."""

    held_in: tuple[type[commands.StartHook], ...] = (HttpRequestHook,)
    _interim = NONE
    _due: commands.RequestWakeup | None = None

    def keep_waiting(self, interim: int) -> layer.CommandGenerator[None]:
        """Send answers of this status from now on, the first after an interval; to be called right before the hook."""
        self._interim = interim
        self._due = commands.RequestWakeup(INTERVAL)
        yield self._due

    def handle_event(self, event: events.Event) -> layer.CommandGenerator[None]:
        """Answer a wake-up of our own at once, also while the stream is paused; that is when it is wanted."""
        if self._due is not None and isinstance(event, events.Wakeup) and event.command is self._due:
            return self._still_held()
        return super().handle_event(event)

    def _still_held(self) -> layer.CommandGenerator[None]:
        if self._paused is None or not isinstance(self._paused.command, self.held_in):
            return
        if any(isinstance(event, RequestProtocolError) for event in self._paused_event_queue):
            return
        yield self._answer()
        yield from self.keep_waiting(self._interim)

    def _answer(self) -> commands.Command:
        """Return an interim answer. On HTTP/1 the bytes go out as they are.

        mitmproxy's own side would take it for the answer, and keep back an error that has to be told later.
        """
        if not self.flow.request.is_http2:
            return commands.SendData(self.context.client, _LINES[self._interim])
        answer = http.Response.make(self._interim)
        answer.headers.clear()
        return SendHttp(ResponseHeaders(self.stream_id, answer), self.context.client)
