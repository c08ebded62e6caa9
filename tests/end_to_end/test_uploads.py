"""Large bodies through the proxy: uploads run through, large publishing calls lose nothing but wait with their tail."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.guards import ScriptedGuard, allow, as_guard, deny
from tests.support.proxies import running, say_ok, through, writes
from tests.support.upstream import Upstream
from twohats.adapter import Request
from twohats.guard import Connection

MEGABYTE = 1024 * 1024
PIECE = bytes(range(256)) * 256


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


async def body(megabytes: int) -> AsyncIterator[bytes]:
    for _ in range(megabytes * MEGABYTE // len(PIECE)):
        yield PIECE


def digest(megabytes: int) -> str:
    return hashlib.sha256(PIECE * (megabytes * MEGABYTE // len(PIECE))).hexdigest()


def length(megabytes: int) -> dict[str, str]:
    return {"content-length": str(megabytes * MEGABYTE)}


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize(("megabytes", "kept"), [(3, True), (40, False)])
async def test_an_upload_runs_through_and_is_kept_if_it_is_small(
    tmp_path: Path, upstream: Upstream, http2: bool, megabytes: int, kept: bool
) -> None:
    guard = ScriptedGuard(mind=deny)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client(http2=http2) as client:
        sent = await client.post("https://guarded.test/upload", content=body(megabytes), headers=length(megabytes))
    assert sent.status_code == 200
    assert [(one.length, one.sha256) for one in writes(upstream)] == [(megabytes * MEGABYTE, digest(megabytes))]
    [(request, complete)] = guard.uploads
    assert complete is kept
    assert len(request.content) == (megabytes * MEGABYTE if kept else 0)


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("allowed", [False, True])
async def test_a_large_publishing_call_arrives_whole_or_not_at_all(
    tmp_path: Path, upstream: Upstream, http2: bool, chunked: bool, allowed: bool
) -> None:
    guard = ScriptedGuard(mind=allow if allowed else deny)
    headers = {} if chunked else length(5)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client(http2=http2) as client:
        answer = await client.post("https://guarded.test/video", content=body(5), headers=headers)
        again = await client.get("https://guarded.test/home")
    assert (answer.status_code, again.status_code) == (200 if allowed else 403, 200)
    assert [hashlib.sha256(one.content).hexdigest() for one in guard.checked] == [digest(5)]
    assert [one.sha256 for one in writes(upstream)] == ([digest(5)] if allowed else [])


async def test_a_call_too_large_to_keep_is_judged_as_incomplete(tmp_path: Path, upstream: Upstream) -> None:
    async def only_complete(request: Request, connection: Connection) -> bool:
        return connection.complete

    guard = ScriptedGuard(mind=only_complete)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client() as client:
        answer = await client.post("https://guarded.test/video", content=body(70), headers=length(70))
    assert answer.status_code == 403
    assert [one.content for one in guard.checked] == [b""]
    assert writes(upstream) == []


@pytest.mark.parametrize("http2", [False, True])
async def test_memory_stays_flat_during_an_upload(tmp_path: Path, upstream: Upstream, http2: bool) -> None:
    process = psutil.Process()
    peak, ended = [0], asyncio.Event()

    async def watch() -> None:
        while not ended.is_set():
            peak[0] = max(peak[0], process.memory_info().rss)
            await asyncio.sleep(0.01)

    async with (
        running(as_guard(ScriptedGuard()), tmp_path, through(upstream)) as proxy,
        proxy.client(http2=http2) as client,
    ):
        await client.post("https://guarded.test/upload", content=body(30), headers=length(30))
        before = process.memory_info().rss
        watching = asyncio.create_task(watch())
        await client.post("https://guarded.test/upload", content=body(200), headers=length(200))
        ended.set()
        await watching
    assert peak[0] - before < 24 * MEGABYTE  # client, proxy and platform live in this one process


@pytest.mark.parametrize("path", ["/upload/media", "/2/tweets"])
@pytest.mark.parametrize("megabytes", [0, 3])
async def test_a_client_that_asks_before_it_sends_a_body_is_served(
    tmp_path: Path, upstream: Upstream, path: str, megabytes: int
) -> None:
    content, headers = PIECE * (megabytes * 16) or b"small", {"expect": "100-continue"}
    guard = ScriptedGuard(mind=allow)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client() as client:
        reply = await client.post(f"https://guarded.test{path}", content=content, headers=headers)
    assert (reply.status_code, len(writes(upstream))) == (200, 1)
    assert writes(upstream)[0].sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("size", [100, 3 * 2**20])
async def test_what_a_stranger_sends_arrives_while_it_is_sent(tmp_path: Path, size: int) -> None:
    second = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(size)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: 1\n\n")
        await writer.drain()
        await asyncio.wait_for(second.wait(), 10)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/events"
    async with (
        server,
        running(as_guard(ScriptedGuard()), tmp_path) as proxy,
        proxy.client() as client,
        asyncio.timeout(8),
        client.stream("POST", url, content=b"x" * size) as reply,
    ):
        first = await anext(reply.aiter_raw())
        second.set()
    assert first == b"data: 1\n\n"
