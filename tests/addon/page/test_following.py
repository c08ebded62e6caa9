import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support.following import following
from tests.support.prompters import question
from tests.support.visitor import House, Seconds, Visitor, asked, page
from twohats.page import following as following_module
from twohats.page.entrance import SESSION_SECONDS
from twohats.page.following import MOST_STREAMS, MOST_STREAMS_OF_ONE
from twohats.page.peer import Peer
from twohats.question import Choice


async def test_an_open_page_hears_of_a_question_and_its_end(house: House) -> None:
    async with following(await house.visitor()) as stream:
        assert (await stream.event())["count"] == 0
        await asked(house)
        news = await stream.event()
        assert (news["changed"], news["count"], news["words"]) == (["K7Q2WX"], 1, "1 waiting")
        assert 59 < news["clocks"]["K7Q2WX"] <= 60
        house.questions.open()[0].answer(Choice.BLOCK, by="anna", channel="x")
        news = await stream.event()
        assert (news["changed"], news["count"]) == (["K7Q2WX"], 0)


async def test_an_open_page_hears_of_growth_and_of_a_colleague(house: House) -> None:
    await asked(house, question(colleagues=("bo",)))
    async with following(await house.visitor(), since=house.board.version) as stream:
        assert (await stream.event())["changed"] == []
        held = house.questions.open()[0]
        held.grow(question(sameness="other", colleagues=("bo",)))
        assert (await stream.event())["changed"] == ["K7Q2WX"]
        held.answer(Choice.ASK, by="anna", channel="page")
        assert (await stream.event())["changed"] == ["K7Q2WX"]


async def test_it_hears_of_a_touch_without_being_told_to_look_anew(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    async with following(visitor, since=house.board.version) as stream:
        await stream.event()
        await visitor.post("/q/K7Q2WX/touch", {})
        news = await stream.event()
        assert news["changed"] == []
        assert news["clocks"]["K7Q2WX"] > 500


async def test_the_event_comes_at_once(house: House) -> None:
    async with following(await house.visitor()) as stream:
        await stream.event()
        took = []
        for number in range(20):
            start = time.perf_counter()
            await asked(house, question(f"Q{number}"))
            await stream.event()
            took.append(time.perf_counter() - start)
    assert sorted(took)[18] < 0.3


async def test_a_page_says_whether_it_is_in_view(house: House) -> None:
    visitor, views = await house.visitor(), house.entrance.views
    await visitor.post("/view", {"tab": "tab1", "visible": "yes"})
    assert not views.any()
    async with following(visitor) as stream:
        await stream.event()
        assert not views.any()
        assert (await visitor.post("/view", {"tab": "tab1", "visible": "yes"})).status == 204
        assert views.any()
        await visitor.post("/view", {"tab": "tab1", "visible": "no"})
        assert not views.any()
        await visitor.post("/view", {"tab": "tab1", "visible": "yes"})
    async with asyncio.timeout(5):
        while views.any():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "changes", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Cookie": None}]
)
async def test_nobody_else_says_that_a_page_is_in_view(house: House, changes: dict[str, Any]) -> None:
    visitor = await house.visitor()
    async with following(visitor) as stream:
        await stream.event()
        assert (await visitor.post("/view", {"tab": "tab1", "visible": "yes"}, **changes)).status == 403
        assert not house.entrance.views.any()


async def test_a_page_without_a_stream_asks_and_hears_the_same(house: House) -> None:
    visitor = await house.visitor()
    await asked(house)
    news = (await visitor.get("/pulse?since=0")).json
    assert (news["changed"], news["count"]) == (["K7Q2WX"], 1)
    assert (await visitor.get(f"/pulse?since={news['version']}")).json["changed"] == []


@pytest.mark.parametrize("since", ["", "x", "-1", "1e9", "%D9%A1", "9" * 40])
async def test_nonsense_for_a_number_counts_as_nothing_seen(house: House, since: str) -> None:
    await asked(house)
    visitor = await house.visitor()
    assert (await visitor.get(f"/pulse?since={since}")).json["changed"] == ["K7Q2WX"]


@pytest.mark.parametrize(
    "changes",
    [
        {"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "same-site", "Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": None, "Origin": "null"},
        {"Host": "rebind.test"},
        {"Cookie": None},
    ],
)
async def test_other_pages_hear_nothing(house: House, changes: dict[str, Any]) -> None:
    async with following(await house.visitor(), **changes) as stream:
        assert stream.status in (403, 421)
    assert house.board.watched == 0


async def test_another_user_of_this_computer_hears_nothing(tmp_path: Path) -> None:
    who = [Peer.OURS]
    async with page(tmp_path, owner_of=lambda client, server: who[0]) as house:
        visitor = await house.visitor()
        who[0] = Peer.STRANGER
        async with following(visitor) as stream:
            assert stream.status == 403


async def test_streams_are_bounded_for_one_and_for_all(house: House) -> None:
    async with AsyncExitStack() as open_pages:
        visitor = await house.visitor()
        streams = [await open_pages.enter_async_context(following(visitor)) for _ in range(MOST_STREAMS_OF_ONE + 1)]
        assert [stream.status for stream in streams] == [200] * MOST_STREAMS_OF_ONE + [503]
        house.board.watched = MOST_STREAMS
        assert (await open_pages.enter_async_context(following(await house.visitor()))).status == 503


async def test_a_page_that_is_closed_makes_room(house: House) -> None:
    visitor = await house.visitor()
    for _ in range(MOST_STREAMS_OF_ONE * 2):
        async with following(visitor) as stream:
            assert (await stream.event())["version"] == 0
        async with asyncio.timeout(5):
            while house.board.watched:
                await asyncio.sleep(0.01)


async def test_a_quiet_stream_has_a_heartbeat(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_module, "HEARTBEAT_SECONDS", 0.02)
    async with following(await house.visitor()) as stream:
        await stream.event()
        assert await stream.line() == b":\n"


async def test_a_stream_ends_with_its_session(house: House, clock: Seconds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_module, "HEARTBEAT_SECONDS", 0.02)
    async with following(await house.visitor()) as stream:
        await stream.event()
        clock.now += SESSION_SECONDS + 1
        await asked(house)
        with pytest.raises(EOFError):
            await stream.event()


async def test_a_stream_ends_with_the_guard(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        visitor: Visitor = await house.visitor()
        async with following(visitor) as stream:
            await stream.event()
            await house.server.stop()
            with pytest.raises(EOFError):
                await stream.event()
