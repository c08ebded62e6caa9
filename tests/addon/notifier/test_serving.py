import asyncio
import io
import os
import subprocess
import sys

import pytest

from tests.support.notification_server import notification_server
from twohats.notifier.serving import serve
from twohats.notifier.wire import Event, Show, What, event_of, line_of

COMMAND = [sys.executable, "-P", "-m", "twohats.notifier"]


async def test_lines_in_and_lines_out(bus: str) -> None:
    reads, gives = os.pipe()
    written = io.BytesIO()
    async with notification_server(bus) as server:
        with open(reads, "rb") as orders, open(gives, "wb", buffering=0) as pen:
            serving = asyncio.create_task(serve(orders, written))
            pen.write(b"no order\n" + line_of(Show("Q1", "title", "text", (("block", "Do not send"),))))
            async with asyncio.timeout(5):
                while written.getvalue().count(b"\n") < 2:
                    await asyncio.sleep(0.01)
            assert len(server.open) == 1
            pen.close()
            await asyncio.wait_for(serving, 5)
        assert server.open == {}
    events = [event_of(line) for line in written.getvalue().splitlines()]
    assert events == [Event(What.READY), Event(What.SHOWN, "Q1", drawn=True, swift=True)]


def test_the_process_ends_with_its_input_and_prints_nothing_else() -> None:
    environment = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    order = line_of(Show("Q1", "title", "text"))
    done = subprocess.run(COMMAND, input=order, capture_output=True, env=environment, timeout=20)
    assert [event_of(line) for line in done.stdout.splitlines()] == [Event(What.READY), Event(What.FAILED, "Q1")]
    assert done.stderr == b""
    assert done.returncode == 0


def test_the_process_loads_neither_the_proxy_nor_the_page() -> None:
    code = "import sys, twohats.notifier.serving, twohats.notifier.desk, twohats.notifier.server; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "desktop_notifier" in loaded
    assert not {"mitmproxy", "tornado", "twohats_policy", "twohats.page"} & set(loaded)


async def test_a_guard_that_does_not_listen_ends_it() -> None:
    class Broken(io.BytesIO):
        def write(self, _: object, /) -> int:
            raise BrokenPipeError

    reads, gives = os.pipe()
    with open(reads, "rb") as orders, open(gives, "wb"):
        serving = asyncio.create_task(serve(orders, Broken()))
        await asyncio.wait_for(serving, 5)


@pytest.fixture(autouse=True)
def _no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
