"""Tunnels through the real proxy in regular mode, with a server on loopback that is guarded or not."""

import asyncio
import ssl
from pathlib import Path

import pytest

from tests.support.direct import Direct, direct
from tests.support.guards import ScriptedGuard, as_guard, deny
from tests.support.proxies import Proxy, running

GUARDED = frozenset({"localhost"})
NOBODY: frozenset[str] = frozenset({"guarded.test"})


def arguments(upstream: Direct) -> list[str]:
    return ["--set", f"ssl_verify_upstream_trusted_ca={upstream.ca_file}"]


async def tunnel(proxy: Proxy, target: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
    return reader, writer, await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str, host: str = "localhost"
) -> bytes:
    writer.write(f"{method} /2/tweets HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n".encode())
    return (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).split(b"\r\n")[0]


def trusting(file: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(file))


async def test_a_strangers_tunnel_is_not_decrypted(tmp_path: Path) -> None:
    guard = ScriptedGuard(hosts=NOBODY)
    async with direct(tmp_path) as upstream, running(as_guard(guard), tmp_path, arguments(upstream)) as proxy:
        reader, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        await writer.start_tls(trusting(upstream.ca_file), server_hostname="localhost")
        assert await ask(reader, writer, "POST") == b"HTTP/1.1 200 OK"
        writer.close()
    assert guard.checked == []


async def test_a_guarded_tunnel_is_judged(tmp_path: Path) -> None:
    guard = ScriptedGuard(hosts=GUARDED, mind=deny)
    async with direct(tmp_path) as upstream, running(as_guard(guard), tmp_path, arguments(upstream)) as proxy:
        reader, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        await writer.start_tls(trusting(proxy.ca_file), server_hostname="localhost")
        assert b"403" in await ask(reader, writer, "POST")
        writer.close()
    assert [request.host for request in guard.checked] == ["localhost"]
    assert upstream.lines == []


@pytest.mark.parametrize("target", ["127.0.0.1", "LocalHost"])
async def test_a_guarded_name_in_the_greeting_is_enough(tmp_path: Path, target: str) -> None:
    guard = ScriptedGuard(hosts=GUARDED, mind=deny)
    async with direct(tmp_path) as upstream, running(as_guard(guard), tmp_path, arguments(upstream)) as proxy:
        reader, writer, _ = await tunnel(proxy, f"{target}:{upstream.port}")
        await writer.start_tls(trusting(proxy.ca_file), server_hostname="localhost")
        assert b"403" in await ask(reader, writer, "POST")
        assert b"200" in (await asyncio.wait_for(_read_after_body(reader, writer), 10))
        writer.close()
    assert [line.split()[0] for line in upstream.lines] == [b"GET"]


async def _read_after_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    await reader.readuntil(b"}")
    await reader.readexactly(0)
    while reader._buffer:  # type: ignore[attr-defined]
        await reader.read(65536)
    return await ask(reader, writer, "GET")


async def test_http_to_a_guarded_name_inside_a_strangers_plain_tunnel_is_judged(tmp_path: Path) -> None:
    guard = ScriptedGuard(mind=deny)
    async with direct(tmp_path, secure=False) as upstream, running(as_guard(guard), tmp_path) as proxy:
        reader, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        assert b"403" in await ask(reader, writer, "POST", host="guarded.test")
        writer.close()
    assert upstream.lines == []


@pytest.mark.parametrize("early", [b"\r\n\r\n", b"P", b"\r"])
async def test_odd_first_bytes_are_no_way_past_the_guard(tmp_path: Path, early: bytes) -> None:
    guard = ScriptedGuard(mind=deny)
    async with direct(tmp_path, secure=False) as upstream, running(as_guard(guard), tmp_path) as proxy:
        _, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        writer.write(early)
        await asyncio.sleep(0.05)
        rest = b"POST /2/tweets HTTP/1.1\r\nHost: guarded.test\r\nContent-Length: 0\r\n\r\n"
        writer.write(rest[1:] if early == b"P" else rest)
        await asyncio.sleep(0.3)
        writer.close()
    assert upstream.lines == []


async def test_a_server_that_speaks_first_is_relayed(tmp_path: Path) -> None:
    guard = ScriptedGuard(hosts=NOBODY)
    async with (
        direct(tmp_path, secure=False, greets=b"220 mail\r\n") as upstream,
        running(as_guard(guard), tmp_path) as proxy,
    ):
        reader, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        assert await asyncio.wait_for(reader.readline(), 5) == b"220 mail\r\n"
        writer.write(b"HELO me\r\n")
        assert await asyncio.wait_for(reader.readline(), 5) == b"HELO me\r\n"
        writer.close()


@pytest.mark.parametrize("hosts", [GUARDED, NOBODY])
async def test_a_destination_that_cannot_be_reached_is_said_before_the_tunnel_stands(
    tmp_path: Path, hosts: frozenset[str]
) -> None:
    async with direct(tmp_path) as gone:
        port = gone.port
    async with running(as_guard(ScriptedGuard(hosts=hosts)), tmp_path) as proxy:
        _, writer, answer = await tunnel(proxy, f"localhost:{port}")
        writer.close()
    assert answer.startswith(b"HTTP/1.1 502")


async def test_a_tunnel_back_to_ourselves_is_no_loop(tmp_path: Path) -> None:
    async with running(as_guard(ScriptedGuard()), tmp_path) as proxy:
        _, writer, answer = await tunnel(proxy, f"127.0.0.1:{proxy.port}")
        writer.close()
    assert answer.startswith(b"HTTP/1.1 502")


async def test_a_large_download_through_a_relay_is_whole(tmp_path: Path) -> None:
    body = bytes(range(256)) * 40_000
    async with (
        direct(tmp_path, secure=False, greets=body) as upstream,
        running(as_guard(ScriptedGuard()), tmp_path) as proxy,
    ):
        reader, writer, _ = await tunnel(proxy, f"localhost:{upstream.port}")
        assert await asyncio.wait_for(reader.readexactly(len(body)), 20) == body
        writer.close()


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\x00\x01", b"CONNECT localhost:1 HTTP/1.1\r\n\r\n"])
async def test_a_client_that_leaves_at_once_is_no_crash(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    async with running(as_guard(ScriptedGuard(hosts=GUARDED)), tmp_path) as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(said)
        writer.write_eof()
        await asyncio.wait_for(reader.read(), 10)
        writer.close()
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "CRITICAL"}]
