"""The fault table: whatever breaks, nothing is published, and reads on the same host are still answered."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mitmproxy import http

from tests.support.guards import ScriptedGuard, allow, as_guard, deny
from tests.support.http2_client import Http2Client
from tests.support.proxies import running, say_ok, through, writes
from tests.support.saboteurs import HOOKS, KINDS, Rewriter, saboteur
from tests.support.upstream import Upstream
from twohats.adapter import Request
from twohats.guard import Connection

POST = "https://guarded.test/2/tweets"
READ = "https://guarded.test/home"


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@pytest.mark.parametrize("http2", [False, True])
async def test_a_refused_call_stays_here_and_says_why(tmp_path: Path, upstream: Upstream, http2: bool) -> None:
    guard = ScriptedGuard(mind=deny)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client(http2=http2) as client:
        refused = await client.post(POST, json={"text": "selfie"})
        read = await client.get(READ)
    assert refused.status_code == 403
    assert "brand" in refused.text
    assert http2 or refused.reason_phrase == "Not sent: this would appear under the brand - ask Bo."
    assert read.json() == {"path": "/home"}
    assert read.http_version == ("HTTP/2" if http2 else "HTTP/1.1")
    assert writes(upstream) == []


@pytest.mark.parametrize("http2", [False, True])
async def test_an_allowed_call_goes_out_unchanged(tmp_path: Path, upstream: Upstream, http2: bool) -> None:
    guard = ScriptedGuard(mind=allow)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client(http2=http2) as client:
        sent = await client.post(POST, json={"text": "launch"})
    assert sent.status_code == 200
    assert [one.content for one in writes(upstream)] == [b'{"text":"launch"}']
    assert [released for _, _, released in guard.replies] == ["audit-1"]


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("hook", HOOKS)
async def test_a_broken_addon_neither_publishes_nor_stops_reads(
    tmp_path: Path, upstream: Upstream, hook: str, waits: bool
) -> None:
    breaker = saboteur(hook, waits=waits)
    async with running(as_guard(ScriptedGuard(mind=deny)), tmp_path, through(upstream), [breaker]) as proxy:
        for kind in KINDS:
            breaker.kind = kind
            async with proxy.client() as client:
                assert (await client.post(POST, content=b"x")).status_code == 403, kind
                assert (await client.get(READ)).json() == {"path": "/home"}, kind
    assert breaker.raised >= len(KINDS)
    assert writes(upstream) == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_check_that_breaks_refuses(
    tmp_path: Path, upstream: Upstream, kind: Callable[[], BaseException]
) -> None:
    async def break_down(request: Request, connection: Connection) -> bool:
        await asyncio.sleep(0)
        raise kind()

    guard = ScriptedGuard(mind=break_down)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client() as client:
        refused = await client.post(POST, content=b"x")
        read = await client.get(READ)
    assert (refused.status_code, read.status_code) == (403, 200)
    assert writes(upstream) == []


async def test_a_cancelled_decision_refuses(tmp_path: Path, upstream: Upstream) -> None:
    async def cancelled(request: Request, connection: Connection) -> bool:
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().call_later(0.05, task.cancel)
        await asyncio.sleep(10)
        return True

    guard = ScriptedGuard(mind=cancelled)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client() as client:
        refused = await client.post(POST, content=b"x")
        read = await client.get(READ)
    assert (refused.status_code, read.status_code) == (403, 200)
    assert writes(upstream) == []


def _other_text(request: http.Request) -> None:
    request.raw_content = b"something else"


def _other_path(request: http.Request) -> None:
    request.path = "/2/users/1/following"


def _other_host(request: http.Request) -> None:
    request.host = "elsewhere.test"


def _other_header(request: http.Request) -> None:
    request.headers["authorization"] = "Bearer made-up-brand-token"


def _other_method(request: http.Request) -> None:
    request.method = "PUT"


@pytest.mark.parametrize("change", [_other_text, _other_path, _other_host, _other_header, _other_method])
async def test_a_call_changed_while_it_is_held_is_refused(
    tmp_path: Path, upstream: Upstream, change: Callable[[http.Request], None]
) -> None:
    rewriter = Rewriter(lambda request: None)

    async def change_then_allow(request: Request, connection: Connection) -> bool:
        change(rewriter.seen[-1].request)
        return True

    guard = ScriptedGuard(mind=change_then_allow)
    async with running(as_guard(guard), tmp_path, through(upstream), [rewriter]) as proxy, proxy.client() as client:
        refused = await client.post(POST, content=b"x")
        read = await client.get(READ)
    assert (refused.status_code, read.status_code) == (403, 200)
    assert "changed" in refused.text
    assert writes(upstream) == []
    assert [(reply.status, released) for _, reply, released in guard.replies if released] == [(403, "audit-1")]


async def test_what_another_addon_makes_of_a_call_is_what_is_judged(tmp_path: Path, upstream: Upstream) -> None:
    def read_to_write(request: http.Request) -> None:
        if request.path == "/innocent":
            request.method, request.path, request.raw_content = "POST", "/2/tweets", b"rewritten"

    guard = ScriptedGuard(mind=deny)
    async with (
        running(as_guard(guard), tmp_path, through(upstream), [Rewriter(read_to_write)]) as proxy,
        proxy.client() as client,
    ):
        refused = await client.get("https://guarded.test/innocent")
        read = await client.get(READ)
    assert (refused.status_code, read.status_code) == (403, 200)
    assert [(one.method, one.path, one.content) for one in guard.checked] == [("POST", "/2/tweets", b"rewritten")]
    assert writes(upstream) == []


async def test_a_stranger_mapped_to_a_guarded_host_is_judged(tmp_path: Path, upstream: Upstream) -> None:
    guard = ScriptedGuard(mind=deny)
    arguments = [*through(upstream), "--map-remote", "|http://elsewhere.test/|https://guarded.test/"]
    async with running(as_guard(guard), tmp_path, arguments) as proxy, proxy.client() as client:
        refused = await client.post("http://elsewhere.test/2/tweets", content=b"x")
        read = await client.get(READ)
    assert (refused.status_code, read.status_code) == (403, 200)
    assert writes(upstream) == []


class Leaver:
    """A mind that waits until the client has left and then says yes."""

    def __init__(self) -> None:
        self.noticed = asyncio.Event()

    async def __call__(self, request: Request, connection: Connection) -> bool:
        await asyncio.wait_for(connection.gone.wait(), 5)
        self.noticed.set()
        return True


async def test_a_client_that_leaves_is_noticed_at_once_and_nothing_is_sent(tmp_path: Path, upstream: Upstream) -> None:
    leaver = Leaver()
    guard = ScriptedGuard(mind=leaver)
    async with running(as_guard(guard), tmp_path, through(upstream)) as proxy, proxy.client() as client:
        leaving = asyncio.create_task(client.post(POST, content=b"x"))
        await asyncio.wait_for(guard.asked.wait(), 5)
        leaving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await leaving
        await asyncio.wait_for(leaver.noticed.wait(), 1)
        read = await client.get(READ)
    assert read.status_code == 200
    assert [request.path for request, _ in guard.losses] == ["/2/tweets"]
    assert writes(upstream) == []


async def test_a_reset_stream_is_noticed_at_once_and_nothing_is_sent(tmp_path: Path, upstream: Upstream) -> None:
    leaver = Leaver()
    guard = ScriptedGuard(mind=leaver)
    async with (
        running(as_guard(guard), tmp_path, through(upstream)) as proxy,
        Http2Client(proxy.port, "guarded.test", proxy.trust()) as client,
    ):
        stream = client.send("POST", "/2/tweets", b"x")
        await asyncio.wait_for(guard.asked.wait(), 5)
        client.leave(stream)
        await asyncio.wait_for(leaver.noticed.wait(), 1)
        status, _ = await client.answer(client.send("GET", "/home"))
    assert status == 200
    assert [request.path for request, _ in guard.losses] == ["/2/tweets"]
    assert writes(upstream) == []
