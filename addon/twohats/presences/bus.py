"""A message bus, asked and closed again: what answers in time, and nothing that would have to be started first."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

ANSWER_SECONDS = 0.4


@dataclass(frozen=True)
class Bus:
    """An open connection."""

    _connection: Any

    def has_owner(self, name: str) -> bool:
        """Tell whether somebody on the bus has this name."""
        bus = "org.freedesktop.DBus"
        return self.ask(bus, "/org/freedesktop/DBus", bus, "NameHasOwner", name) is True

    def ask(self, name: str, path: str, interface: str, method: str, *texts: str) -> Any:
        """Return the first value of the answer; None for an error, or no answer in time."""
        jeepney: Any = import_module("jeepney")  # there is none but on Linux
        address = jeepney.DBusAddress(path, name, interface)
        message = jeepney.new_method_call(address, method, "s" * len(texts) or None, texts)
        try:
            reply = self._connection.send_and_get_reply(message, timeout=ANSWER_SECONDS)
        except (OSError, TimeoutError):
            return None
        answered = reply.header.message_type is jeepney.MessageType.method_return and reply.body
        return reply.body[0] if answered else None

    def property_of(self, name: str, path: str, interface: str, property_name: str) -> Any:
        """Return a property's value, None if there is none."""
        told = self.ask(name, path, "org.freedesktop.DBus.Properties", "Get", interface, property_name)
        return None if told is None else told[1]  # a variant: its signature, and its value


@contextmanager
def open_bus(kind: str) -> Generator[Bus | None]:
    """Yield the `SESSION` or `SYSTEM` bus, None if there is none."""
    try:
        connection: Any = import_module("jeepney.io.blocking").open_dbus_connection(kind)
    except (OSError, KeyError, ValueError):
        yield None
        return
    with closing(connection):
        yield Bus(connection)
