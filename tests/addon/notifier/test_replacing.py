from collections.abc import AsyncIterator

import pytest
from desktop_notifier import DesktopNotifier, Notification

from tests.support.notification_server import NotificationServer, notification_server
from twohats.notifier.replacing import leave, number_of, replace, take_away
from twohats.notifier.wire import Show


@pytest.fixture
async def server(bus: str) -> AsyncIterator[NotificationServer]:
    async with notification_server(bus) as server:
        yield server


@pytest.fixture
async def notifier(server: NotificationServer) -> AsyncIterator[DesktopNotifier]:
    notifier = DesktopNotifier("twohats", app_icon=None)
    await notifier.send_notification(Notification("title", "text", identifier="Q1"))
    yield notifier
    leave(notifier)


async def test_desktop_notifier_is_as_this_module_knows_it(notifier: DesktopNotifier) -> None:
    assert number_of(notifier, "Q1") == 1
    assert number_of(notifier, "Q2") is None


async def test_a_popup_that_was_closed_meanwhile_is_shown_anew_under_its_id(
    server: NotificationServer, notifier: DesktopNotifier
) -> None:
    del server.open[1]
    assert await replace(notifier, Show("Q1", "title", "text"), "new", clickable=False)
    assert number_of(notifier, "Q1") == 2


async def test_what_was_never_shown_cannot_be_replaced(server: NotificationServer, notifier: DesktopNotifier) -> None:
    assert not await replace(notifier, Show("Q2", "title", "text"), "new", clickable=False)
    assert len(server.told) == 1


async def test_a_popup_that_outlives_closing_is_made_to_expire(
    server: NotificationServer, notifier: DesktopNotifier
) -> None:
    await take_away(notifier, 1, outlives=True)
    assert [(one.number, one.milliseconds, one.actions) for one in server.told[1:]] == [(1, 1, [])]
    assert server.open == {}
    await take_away(notifier, 1, outlives=False)


def test_a_notifier_of_another_make_has_no_numbers() -> None:
    assert number_of(object(), "Q1") is None  # type: ignore[arg-type]
