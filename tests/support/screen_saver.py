"""A program on a private bus that answers as a screen saver, or as logind: `python -m tests.support.screen_saver NAME
ADDRESS`. It answers what stands in the file `ANSWER`, and ends when its standard input does.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

from tests.support.desktop_session import wait_until
from tests.support.session_bus import has_owner


def serve(name: str, address: str, file: Path) -> None:
    """Own the name and answer `GetActive` and `Get` by what the file says: `yes`, `no`, `error`, or nothing at all."""
    connection = open_dbus_connection(address)
    connection.send_and_get_reply(message_bus.RequestName(name))
    while True:
        call = connection.receive()
        word = file.read_text("utf-8").strip()
        if call.header.message_type is not MessageType.method_call or word == "silence":
            continue
        if word == "error":
            connection.send_message(new_error(call, "org.freedesktop.DBus.Error.NotSupported"))
        elif call.header.fields[HeaderFields.member] == "Get":
            connection.send_message(new_method_return(call, "v", (("b", word == "yes"),)))
        else:
            connection.send_message(new_method_return(call, "b", (word == "yes",)))


@contextmanager
def screen_saver(name: str, address: str, file: Path) -> Iterator[None]:
    """Run one until the block ends."""
    command = [sys.executable, "-m", "tests.support.screen_saver", name, address, str(file)]
    process = Popen(command, stdin=PIPE)
    try:
        wait_until(lambda: has_owner(address, name))
        yield
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    threading.Thread(target=lambda: (sys.stdin.read(), sys.exit()), daemon=True).start()
    serve(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
