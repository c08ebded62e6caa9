"""The real proxy, in this process or in one of its own, in front of the stand-in platforms."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from tests.support.upstream import Upstream
from twohats.addon import TwohatsAddon
from twohats.guard import Guard
from twohats.proxy import authority
from twohats.proxy.master import GuardMaster, Listening
from twohats.stand_ins.messages import Answer, Received


@dataclass
class Proxy:
    """A running proxy: where it listens, what to trust, and its master (when it runs in this process)."""

    port: int
    ca_file: Path
    master: GuardMaster

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.ca_file))

    def client(self, *, http2: bool = False) -> httpx.AsyncClient:
        """Return a client that goes through the proxy and trusts its certificates."""
        return httpx.AsyncClient(proxy=self.url, verify=self.trust(), http2=http2, timeout=20, trust_env=False)


@asynccontextmanager
async def running(
    guard: Guard,
    folder: Path,
    arguments: Sequence[str] = (),
    addons: Sequence[object] = (),
    *,
    keep_waiting: bool = False,
) -> AsyncIterator[Proxy]:
    """Run the real proxy in this process; `addons` are strangers' addons, which come before our decision."""
    ca_file = authority.ensure(folder, datetime.now(UTC))
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    listening = Listening(confdir=folder, port=0, arguments=arguments)
    master = GuardMaster(listening, lambda route: TwohatsAddon(guard, route, own=True, keep_waiting=keep_waiting))
    for addon in addons:
        master.addons.add(addon)
    running = asyncio.create_task(master.run(lambda addresses: ready.set_result(addresses[0][1])))
    either: set[asyncio.Future[Any]] = {running, ready}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
    try:
        yield Proxy(ready.result(), ca_file, master)
    finally:
        master.should_exit.set()
        await asyncio.wait({running}, timeout=5)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.02)  # cancelled connections close their sockets


def through(upstream: Upstream) -> list[str]:
    """Return the arguments that send everything to the stand-in platforms."""
    return ["--mode", f"upstream:{upstream.proxy_url}", "--set", f"ssl_verify_upstream_trusted_ca={upstream.ca_file}"]


def say_ok(request: Received) -> Answer:
    """Answer everything with its own path."""
    return Answer.of({"path": request.path})


def writes(upstream: Upstream) -> list[Received]:
    """Return the calls that arrived upstream and are not plain reads."""
    return [one for one in upstream.received if one.method not in {"GET", "HEAD", "OPTIONS"}]
