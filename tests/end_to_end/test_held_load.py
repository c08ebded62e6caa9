"""A thousand posts at once while a question is open: none slips. Counted at the platform, behind the real proxy."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from tests.support.gates import Room, brand, policy, room
from tests.support.http2_client import Http2Client
from tests.support.proxies import Proxy, running, say_ok, through, writes
from tests.support.upstream import Upstream
from tests.support.x_calls import OAUTH1
from twohats.question import Choice

HOST, PATH = "api.x.com", "/2/tweets"
HEADERS = OAUTH1 | {"content-type": "application/json"}
CONNECTIONS, STREAMS, SINGLE = 9, 100, 100
"""HTTP/2 connections with this many posts each, and HTTP/1 connections with one."""

ALL = CONNECTIONS * STREAMS + SINGLE
TWINS = 400
"""Posts that are the same as the first one; all others differ."""


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


def texts() -> Iterator[bytes]:
    for number in range(ALL):
        text = "The same" if number % ALL < TWINS else f"Post {number}"
        yield json.dumps({"text": text}).encode()


class Crowd:
    """A thousand posts through one proxy, none of which waits for another."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._open = AsyncExitStack()
        self._answers: list[asyncio.Task[list[int]]] = []

    async def __aenter__(self) -> "Crowd":
        bodies = texts()
        for _ in range(CONNECTIONS):
            client = Http2Client(self._proxy.port, HOST, self._proxy.trust())
            await self._open.enter_async_context(client)
            streams = [client.send("POST", PATH, next(bodies), headers=HEADERS) for _ in range(STREAMS)]
            self._answers.append(asyncio.create_task(client.statuses(streams)))
        other = await self._open.enter_async_context(self._proxy.client())
        self._answers.extend(asyncio.create_task(self._single(other, next(bodies))) for _ in range(SINGLE))
        return self

    async def __aexit__(self, *_: object) -> None:
        for answer in self._answers:
            answer.cancel()
        await self._open.aclose()

    async def _single(self, client: httpx.AsyncClient, body: bytes) -> list[int]:
        answer = await client.post(f"https://{HOST}{PATH}", content=body, headers=HEADERS, timeout=None)
        return [answer.status_code]

    async def statuses(self) -> Counter[int]:
        async with asyncio.timeout(60):
            found = await asyncio.gather(*self._answers)
        return Counter(status for statuses in found for status in statuses)


async def all_held(made: Room) -> None:
    async with asyncio.timeout(60):
        while sum(held.waiting for held in made.questions.open()) < ALL:
            await asyncio.sleep(0.05)


async def test_a_thousand_posts_while_questions_are_open_and_only_what_is_allowed_goes_out_once(
    tmp_path: Path, upstream: Upstream
) -> None:
    with room(tmp_path, policy(brand("ask"))) as made:
        async with running(made.gate, tmp_path, through(upstream)) as proxy, Crowd(proxy) as crowd:
            await all_held(made)
            assert len(made.questions.open()) == 1 + ALL - TWINS
            assert writes(upstream) == []
            first, *others = made.questions.open()
            assert first.waiting == TWINS
            allowed = {first, *others[::100]}
            for held in (first, *others):
                choice = Choice.SEND if held in allowed else Choice.BLOCK
                assert held.answer(choice, by="anna", channel="page")
            assert await crowd.statuses() == {200: len(allowed), 403: ALL - len(allowed)}
    sent = [json.loads(call.content)["text"] for call in writes(upstream)]
    assert sorted(sent) == sorted({held.question.problem.text for held in allowed})
    assert sent.count("The same") == 1


async def test_a_thousand_posts_that_nobody_answers_about_and_that_their_tools_leave(
    tmp_path: Path, upstream: Upstream
) -> None:
    with room(tmp_path, policy(brand("ask"))) as made:
        async with running(made.gate, tmp_path, through(upstream)) as proxy:
            async with Crowd(proxy):
                await all_held(made)
            async with asyncio.timeout(60):
                while made.questions.open() or len(made.log()) < ALL:
                    await asyncio.sleep(0.1)
            assert {line["verdict"] for line in made.log()} == {"refuse"}
    assert writes(upstream) == []
