"""What real clients do while their call is held, with and without interim answers; nothing goes out twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.guards import ScriptedGuard, as_guard
from tests.support.http2_client import Http2Client
from tests.support.platform import Platform
from tests.support.posting import Desk
from tests.support.proxies import Proxy, running, say_ok, through, writes
from tests.support.raw_client import say
from tests.support.upstream import Upstream
from tests.support.waiting import GAVE_UP, PATIENT, Waiter, by_curl
from twohats.adapter import Request
from twohats.guard import Connection
from twohats.proxy import patience

URL = "https://guarded.test/2/tweets"
LIMIT, INTERVAL, HELD = 1.2, 0.2, 3.5
USUAL, HTTPX_READ = patience.INTERVAL, 5.0
"""Seconds: a client's limit (undici looks at its clock every half second), ours, and the hold."""


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@pytest.fixture(autouse=True)
def short_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "INTERVAL", INTERVAL)


class Held:
    """A mind that takes its time; `gone` counts the clients that left meanwhile."""

    def __init__(self, seconds: float, *, sends: bool = True, only: str = "") -> None:
        self.seconds, self.sends, self.only, self.gone = seconds, sends, only, 0

    async def __call__(self, request: Request, connection: Connection) -> bool:
        if self.only not in request.path:
            return True
        try:
            await asyncio.wait_for(connection.gone.wait(), self.seconds)
        except TimeoutError:
            return self.sends
        self.gone += 1
        return False


@asynccontextmanager
async def holding(mind: Held, folder: Path, upstream: Upstream, *, keep_waiting: bool) -> AsyncIterator[Proxy]:
    guard = as_guard(ScriptedGuard(mind=mind))
    async with running(guard, folder, through(upstream), keep_waiting=keep_waiting) as proxy:
        yield proxy


async def use(client: str, proxy: Proxy) -> int:
    return await asyncio.to_thread(PATIENT[client], Waiter(URL, proxy.port, proxy.ca_file, LIMIT))


async def left(mind: Held) -> None:
    async with asyncio.timeout(5):
        while not mind.gone:
            await asyncio.sleep(0.01)


def post(agent: str, body: bytes = b"x") -> bytes:
    head = f"POST /2/tweets HTTP/1.1\r\nHost: guarded.test\r\nUser-Agent: {agent}\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.slow
@pytest.mark.parametrize("client", PATIENT)
async def test_a_client_gives_up_without_interim_answers_and_nothing_is_sent(
    tmp_path: Path, upstream: Upstream, client: str
) -> None:
    mind = Held(HELD)
    async with holding(mind, tmp_path, upstream, keep_waiting=False) as proxy:
        assert await use(client, proxy) == GAVE_UP
        await left(mind)
    assert mind.gone == 1
    assert writes(upstream) == []


@pytest.mark.slow
@pytest.mark.parametrize("client", PATIENT)
async def test_a_client_waits_with_interim_answers_and_one_call_is_sent(
    tmp_path: Path, upstream: Upstream, client: str
) -> None:
    mind = Held(HELD)
    async with holding(mind, tmp_path, upstream, keep_waiting=True) as proxy:
        assert await use(client, proxy) == 200
    assert mind.gone == 0
    assert len(writes(upstream)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("client", PATIENT)
async def test_a_refusal_after_interim_answers_is_the_answer(tmp_path: Path, upstream: Upstream, client: str) -> None:
    async with holding(Held(HELD, sends=False), tmp_path, upstream, keep_waiting=True) as proxy:
        assert await use(client, proxy) == 403
    assert writes(upstream) == []


@pytest.mark.slow
async def test_httpx_waits_longer_than_it_does_by_itself(
    tmp_path: Path, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "INTERVAL", USUAL)
    async with holding(Held(7.0), tmp_path, upstream, keep_waiting=True) as proxy:
        waiter = Waiter(URL, proxy.port, proxy.ca_file, HTTPX_READ)
        assert await asyncio.to_thread(PATIENT["httpx"], waiter) == 200
    assert len(writes(upstream)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("keep_waiting", "posts"), [(False, 0), (True, 1)])
async def test_a_tool_that_gives_up_after_five_seconds_is_kept_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep_waiting: bool, posts: int
) -> None:
    monkeypatch.setattr(patience, "INTERVAL", USUAL)
    platform, mind = Platform(), Held(7.0, only="createRecord")
    guard = as_guard(ScriptedGuard(frozenset({"bsky.social"}), mind))
    with Upstream(platform, tmp_path) as upstream:
        async with running(guard, tmp_path, through(upstream), keep_waiting=keep_waiting) as proxy:
            desk = Desk(proxy.url, proxy.ca_file, tmp_path)
            outcome = await asyncio.to_thread(desk.post, "atproto", "acme", "Hello")
            assert bool(outcome.sent) is keep_waiting
            assert mind.gone == 1 - posts
    assert len(platform.posts_of("acme")) == posts


@pytest.mark.slow
async def test_curl_has_a_limit_that_no_interim_answer_moves(tmp_path: Path, upstream: Upstream) -> None:
    mind = Held(1.0)
    async with holding(mind, tmp_path, upstream, keep_waiting=True) as proxy:
        waiter = Waiter(URL, proxy.port, proxy.ca_file, 10)
        assert await asyncio.to_thread(by_curl, waiter) == 200
        mind.seconds = HELD
        assert await asyncio.to_thread(by_curl, Waiter(URL, proxy.port, proxy.ca_file, LIMIT)) == GAVE_UP
        await left(mind)
    assert len(writes(upstream)) == 1


@pytest.mark.parametrize("agent", ["Mozilla/5.0 Chrome/140.0.0.0", "curl/8.5.0", "Go-http-client/1.1", "a tool"])
async def test_whoever_was_not_tried_hears_nothing_but_the_answer(
    tmp_path: Path, upstream: Upstream, agent: str
) -> None:
    async with holding(Held(1.0), tmp_path, upstream, keep_waiting=True) as proxy:
        heard = await asyncio.to_thread(say, proxy.port, "guarded.test", post(agent), proxy.ca_file)
    assert heard.startswith(b"HTTP/1.1 200")
    assert len(writes(upstream)) == 1


async def test_interim_answers_are_off_by_default(tmp_path: Path, upstream: Upstream) -> None:
    async with holding(Held(1.0), tmp_path, upstream, keep_waiting=False) as proxy:
        heard = await asyncio.to_thread(say, proxy.port, "guarded.test", post("python-requests/2.32.4"), proxy.ca_file)
    assert heard.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("size", [1, 3_000_000])
async def test_interim_answers_come_while_a_small_call_or_the_tail_of_a_large_one_is_held(
    tmp_path: Path, upstream: Upstream, size: int
) -> None:
    async with holding(Held(1.0), tmp_path, upstream, keep_waiting=True) as proxy:
        call = post("python-requests/2.32.4", b"x" * size)
        heard = await asyncio.to_thread(say, proxy.port, "guarded.test", call, proxy.ca_file)
    interim, _, answer = heard.rpartition(b"HTTP/1.1 200")
    assert interim.count(b"HTTP/1.1 100 Continue\r\n\r\n") in range(2, 6)
    assert interim.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"") == b""
    assert answer.endswith(b'{"path": "/2/tweets"}')
    assert [len(one.content) for one in writes(upstream)] == [size]


async def test_an_error_can_still_be_told_after_interim_answers(tmp_path: Path) -> None:
    guard, nowhere = as_guard(ScriptedGuard(mind=Held(0.5))), ["--mode", "upstream:http://127.0.0.1:1"]
    async with running(guard, tmp_path, nowhere, keep_waiting=True) as proxy:
        call = post("python-requests/2.32.4")
        heard = await asyncio.to_thread(say, proxy.port, "guarded.test", call, proxy.ca_file)
    assert heard.startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert b"HTTP/1.1 502" in heard


async def test_another_stream_of_the_connection_goes_on_meanwhile(tmp_path: Path, upstream: Upstream) -> None:
    async with (
        holding(Held(1.0), tmp_path, upstream, keep_waiting=True) as proxy,
        Http2Client(proxy.port, "guarded.test", proxy.trust()) as client,
    ):
        held = client.send("POST", "/2/tweets", b"x", headers={"user-agent": "python-httpx/0.28.1"})
        assert (await client.answer(client.send("GET", "/home")))[0] == 200
        assert (await client.answer(held))[0] == 200
        assert client.interim[held] >= 2
    assert len(writes(upstream)) == 1
