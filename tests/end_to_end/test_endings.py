"""Ends of the proxy: by signal, by force, by another addon, and starts that must not happen."""

import asyncio
import contextlib
import os
import signal
import socket
import ssl
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.guards import ScriptedGuard, as_guard
from tests.support.proxies import running, say_ok, through, writes
from tests.support.upstream import Upstream
from twohats.errors import SetupError, UsageError
from twohats.proxy import authority, install


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@asynccontextmanager
async def own_process(
    folder: Path, upstream: Upstream
) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
    """Run the proxy in a process of its own that holds publishing calls for ever."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.support.proxy_process",
        str(folder),
        *through(upstream),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        port = int(await asyncio.wait_for(process.stdout.readline(), 20))
        trust = ssl.create_default_context(cafile=str(folder / authority.CERTIFICATE_FILE))
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(proxy=url, verify=trust, timeout=20, trust_env=False) as client:
            yield process, client
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGKILL"])
async def test_ending_the_proxy_publishes_nothing_that_is_held(tmp_path: Path, upstream: Upstream, how: str) -> None:
    async with own_process(tmp_path, upstream) as (process, client):
        assert (await client.get("https://guarded.test/home")).status_code == 200
        held = asyncio.create_task(client.post("https://guarded.test/2/tweets", content=b"x"))
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 10) == b"held\n"
        begun = time.monotonic()
        process.send_signal(getattr(signal, how))
        await asyncio.wait_for(process.wait(), 5)
        with contextlib.suppress(httpx.HTTPError):
            assert (await held).status_code == 403
    assert time.monotonic() - begun < 3
    assert writes(upstream) == []


async def test_a_taken_port_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"{port}.*--listen") as told:
            async with running(as_guard(ScriptedGuard()), tmp_path, ["--listen-port", str(port)]):
                pass
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "argument",
    ["rawtcp=true", "http3=true", "ignore_hosts=guarded", "stream_large_bodies=1k", "validate_inbound_headers=false"],
)
async def test_a_safety_option_cannot_be_turned_off(tmp_path: Path, argument: str) -> None:
    with pytest.raises(UsageError, match="past the guard"):
        async with running(as_guard(ScriptedGuard()), tmp_path, ["--set", argument]):
            pass


async def test_a_boundary_that_is_gone_ends_the_process(
    tmp_path: Path, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(install, "INTERVAL", 0.01)
    monkeypatch.setattr(os, "_exit", ended.append)
    async with running(as_guard(ScriptedGuard()), tmp_path, through(upstream)) as proxy:
        del proxy.master.addons.handle_lifecycle
        await asyncio.sleep(0.1)
        async with proxy.client() as client:
            assert (await client.post("https://guarded.test/2/tweets", content=b"x")).status_code == 403
    assert ended == [install.GONE]
    assert writes(upstream) == []
