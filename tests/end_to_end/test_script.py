"""`mitmdump -s`: the same gate in the user's own mitmdump, through a reload, a broken save and a deleted file."""

import asyncio
import os
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from mitmproxy.net.free_port import get_free_port

from tests.support.proxies import say_ok, through, writes
from tests.support.upstream import Upstream

SHIM = """
from tests.support.guards import ScriptedGuard
from twohats.script_addon import ScriptAddon
addons = [ScriptAddon(lambda settings: ScriptedGuard())]
"""
SABOTEUR = """
def request(flow):
    raise RuntimeError("the first script is broken")
"""


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@asynccontextmanager
async def mitmdump(folder: Path, upstream: Upstream) -> AsyncIterator[httpx.AsyncClient]:
    """Run mitmdump with a broken script first and the shim second."""
    (folder / "shim.py").write_text(SHIM)
    (folder / "saboteur.py").write_text(SABOTEUR)
    port = get_free_port()
    scripts = ["-s", str(folder / "saboteur.py"), "-s", str(folder / "shim.py")]
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "mitmdump"), "--listen-host", "127.0.0.1", "-p", str(port), *scripts,
        *through(upstream), "--set", f"confdir={folder}", stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert process.stdout is not None
    while b"listening" not in (line := await asyncio.wait_for(process.stdout.readline(), 30)):
        assert line, "mitmdump ended"
    await asyncio.sleep(1)  # mitmdump ends if an error is logged before it is up
    draining = asyncio.create_task(process.stdout.read())
    trust = ssl.create_default_context(cafile=str(folder / "mitmproxy-ca-cert.pem"))
    async with httpx.AsyncClient(proxy=f"http://127.0.0.1:{port}", verify=trust, timeout=20, trust_env=False) as client:
        try:
            yield client
        finally:
            process.kill()
            await process.wait()
            await draining


async def _post_and_read(client: httpx.AsyncClient) -> tuple[int, int]:
    post = await client.post("https://guarded.test/2/tweets", content=b"x")
    read = await client.get("https://guarded.test/home")
    return post.status_code, read.status_code


async def test_the_gate_stays_whatever_happens_to_the_script_file(tmp_path: Path, upstream: Upstream) -> None:
    async with mitmdump(tmp_path, upstream) as client:
        assert await _post_and_read(client) == (403, 200)
        shim = tmp_path / "shim.py"
        for text in (SHIM + "# saved again\n", "def broken(:\n"):
            shim.write_text(text)
            await asyncio.sleep(1.5)
            assert await _post_and_read(client) == (403, 200)
        shim.unlink()
        await asyncio.sleep(1.5)
        assert await _post_and_read(client) == (403, 200)
    assert writes(upstream) == []
