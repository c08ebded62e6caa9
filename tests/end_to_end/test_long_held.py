"""A call that is held for long: its idle way to the platform ends; it still arrives exactly once, or somebody knows."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.support.fickle import Fickle, fickle
from tests.support.gates import brand, policy, room
from tests.support.guards import ScriptedGuard, as_guard
from tests.support.http2_client import Http2Client
from tests.support.proxies import Proxy, running, say_ok, through, writes
from tests.support.upstream import Upstream
from tests.support.x_calls import OAUTH1
from twohats.adapter import Request
from twohats.guard import Connection
from twohats.proxy import giving_back
from twohats.question import Choice

SOON, LATER = 0.05, 0.15
LONG = 5.0
"""Seconds: until something is given back, and a time that no test lasts."""


@pytest.fixture(autouse=True)
def short_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "SOON", SOON)
    monkeypatch.setattr(giving_back, "LATER", LATER)


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@dataclass
class Person:
    """A mind that waits until it is told what to say."""

    says: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    left: int = 0

    async def __call__(self, request: Request, connection: Connection) -> bool:
        said = asyncio.create_task(asyncio.wait_for(asyncio.shield(self.says), 30))
        gone = asyncio.create_task(connection.gone.wait())
        await asyncio.wait({said, gone}, return_when=asyncio.FIRST_COMPLETED)
        self.left += gone.done()
        gone.cancel()
        said.cancel()
        return self.says.done() and self.says.result()


@dataclass
class Desk:
    """A held call and everybody around it."""

    proxy: Proxy
    guard: ScriptedGuard
    person: Person
    client: httpx.AsyncClient

    def post(self, url: str, content: bytes = b"hello") -> "asyncio.Task[httpx.Response]":
        """Post, and be held."""
        return asyncio.create_task(self.client.post(url, content=content))

    async def held(self) -> None:
        """Wait until the call is held."""
        await asyncio.wait_for(self.guard.asked.wait(), 5)

    def ways(self) -> int:
        """Return how many connections to platforms the guard has open."""
        server = self.proxy.master.addons.get("proxyserver")
        return sum(len(one.transports) - 1 for one in server.connections.values())

    async def until_ways(self, count: int) -> None:
        """Wait until there are so many."""
        async with asyncio.timeout(5):
            while self.ways() != count:
                await asyncio.sleep(0.01)


@asynccontextmanager
async def desk(folder: Path, arguments: list[str], *, http2: bool = False) -> AsyncIterator[Desk]:
    person = Person()
    guard = ScriptedGuard(hosts=frozenset({"localhost", "guarded.test"}), mind=person)
    async with running(as_guard(guard), folder, arguments) as proxy, proxy.client(http2=http2) as client:
        yield Desk(proxy, guard, person, client)


@asynccontextmanager
async def straight(folder: Path) -> AsyncIterator[tuple[Desk, Fickle, str]]:
    """Hold calls on their straight way to a fickle platform."""
    async with fickle(folder) as platform:
        trusted = ["--set", f"ssl_verify_upstream_trusted_ca={platform.ca_file}"]
        async with desk(folder, trusted) as at:
            yield at, platform, f"https://localhost:{platform.port}/2/tweets"


async def test_the_idle_way_is_given_back_and_the_post_goes_out_once_on_a_new_one(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await at.held()
        await platform.until_open(1)
        await platform.until_open(0)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert platform.heard[0] == []
    assert [request.partition(b" ")[0] for request in platform.heard[1]] == [b"POST"]
    assert platform.posts == [b"hello"]
    assert len(at.guard.replies) == 1
    assert at.guard.losses == []


async def test_a_way_that_was_used_before_is_given_back_as_well_and_the_next_call_is_served(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        assert (await at.client.get(url)).status_code == 200
        call = at.post(url)
        await at.held()
        await platform.until_open(0)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
        assert (await at.client.get(url)).status_code == 200
    assert [len(heard) for heard in platform.heard] == [1, 2]
    assert platform.posts == [b"hello"]


async def test_who_answers_at_once_finds_the_way_still_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "LATER", LONG)
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await at.held()
        await asyncio.sleep(2 * SOON)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert [len(heard) for heard in platform.heard] == [1]


async def test_a_crowd_gives_its_ways_back_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "LATER", LONG)
    monkeypatch.setattr(giving_back, "CROWD", 2)
    async with straight(tmp_path) as (at, platform, url):
        calls = [at.post(url, b"%d" % number) for number in range(3)]
        await platform.until_open(3)
        await platform.until_open(0)
        at.person.says.set_result(True)
        assert {(await call).status_code for call in calls} == {200}
    assert sorted(platform.posts) == [b"0", b"1", b"2"]


async def test_a_refused_post_needs_no_way_and_the_connection_goes_on(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await platform.until_open(1)
        await platform.until_open(0)
        at.person.says.set_result(False)
        assert (await call).status_code == 403
        assert (await at.client.get(url)).status_code == 200
    assert platform.posts == []


async def test_a_client_that_leaves_after_the_way_is_gone_is_noticed_and_nothing_is_sent(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await platform.until_open(1)
        await platform.until_open(0)
        call.cancel()
        async with asyncio.timeout(5):
            while not at.guard.losses:
                await asyncio.sleep(0.01)
    assert at.person.left == 1
    assert len(platform.heard) == 1
    assert platform.posts == []


async def test_a_way_that_a_network_forgot_without_a_word_is_not_used(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        platform.deaf.add(0)
        call = at.post(url)
        await at.held()
        await asyncio.sleep(2 * LATER)
        at.person.says.set_result(True)
        assert (await asyncio.wait_for(call, 5)).status_code == 200
    assert platform.posts == [b"hello"]


async def test_a_platform_that_closes_the_idle_way_first_gets_the_post_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_back, "LATER", LONG)
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await at.held()
        await platform.until_open(1)
        platform.hang_up()
        await at.until_ways(0)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert platform.heard[0] == []
    assert platform.posts == [b"hello"]


@pytest.mark.parametrize("waits", [0.0, 0.0005, 0.002, 0.01])
async def test_a_platform_that_closes_while_the_post_is_released_gets_it_once_or_the_loss_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: float
) -> None:
    monkeypatch.setattr(giving_back, "LATER", LONG)
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await at.held()
        await platform.until_open(1)
        platform.hang_up()
        await asyncio.sleep(waits)
        at.person.says.set_result(True)
        status = (await call).status_code
    assert (status, len(at.guard.replies), len(at.guard.losses)) in {(200, 1, 0), (502, 0, 1)}
    assert platform.posts == [b"hello"][: len(at.guard.replies)]


@pytest.mark.parametrize("moment", [-0.002, -0.001, 0.0, 0.001, 0.002])
async def test_a_yes_at_the_moment_when_the_way_is_given_back(tmp_path: Path, moment: float) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await at.held()
        await asyncio.sleep(LATER + moment)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert platform.posts == [b"hello"]


async def test_a_platform_that_is_away_by_then_is_known_to_have_nothing(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await platform.until_open(1)
        await platform.until_open(0)
        platform.go_away()
        at.person.says.set_result(True)
        assert (await call).status_code == 502
    assert platform.posts == []
    assert [request.path for request, _ in at.guard.losses] == ["/2/tweets"]


async def test_a_platform_that_hangs_up_on_the_post_is_not_told_it_twice(tmp_path: Path) -> None:
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url)
        await platform.until_open(1)
        await platform.until_open(0)
        platform.rude = True
        at.person.says.set_result(True)
        assert (await call).status_code == 502
    assert platform.posts == [b"hello"]
    assert [request.path for request, _ in at.guard.losses] == ["/2/tweets"]


async def test_a_large_post_keeps_its_way_since_most_of_it_is_out(tmp_path: Path) -> None:
    body = b"x" * 3_000_000
    async with straight(tmp_path) as (at, platform, url):
        call = at.post(url, body)
        await at.held()
        await asyncio.sleep(3 * LATER)
        assert len(platform.open) == 1
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert platform.posts == [body]
    assert len(platform.heard) == 1


@pytest.mark.parametrize("used", [False, True])
async def test_through_another_proxy_the_way_is_given_back_and_the_post_goes_out_once(
    tmp_path: Path, upstream: Upstream, used: bool
) -> None:
    async with desk(tmp_path, through(upstream)) as at:
        if used:
            assert (await at.client.get("https://guarded.test/home")).status_code == 200
        call = at.post("https://guarded.test/2/tweets")
        await at.held()
        await at.until_ways(0)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
        assert (await at.client.get("https://guarded.test/home")).status_code == 200
    assert [one.content for one in writes(upstream)] == [b"hello"]


@pytest.mark.parametrize("moment", [-0.002, -0.001, 0.0, 0.001, 0.002])
async def test_through_another_proxy_a_yes_at_the_moment_when_the_way_is_given_back(
    tmp_path: Path, upstream: Upstream, moment: float
) -> None:
    async with desk(tmp_path, through(upstream)) as at:
        call = at.post("https://guarded.test/2/tweets")
        await at.held()
        await asyncio.sleep(LATER + moment)
        at.person.says.set_result(True)
        assert (await call).status_code == 200
    assert [one.content for one in writes(upstream)] == [b"hello"]


async def test_ways_of_http2_stay_open_for_the_other_calls_on_them(tmp_path: Path, upstream: Upstream) -> None:
    async with (
        desk(tmp_path, through(upstream)) as at,
        Http2Client(at.proxy.port, "guarded.test", at.proxy.trust()) as client,
    ):
        assert (await client.answer(client.send("GET", "/home")))[0] == 200
        held = client.send("POST", "/2/tweets", b"hello")
        await at.held()
        before = at.ways()
        await asyncio.sleep(3 * LATER)
        assert at.ways() == before == 1
        assert (await client.answer(client.send("GET", "/home")))[0] == 200
        at.person.says.set_result(True)
        assert (await client.answer(held))[0] == 200
    assert [one.content for one in writes(upstream)] == [b"hello"]


async def test_the_person_is_told_when_the_platform_is_away_after_the_yes(tmp_path: Path) -> None:
    with room(tmp_path, policy(brand("ask"))) as made, ExitStack() as platforms:
        upstream = platforms.enter_context(Upstream(say_ok, tmp_path))
        async with running(made.gate, tmp_path, through(upstream)) as proxy, proxy.client() as client:
            call = asyncio.create_task(
                client.post("https://api.x.com/2/tweets", json={"text": "Hello"}, headers=OAUTH1)
            )
            async with asyncio.timeout(5):
                while not made.questions.open():
                    await asyncio.sleep(0.01)
            await asyncio.sleep(2 * LATER)
            platforms.close()
            assert made.questions.open()[0].answer(Choice.SEND, by="anna", channel="page")
            assert (await call).status_code == 502
        [(title, text)] = await made.told()
        assert "No reply came" in title
        assert "nobody can tell whether it is out" in text
        [line] = made.log()
        assert (line["verdict"], line["outcome"]["status"]) == ("pass", "unknown")
    assert writes(upstream) == []
