import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from tests.support.notification_server import notification_server
from twohats.notifier import desk as desk_module
from twohats.notifier import popups as popups_module
from twohats.notifier.popups import Popups
from twohats.notifier.wire import Clear, Event, Show, What

ORDER = Show("Q1", "title", "text", (("block", "Do not send"),))


class Told:
    """Events, and a way to wait for them."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(3):
            while not holds():
                await asyncio.sleep(0.01)

    async def some(self, *what: What) -> None:
        await self.until(lambda: [event.what for event in self.events] == list(what))


@pytest.fixture
async def told() -> Told:
    return Told()


@pytest.fixture
async def popups(told: Told) -> AsyncIterator[Popups]:
    made = Popups(told.events.append)
    yield made
    await made.close()


async def test_orders_for_one_popup_are_carried_out_in_turn(bus: str, popups: Popups, told: Told) -> None:
    async with notification_server(bus) as server:
        await popups.warm_up()
        for order in (ORDER, ORDER, Clear("Q1"), ORDER):
            popups.take(order)
        await told.some(What.SHOWN, What.SHOWN, What.SHOWN)
        assert len(server.open) == 1


async def test_the_end_takes_the_popups_away(bus: str, popups: Popups, told: Told) -> None:
    async with notification_server(bus) as server:
        popups.take(ORDER)
        await told.some(What.SHOWN)
        await popups.close()
        await told.until(lambda: not server.open)


async def test_without_a_server_a_popup_fails_and_the_next_one_tries_again(
    bus: str, popups: Popups, told: Told
) -> None:
    await popups.warm_up()
    popups.take(ORDER)
    await told.some(What.FAILED)
    async with notification_server(bus):
        popups.take(ORDER)
        await told.some(What.FAILED, What.SHOWN)


async def test_a_server_that_ends_loses_its_popups(bus: str, popups: Popups, told: Told) -> None:
    async with notification_server(bus):
        popups.take(ORDER)
        await told.some(What.SHOWN)
    await told.some(What.SHOWN, What.LOST)
    async with notification_server(bus):
        popups.take(ORDER)
        await told.some(What.SHOWN, What.LOST, What.SHOWN)


async def test_a_desktop_that_hangs_fails_in_time(popups: Popups, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popups_module, "SHOW_SECONDS", 0.1)

    async def hangs(*_: object) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(desk_module.Desk, "open", hangs)
    popups.take(ORDER)
    popups.take(Show("Q2", "title", "text"))
    await told.some(What.FAILED, What.FAILED)


async def test_a_server_that_stops_answering_loses_its_popups(
    bus: str, popups: Popups, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(popups_module, "PING_SECONDS", 0.05)
    monkeypatch.setattr(popups_module, "PING_WAIT_SECONDS", 0.1)

    async def hangs(_: object) -> None:
        await asyncio.sleep(30)

    async with notification_server(bus) as server:
        popups.take(ORDER)
        await told.some(What.SHOWN)
        monkeypatch.setattr(desk_module.Desk, "answers", hangs)
        await told.some(What.SHOWN, What.LOST)
        await told.until(lambda: not server.open)  # it had only hung: what it shows has no meaning any more
