"""The notification server of a Linux desktop, on the session bus: which one it is, and whether it still answers.

desktop-notifier tells neither: it hangs for ever with a stopped server, and hears nothing of one that died (facts:
desktop 1.3). So this is a connection of our own.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_OWNERS = f"type='signal',sender='{_BUS}',interface='{_BUS}',member='NameOwnerChanged',arg0='{_NAME}'"

MENU_ONLY = frozenset({"dunst", "mako", "fnott"})
"""Servers that have actions and draw no buttons: they are reached through a menu program (facts: desktop 1.1)."""

OUTLIVED = ("Notification Daemon", "GNOME")
"""notification-daemon 3.20 forgets a notification that is closed, and leaves its popup standing (tried)."""


UNTOLD_MARKUP = frozenset({"dunst"})
"""dunst 1.9 reads markup without saying so, unless its settings mention markup at all (tried)."""


class ServerError(Exception):
    """There is no notification server, or it does not answer as it should."""


class Server:
    """One server, for as long as the same program owns the name. `name`, `vendor` and `abilities` are its own words."""

    def __init__(self, bus: MessageBus, lost: Callable[[], None]) -> None:
        """Use `bus`, which is connected; `lost` is called when the server or the bus is gone."""
        self._bus, self._lost = bus, lost
        self._watch: asyncio.Task[None] | None = None
        self.name = self.vendor = ""
        self.abilities: frozenset[str] = frozenset()

    @classmethod
    async def open(cls, lost: Callable[[], None]) -> "Server":
        """Find the server; a desktop may start it now.

        Raises:
            ServerError, OSError, dbus_fast.errors.DBusError: there is none.
        """
        server = cls(await MessageBus().connect(), lost)
        try:
            await server._meet()
        except BaseException:
            server.close()
            raise
        return server

    @property
    def draws_buttons(self) -> bool:
        """Whether buttons can be seen on its popups."""
        return self.name.lower() not in MENU_ONLY

    @property
    def popups_outlive_closing(self) -> bool:
        """Whether a popup stays on the screen, with buttons that do nothing, after it was closed by us."""
        return (self.name, self.vendor) == OUTLIVED

    @property
    def marks_up(self) -> bool:
        """Whether it says that it reads markup in a popup's text."""
        return "body-markup" in self.abilities

    @property
    def may_mark_up(self) -> bool:
        """Whether it may read markup though it does not say so."""
        return not self.marks_up and self.name.lower() in UNTOLD_MARKUP

    async def answers(self) -> None:
        """Return when it answers. Raises ServerError if it cannot; may wait for ever."""
        await self._ask(_NAME, _PATH, "GetServerInformation")

    def close(self) -> None:
        """Leave the bus."""
        if self._watch is not None:
            self._watch.cancel()
        self._bus.disconnect()

    async def _meet(self) -> None:
        information = await self._ask(_NAME, _PATH, "GetServerInformation")
        self.name, self.vendor = str(information[0]), str(information[1])
        (abilities,) = await self._ask(_NAME, _PATH, "GetCapabilities")
        self.abilities = frozenset(str(ability) for ability in abilities)
        self._bus.add_message_handler(self._hear)
        await self._ask(_BUS, _BUS_PATH, "AddMatch", _OWNERS)
        self._watch = asyncio.create_task(self._see_the_bus_end())

    async def _ask(self, name: str, path: str, member: str, *words: str) -> list[Any]:
        asked = Message(
            destination=name, path=path, interface=name, member=member, signature="s" * len(words), body=list(words)
        )
        reply = await self._bus.call(asked)
        if reply.message_type is not MessageType.METHOD_RETURN:
            raise ServerError(f"{member}: {reply.error_name}")
        return reply.body

    def _hear(self, message: Message) -> bool:
        if message.member == "NameOwnerChanged" and message.sender == _BUS and message.body[0] == _NAME:
            self._lost()
        return False

    async def _see_the_bus_end(self) -> None:
        bus: Any = self._bus  # its method has no types
        try:
            await bus.wait_for_disconnect()
        finally:
            if not self._bus.connected:
                self._lost()
