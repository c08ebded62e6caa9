"""A notification server for tests, on a bus of their own: remembers what it was told, and presses when it is asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from dbus_fast import RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
Strings = Annotated[list[str], DBusSignature("as")]


@dataclass(frozen=True)
class Shown:
    """One notification as it arrived."""

    number: int
    title: str
    body: str
    actions: list[str]
    milliseconds: int


class NotificationServer(ServiceInterface):
    """Does what the specification says, without a screen."""

    def __init__(self, name: str, vendor: str, abilities: list[str]) -> None:
        """Say that it is `name` by `vendor`."""
        super().__init__(NAME)
        self.words, self.abilities = (name, vendor), abilities
        self.open: dict[int, Shown] = {}
        self.told: list[Shown] = []

    @dbus_method()
    def Notify(
        self,
        app_name: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        title: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Annotated[dict[str, Any], DBusSignature("a{sv}")],
        milliseconds: DBusInt32,
    ) -> DBusUInt32:
        """Show or replace one."""
        number = replaces if replaces in self.open else len(self.told) + 1
        self.open[number] = Shown(number, title, body, actions, milliseconds)
        self.told.append(self.open[number])
        return number

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:
        """Close one."""
        if self.open.pop(number, None) is not None:
            self.NotificationClosed(number, 3)

    @dbus_method()
    def GetCapabilities(self) -> Strings:
        """Tell the abilities."""
        return self.abilities

    @dbus_method()
    def GetServerInformation(self) -> Annotated[tuple[str, str, str, str], DBusSignature("ssss")]:
        """Tell who it is."""
        return (*self.words, "1", "1.2")

    @dbus_signal()
    def NotificationClosed(
        self, number: DBusUInt32, reason: DBusUInt32
    ) -> Annotated[tuple[int, int], DBusSignature("uu")]:
        """Tell that one is closed."""
        return number, reason

    @dbus_signal()
    def ActionInvoked(self, number: DBusUInt32, action: DBusStr) -> Annotated[tuple[int, str], DBusSignature("us")]:
        """Tell that a button was pressed."""
        return number, action


@asynccontextmanager
async def notification_server(
    address: str, name: str = "Trial", vendor: str = "Trial", abilities: tuple[str, ...] = ("actions", "body")
) -> AsyncIterator[NotificationServer]:
    """Run one on the bus at `address`."""
    bus = await MessageBus(bus_address=address).connect()
    server = NotificationServer(name, vendor, list(abilities))
    bus.export(PATH, server)
    assert await bus.request_name(NAME) is RequestNameReply.PRIMARY_OWNER
    try:
        yield server
    finally:
        bus.disconnect()
