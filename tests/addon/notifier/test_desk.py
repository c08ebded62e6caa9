import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.support.notification_server import NotificationServer, notification_server
from twohats.notifier.desk import Desk, NotShownError
from twohats.notifier.wire import Event, Show, What

ORDER = Show("Q1", "@acme <b>: send?", "a & b <i>", (("block", "Do not send"), ("send", "Send")))


@pytest.fixture
async def server(bus: str) -> AsyncIterator[NotificationServer]:
    async with notification_server(bus, abilities=("actions", "body", "body-markup")) as server:
        yield server


async def opened(events: list[Event]) -> Desk:
    return await Desk.open(events.append, lambda: None)


async def until_closed(server: NotificationServer) -> None:
    async with asyncio.timeout(2):
        while server.open:
            await asyncio.sleep(0.01)


async def test_a_popup_has_its_buttons_and_only_its_body_is_escaped(server: NotificationServer) -> None:
    desk = await opened([])
    assert await desk.show(ORDER) == Event(What.SHOWN, "Q1", drawn=True, swift=True)
    (shown,) = server.told
    assert (shown.title, shown.body) == ("@acme <b>: send?", "a &amp; b &lt;i&gt;")
    assert shown.actions == ["default", "", "block", "Do not send", "send", "Send"]
    desk.close()


async def test_without_markup_nothing_is_escaped(bus: str) -> None:
    async with notification_server(bus) as server:
        desk = await opened([])
        await desk.show(ORDER)
        assert server.told[0].body == "a & b <i>"
        desk.close()


@pytest.mark.parametrize(
    ("abilities", "body"),
    [(("actions", "body"), "a \uff06 b \u2039i\u203a"), (("actions", "body", "body-markup"), "a &amp; b &lt;i&gt;")],
)
async def test_dunst_may_read_markup_without_saying_so(bus: str, abilities: tuple[str, ...], body: str) -> None:
    async with notification_server(bus, "dunst", "knopwob", abilities) as server:
        desk = await opened([])
        await desk.show(ORDER)
        assert server.told[0].body == body
        desk.close()


async def test_the_same_id_replaces_the_text_in_place(server: NotificationServer) -> None:
    desk = await opened([])
    await desk.show(ORDER)
    await desk.show(replace(ORDER, text="9 s & less"))
    assert [(shown.number, shown.body) for shown in server.told] == [(1, "a &amp; b &lt;i&gt;"), (1, "9 s &amp; less")]
    assert server.told[1].actions == server.told[0].actions
    desk.close()


@pytest.mark.parametrize(
    ("action", "event"),
    [("send", Event(What.PRESSED, "Q1", "send")), ("default", Event(What.CLICKED, "Q1"))],
)
async def test_a_press_is_told_once_and_the_popup_is_closed(
    server: NotificationServer, action: str, event: Event
) -> None:
    events: list[Event] = []
    desk = await opened(events)
    await desk.show(ORDER)
    await desk.show(replace(ORDER, text="later"))
    server.ActionInvoked(1, action)
    server.ActionInvoked(1, action)
    await until_closed(server)
    assert events == [event]
    desk.close()


async def test_a_dismissed_popup_is_told_and_one_that_we_clear_is_not(server: NotificationServer) -> None:
    events: list[Event] = []
    desk = await opened(events)
    await desk.show(ORDER)
    await desk.clear("Q1")
    await until_closed(server)
    await desk.show(ORDER)
    server.NotificationClosed(2, 2)
    async with asyncio.timeout(2):
        while not events:
            await asyncio.sleep(0.01)
    assert events == [Event(What.DISMISSED, "Q1")]
    await desk.clear("never shown")
    desk.close()


async def test_a_server_without_buttons_shows_notices_only(bus: str) -> None:
    async with notification_server(bus, abilities=("body",)):
        desk = await opened([])
        with pytest.raises(NotShownError):
            await desk.show(ORDER)
        assert (await desk.show(Show("notice 1", "Not sent", "refused", seconds=10, urgent=False))).what is What.SHOWN
        desk.close()


async def test_dunst_hides_its_buttons(bus: str) -> None:
    async with notification_server(bus, "dunst", "knopwob"):
        desk = await opened([])
        assert not (await desk.show(ORDER)).drawn
        desk.close()
