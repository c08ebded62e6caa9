"""A tool gives up while somebody is asked: the question is closed with words, and a late yes lets the post through
once, when it is sent again. Through the real proxy and the real gate, on both versions of HTTP.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
import pytest

from tests.support.gates import Room, brand, policy, room
from tests.support.http2_client import Http2Client
from tests.support.proxies import Proxy, running, say_ok, through, writes
from tests.support.upstream import Upstream
from tests.support.x_calls import OAUTH1
from twohats.asking.held import HeldQuestion
from twohats.question import Choice, Ending, Standing
from twohats.wording import say

HOST, PATH = "api.x.com", "/2/tweets"
BODY = json.dumps({"text": "Sunday in the sun"}).encode()
HEADERS = OAUTH1 | {"content-type": "application/json"}

type Version = Literal["HTTP/1.1", "HTTP/2.0"]
both_versions = pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/2.0"])


@dataclass
class Desk:
    """A guard whose question about the brand's posts nobody answers by themselves, and a way to post past it."""

    proxy: Proxy
    room: Room
    upstream: Upstream
    version: Version

    async def post(self) -> int:
        """Post and wait for the answer; return its status."""
        async with self.proxy.client(http2=self.version == "HTTP/2.0") as client:
            answer = await client.post(f"https://{HOST}{PATH}", content=BODY, headers=HEADERS)
            assert answer.http_version[:6] == self.version[:6]
            return answer.status_code

    async def give_up(self) -> HeldQuestion:
        """Post, and leave as soon as the question is there; return the question, which has ended."""
        before = set(self.room.questions.recent())
        leave = self._leave_the_stream if self.version == "HTTP/2.0" else self._hang_up
        await leave()
        async with asyncio.timeout(5):
            while not (ended := set(self.room.questions.recent()) - before):
                await asyncio.sleep(0.01)
        return ended.pop()

    async def asked(self) -> HeldQuestion:
        async with asyncio.timeout(5):
            while not (found := self.room.questions.open()):
                await asyncio.sleep(0.01)
        return found[0]

    async def _hang_up(self) -> None:
        async with self.proxy.client() as client:
            call = asyncio.create_task(client.post(f"https://{HOST}{PATH}", content=BODY, headers=HEADERS))
            await self.asked()
            call.cancel()
            await asyncio.wait({call})

    async def _leave_the_stream(self) -> None:
        """Reset the stream; the connection goes on to work."""
        async with Http2Client(self.proxy.port, HOST, self.proxy.trust()) as client:
            stream = client.send("POST", PATH, BODY, headers=HEADERS)
            await self.asked()
            client.leave(stream)
            assert (await client.answer(client.send("GET", "/2/users/me")))[0] == 200

    def confirm(self, held: HeldQuestion) -> asyncio.Task[bool]:
        answered = self.room.questions.answer(held.question.id, Choice.SEND, by="anna", channel="page")
        return asyncio.create_task(answered)


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


@asynccontextmanager
async def desk(folder: Path, upstream: Upstream, version: Version) -> AsyncGenerator[Desk]:
    with room(folder, policy(brand("ask"))) as made:
        async with running(made.gate, folder, through(upstream)) as proxy:
            yield Desk(proxy, made, upstream, version)


@both_versions
async def test_a_tool_that_gives_up_closes_the_question_with_words(
    tmp_path: Path, upstream: Upstream, version: Version
) -> None:
    async with desk(tmp_path, upstream, version) as at:
        held = await at.give_up()
        assert [answer.channel for answer in held.answers] == [Ending.GONE]
        assert held.standing is Standing.UNANSWERED
        assert at.room.questions.open() == ()
        [line] = at.room.log()
        assert (line["verdict"], line["answer"]["choice"]) == ("refuse", "block")
        assert say(f"page.was_{held.answers[0].channel}", "en") == "Not sent: the app stopped waiting"
    assert writes(upstream) == []


@both_versions
async def test_a_late_yes_sends_nothing_by_itself_and_lets_the_same_post_through_once(
    tmp_path: Path, upstream: Upstream, version: Version
) -> None:
    async with desk(tmp_path, upstream, version) as at:
        assert await at.confirm(await at.give_up())
        assert writes(upstream) == []
        assert await at.post() == 200
        assert len(writes(upstream)) == 1
        third = asyncio.create_task(at.post())
        (await at.asked()).answer(Choice.BLOCK, by="anna", channel="page")
        assert await third == 403
    assert len(writes(upstream)) == 1


@both_versions
async def test_a_tool_that_tries_again_by_itself_is_asked_about_under_the_old_number(
    tmp_path: Path, upstream: Upstream, version: Version
) -> None:
    async with desk(tmp_path, upstream, version) as at:
        first = await at.give_up()
        again = asyncio.create_task(at.post())
        held = await at.asked()
        assert held.question.id == first.question.id
        assert held.answer(Choice.SEND, by="anna", channel="page")
        assert await again == 200
        assert not await at.confirm(first)
    assert len(writes(upstream)) == 1


@both_versions
async def test_a_yes_that_was_given_after_the_tool_left_is_no_yes_for_another_post(
    tmp_path: Path, upstream: Upstream, version: Version
) -> None:
    async with desk(tmp_path, upstream, version) as at:
        assert await at.confirm(await at.give_up())
        async with at.proxy.client() as client:
            other = asyncio.create_task(
                client.post(f"https://{HOST}{PATH}", json={"text": "Something else"}, headers=OAUTH1)
            )
            (await at.asked()).answer(Choice.BLOCK, by="anna", channel="page")
            assert (await other).status_code == 403
    assert writes(upstream) == []


async def test_one_of_two_tools_leaves_and_the_other_one_is_answered(tmp_path: Path, upstream: Upstream) -> None:
    async with desk(tmp_path, upstream, "HTTP/1.1") as at, at.proxy.client() as leaving:
        call = asyncio.create_task(leaving.post(f"https://{HOST}{PATH}", content=BODY, headers=HEADERS))
        held = await at.asked()
        staying = asyncio.create_task(at.post())
        async with asyncio.timeout(5):
            while held.waiting < 2:
                await asyncio.sleep(0.01)
            call.cancel()
            while held.waiting > 1:
                await asyncio.sleep(0.01)
        assert held.answer(Choice.SEND, by="anna", channel="page")
        assert await staying == 200
    with pytest.raises(asyncio.CancelledError):
        await call
    assert len(writes(upstream)) == 1


async def test_a_short_limit_of_a_real_library_is_enough(tmp_path: Path, upstream: Upstream) -> None:
    async with desk(tmp_path, upstream, "HTTP/1.1") as at, at.proxy.client() as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(
                f"https://{HOST}{PATH}", content=BODY, headers=HEADERS, timeout=httpx.Timeout(5, read=0.5)
            )
        async with asyncio.timeout(5):
            while not at.room.questions.expired():
                await asyncio.sleep(0.01)
        assert await at.confirm(at.room.questions.expired()[0])
        assert await at.post() == 200
    assert len(writes(upstream)) == 1
