"""One client's connection: hooks that need no waiting do not wait, and tunnels take the shortest safe way.

mitmproxy gives each of a request's hooks a named task and comes back for the result through a lock and the event loop,
although nearly all hooks return without waiting. Here the hook's coroutine is started in place; only one that waits
becomes a task. The order of events is the same: a result is handed in after the event that asked for it.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, cast

from mitmproxy.proxy import commands, events, mode_servers
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layer import Layer
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler
from mitmproxy.proxy.mode_specs import RegularMode

from twohats.proxy import giving_back, relay
from twohats.proxy.greeting import Greeting, greeting_of
from twohats.proxy.memory import Ended
from twohats.proxy.names import is_address
from twohats.proxy.report import report
from twohats.proxy.tunnel import ESTABLISHED, Destination, Prefetched, Tunnel, destination_of, read_head

type Guards = Callable[[frozenset[str]], bool]


class QuickLayer:
    """Stands in front of a connection's top layer and answers its hooks."""

    __slots__ = ("_connection", "inner")

    def __init__(self, inner: Layer, connection: "QuickConnection") -> None:
        """Answer the hooks of `inner` for `connection`."""
        self.inner = inner
        self._connection = connection

    @property
    def context(self) -> Context:
        """The context of the layer behind."""
        return self.inner.context

    def handle_event(self, event: events.Event) -> Iterator[commands.Command]:
        """Pass on all commands but hooks; those are run, and their completion handed in right after."""
        if isinstance(self.inner, Tunnel) and (inside := self.inner.inside):
            self.inner = inside  # the tunnel stands: its layer has nothing more to say
        pending: deque[events.Event] = deque((event,))
        while pending:
            unsent: commands.SendData | None = None
            for command in self.inner.handle_event(pending.popleft()):
                if isinstance(command, commands.SendData):
                    if unsent is not None and unsent.connection is command.connection:
                        unsent.data += command.data  # one system call for a head and its body
                        continue
                    unsent, command = command, unsent
                elif unsent is not None:
                    yield unsent
                    unsent = None
                if isinstance(command, commands.StartHook):
                    if self._connection.run_hook(command) and command.blocking:
                        pending.append(events.HookCompleted(command))
                elif command is not None:
                    yield command
            if unsent is not None:
                yield unsent


class QuickConnection(ProxyConnectionHandler):
    """A client's connection whose hooks run in place."""

    guards: Guards | None = None  # None: every connection goes mitmproxy's own way
    ended = Ended()
    _waiting: set[asyncio.Task[None]]

    async def handle_client(self) -> None:
        """Serve the client: a stranger's tunnel is relayed, everything else is mitmproxy's."""
        regular = isinstance(self.client.proxy_mode, RegularMode)
        if not regular or self.guards is None or not await self._shortest_way(self.guards):
            await super().handle_client()
        self.ended.add()

    async def _shortest_way(self, guards: Guards) -> bool:
        """Take a CONNECT ourselves; True if the connection is over."""
        mine = self.transports[self.client]
        reader, writer = cast(asyncio.StreamReader, mine.reader), cast(asyncio.StreamWriter, mine.writer)
        head = b""
        with contextlib.suppress(OSError):
            head = await read_head(reader)
        destination = destination_of(head)
        if destination is None or self._ourselves(destination):
            mine.reader = cast(Any, Prefetched(reader, head))
            return False
        if not guards(frozenset({destination.name})):
            server = await self._dial(destination, reader, writer)
            if server is not None:
                return await self._stranger(guards, destination, server)
        self._enter(destination, destination.rest, answered=False)
        return False

    async def _dial(
        self, destination: Destination, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> relay.Pipe | None:
        try:
            server = await relay.dial(destination.host, destination.port, reader, _transport(writer))
        except OSError:
            return None
        writer.write(ESTABLISHED)
        return server

    async def _stranger(self, guards: Guards, destination: Destination, server: relay.Pipe) -> bool:
        """Relay a tunnel to a stranger, unless its first bytes name a guarded host or may be HTTP."""
        mine = self.transports[self.client]
        reader, writer = cast(asyncio.StreamReader, mine.reader), cast(asyncio.StreamWriter, mine.writer)
        data, greeting = await _first_bytes(reader, destination.rest)
        if isinstance(greeting, str):
            relayed = not guards(frozenset({destination.name, greeting} - {""}))
        else:
            relayed = greeting is Greeting.OTHER or server.spoken
        if relayed or not data:
            await relay.relay(reader, _transport(writer), server, data)
            return True
        server.other = server.listener = None
        if server.transport is not None:
            server.transport.abort()
        self._enter(destination, data, answered=True)
        return False

    def _enter(self, destination: Destination, data: bytes, *, answered: bool) -> None:
        """Let mitmproxy serve the inside of a tunnel."""
        mine = self.transports[self.client]
        mine.reader = cast(Any, Prefetched(cast(asyncio.StreamReader, mine.reader), data))
        context = self.layer.context
        context.layers.clear()
        tunnel = Tunnel(context, destination, answered=answered)
        self.layer = tunnel  # pyright: ignore[reportIncompatibleVariableOverride]  an attribute there, a property here

    def _ourselves(self, destination: Destination) -> bool:
        """Tell whether a tunnel would lead back to our own port; mitmproxy knows what to say then."""
        return destination.port == self.client.sockname[1] and (
            destination.name == "localhost" or is_address(destination.name)
        )

    @property
    def layer(self) -> Layer:
        """The top layer, as the server sees it."""
        return cast(Layer, self._quick)

    @layer.setter
    def layer(self, layer: Layer) -> None:
        self._quick = QuickLayer(layer, self)
        self._waiting = set()

    async def handle_hook(self, hook: commands.StartHook) -> None:
        """Take a hook through the addons and the boundary; then wait while a person holds the flow in mitmproxy."""
        with self.timeout_watchdog.disarm():
            await self.master.addons.handle_lifecycle(hook)
            flow = getattr(hook, "flow", None)
            if flow is not None:
                await flow.wait_for_resume()

    def run_hook(self, hook: commands.StartHook) -> bool:
        """Run a hook; True if it is over, False if it waits (then its completion comes as an event of its own)."""
        task = asyncio.get_running_loop().create_task(self.handle_hook(hook))
        if task.done():
            _contain(task)
            return True
        self._waiting.add(task)
        giving_back.begin(self, hook, task)
        task.add_done_callback(lambda done: self._complete(done, hook))
        return False

    def _complete(self, task: asyncio.Task[None], hook: commands.StartHook) -> None:
        self._waiting.discard(task)
        _contain(task)
        if hook.blocking:
            completing = asyncio.get_running_loop().create_task(self.server_event(events.HookCompleted(hook)))
            self._waiting.add(completing)
            completing.add_done_callback(self._waiting.discard)


def _contain(task: asyncio.Task[None]) -> None:
    """The boundary raises nothing; should a hook break all the same, the call goes on to be refused, not to hang."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        report(error)


def _transport(writer: asyncio.StreamWriter) -> asyncio.Transport:
    return cast(asyncio.Transport, writer.transport)


async def _first_bytes(reader: asyncio.StreamReader, data: bytes) -> tuple[bytes, Greeting | str]:
    """Read until it is clear what the client speaks."""
    greeting = greeting_of(data) if data else Greeting.MORE
    while greeting is Greeting.MORE:
        try:
            piece = await reader.read(65536)
        except OSError:
            piece = b""
        data += piece
        if not piece:
            return data, Greeting.HTTP
        greeting = greeting_of(data)
    return data, greeting


def install(guards: Guards | None) -> None:
    """Make all connections from now on quick ones; `guards` allows them the shortest way for tunnels."""
    QuickConnection.guards = staticmethod(guards) if guards else None
    mode_servers.ProxyConnectionHandler = QuickConnection  # type: ignore[misc]
