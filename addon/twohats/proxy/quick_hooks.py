"""Hooks that finish at once are finished at once.

mitmproxy gives each of a request's hooks a named task and comes back for the result through a lock and the event loop, although
nearly all hooks return without waiting. Here the hook's coroutine is started in place; only one that waits becomes a
task. The order of events within a connection is the same: a result is handed in after the event that asked for it.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import cast

from mitmproxy.proxy import commands, events, mode_servers
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layer import Layer
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler

from twohats.proxy.report import report


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
        pending: deque[events.Event] = deque((event,))
        while pending:
            for command in self.inner.handle_event(pending.popleft()):
                if not isinstance(command, commands.StartHook):
                    yield command
                elif self._connection.run_hook(command) and command.blocking:
                    pending.append(events.HookCompleted(command))


class QuickConnection(ProxyConnectionHandler):
    """A client's connection whose hooks run in place."""

    _waiting: set[asyncio.Task[None]]

    @property
    def layer(self) -> Layer:
        """The top layer, as the server sees it."""
        return cast(Layer, self._quick)

    @layer.setter
    def layer(self, layer: Layer) -> None:
        self._quick = QuickLayer(layer, self)
        self._waiting = set()

    def run_hook(self, hook: commands.StartHook) -> bool:
        """Run a hook; True if it is over, False if it waits (then its completion comes as an event of its own)."""
        task = asyncio.get_running_loop().create_task(self.handle_hook(hook))
        if task.done():
            _contain(task)
            return True
        self._waiting.add(task)
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


def install() -> None:
    """Make all connections from now on quick ones."""
    mode_servers.ProxyConnectionHandler = QuickConnection  # type: ignore[misc]
