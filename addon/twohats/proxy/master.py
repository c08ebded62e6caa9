"""Our own mitmproxy: a private folder, a short addon list, fixed options, the boundary around it, and a quick end.

No user configuration is read, so nothing outside the command line can open a way past the guard (facts: mitm 3.1, 3.3).
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from mitmproxy import exceptions, http
from mitmproxy.options import Options
from mitmproxy.utils import asyncio_utils

from twohats.errors import SetupError, UsageError
from twohats.proxy import arguments, connection, fixed, install, memory, resolve, thrift
from twohats.proxy.boundary import Boundary
from twohats.proxy.decider import Decider
from twohats.proxy.fetch import Route
from twohats.proxy.lean import Master, Proxyserver, all_addons, short_addons
from twohats.proxy.route import route_for
from twohats.proxy.thrift import ThriftyOptions

DEADLINE = 1.0  # seconds from the wish to end to the end (facts: mitm g: more than 10 s with 500 idle clients)

type MakeDecider = Callable[[Callable[[http.HTTPFlow], Route]], Decider]


@dataclass(frozen=True)
class Listening:
    """Where to listen, with what certificate folder, and the arguments for mitmproxy itself."""

    confdir: Path
    host: str = "127.0.0.1"
    port: int = 8080
    arguments: Sequence[str] = field(default=())


class GuardMaster(Master):
    """mitmproxy's master with only what a guard needs."""

    boundary: Boundary

    def __init__(self, listening: Listening, make_decider: MakeDecider) -> None:
        """Load the addons, set the options, put the boundary in place.

        Raises:
            UsageError: the arguments are not mitmproxy's, or would open the boundary.
            SetupError: this mitmproxy is not one that the boundary holds in.
        """
        super().__init__(ThriftyOptions(confdir=str(listening.confdir)), with_termlog=True)
        logging.getLogger().setLevel(logging.WARNING)
        self._add(short_addons())
        short = arguments.short_list_suffices(self.options, listening.arguments)
        if not short:
            self.addons.clear()
            self._add(all_addons())
        self.boundary = install.install(self.addons, make_decider(route_for(self.options)))
        self._configure(listening)
        connection.install(self.boundary.decider.guards if short else None)
        thrift.install()
        memory.install()

    def _add(self, addons: Sequence[object]) -> None:
        for addon in addons:
            self.addons.add(addon)

    def _configure(self, listening: Listening) -> None:
        try:
            self.options.update(**fixed.CHOSEN, listen_port=listening.port, termlog_verbosity="warn")
            self.options.update(listen_host=listening.host)
            fixed.close(self.options)
            arguments.apply(self.options, listening.arguments)
            fixed.confirm(self.options)
        except exceptions.OptionsError as error:
            raise UsageError(f"mitmproxy does not take these options: {error}; see `mitmdump --options`") from error
        self.addons.add(SafetyOptions(self.options))

    async def run(self, ready: Callable[[Sequence[tuple[str, int]]], None] = lambda _: None) -> None:
        """Serve until `shutdown`; `ready` is told the addresses once connections are accepted.

        Raises:
            SetupError: a port is taken or an address is not ours.
        """
        with (
            asyncio_utils.install_exception_handler(self._asyncio_exception_handler),
            asyncio_utils.set_eager_task_factory(),
        ):
            server = cast(Proxyserver, self.addons.get("proxyserver"))
            with _said_by_us():
                await server.setup_servers()
            _all_listening(server)
            try:
                await self.running()
                memory.settle()
                ready([(address[0], address[1]) for address in server.listen_addrs()])
                await self._until_the_end()
            finally:
                self.boundary.close()
                await server.servers.update([])
                await self.done()

    async def _until_the_end(self) -> None:
        watch = asyncio.ensure_future(install.watch(self.addons, self.boundary))
        try:
            await self.should_exit.wait()
        finally:
            watch.cancel()


class SafetyOptions:
    """Keeps the safety options as they are while running."""

    def __init__(self, options: Options) -> None:
        """Watch `options`."""
        self._options = options

    def configure(self, updated: set[str]) -> None:
        """Refuse a change that would open the boundary."""
        fixed.guard(self._options, updated)


async def serve(
    listening: Listening, make_decider: MakeDecider, ready: Callable[[Sequence[tuple[str, int]]], None] = lambda _: None
) -> None:
    """Run the proxy until SIGINT or SIGTERM.

    Raises:
        UsageError: the arguments are not mitmproxy's, or would open the boundary.
        SetupError: a port is taken, or this mitmproxy is not one that the boundary holds in.
    """
    master = GuardMaster(listening, make_decider)
    _end_on_signals(master)
    resolve.install(asyncio.get_running_loop())
    await master.run(ready)


def _end_on_signals(master: GuardMaster) -> None:
    loop = asyncio.get_running_loop()

    def end() -> None:
        master.boundary.close()
        master.should_exit.set()
        loop.call_later(DEADLINE, os._exit, 0)

    def end_from_anywhere(*_: object) -> None:
        loop.call_soon_threadsafe(end)

    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, end)
        except NotImplementedError:  # Windows
            signal.signal(name, end_from_anywhere)
    if hasattr(signal, "SIGPIPE"):
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)


@contextlib.contextmanager
def _said_by_us() -> Generator[None]:
    """Keep mitmproxy's own lines about a taken port back: they name a remedy that is not ours, on standard output."""
    logger = logging.getLogger("mitmproxy.addons.proxyserver")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _all_listening(server: Proxyserver) -> None:
    for instance in server.servers:
        error = instance.last_exception
        if error is not None:
            raise SetupError(f"cannot listen: {_first_line(error)}; free it, or choose another with --listen HOST:PORT")


def _first_line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text.splitlines()[0] if text else type(error).__name__
