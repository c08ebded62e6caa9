import asyncio

import pytest
from dbus_fast.errors import DBusError

from tests.support.notification_server import notification_server
from twohats.notifier.server import Server, ServerError


async def test_it_knows_the_server_and_hears_of_its_end(bus: str) -> None:
    lost = asyncio.Event()
    async with notification_server(bus, "dunst", "knopwob", ("actions", "body-markup")):
        server = await Server.open(lost.set)
        assert server.abilities == {"actions", "body-markup"}
        assert not server.draws_buttons
        await server.answers()
        assert not lost.is_set()
    await asyncio.wait_for(lost.wait(), 2)
    server.close()


@pytest.mark.parametrize(
    ("name", "vendor", "draws", "outlives"),
    [
        ("Notification Daemon", "GNOME", True, True),
        ("Notification Daemon", "MATE", True, False),
        ("mako", "e", False, False),
    ],
)
async def test_what_is_known_of_servers(bus: str, name: str, vendor: str, draws: bool, outlives: bool) -> None:
    async with notification_server(bus, name, vendor):
        server = await Server.open(lambda: None)
        assert (server.draws_buttons, server.popups_outlive_closing) == (draws, outlives)
        server.close()


async def test_without_a_server_there_is_an_error_at_once(bus: str) -> None:
    with pytest.raises((ServerError, DBusError)):
        await asyncio.wait_for(Server.open(lambda: None), 2)


async def test_without_a_bus_there_is_an_error_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with pytest.raises((OSError, DBusError)):
        await asyncio.wait_for(Server.open(lambda: None), 2)
