import asyncio
import contextlib
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.outsider import link_server
from tests.support.prompters import question
from twohats.errors import SetupError, UsageError
from twohats.page import link_server as server_module
from twohats.page.colleagues import Colleagues
from twohats.page.link_server import Place, place
from twohats.page.scene import Scene


@pytest.mark.parametrize(
    ("text", "found", "origin"),
    [
        ("192.0.2.7", Place("192.0.2.7"), "https://192.0.2.7:50000"),
        ("192.0.2.7:8443", Place("192.0.2.7", 8443), "https://192.0.2.7:50000"),
        ("Laptop.Example:443", Place("laptop.example", 443), "https://laptop.example:50000"),
        ("[fd00::1]:8443", Place("fd00::1", 8443), "https://[fd00::1]:50000"),
        ("[fd00::1]", Place("fd00::1"), "https://[fd00::1]:50000"),
    ],
)
def test_a_place_is_a_host_and_perhaps_a_port(text: str, found: Place, origin: str) -> None:
    assert place(text) == found
    assert found.origin(50000) == origin


def test_the_usual_port_is_left_away() -> None:
    assert Place("laptop.example").origin(443) == "https://laptop.example"


@pytest.mark.parametrize("text", ["", ":8443", "192.0.2.7:", "192.0.2.7:70000", "https://x", "a b", "fd00::1", "x:y"])
def test_what_is_no_place_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is not HOST or HOST:PORT"):
        place(text)


@pytest.mark.parametrize("text", ["0.0.0.0", "0.0.0.0:8443", "[::]", "[::]:8443", "[0:0::0]"])
def test_every_address_at_once_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="means every address"):
        place(text)


async def test_it_listens_on_that_address_alone(tmp_path: Path) -> None:
    async with link_server(tmp_path) as office:
        assert office.links.origin.startswith("https://127.0.0.1:")
        port = int(office.links.origin.rpartition(":")[2])
        with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", port), timeout=2):
            pass


async def test_plain_http_gets_nothing(tmp_path: Path) -> None:
    async with link_server(tmp_path) as office:
        port = int(office.links.origin.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        found = b""
        with contextlib.suppress(ConnectionResetError):
            found = await reader.read()
        assert b"HTTP" not in found
        writer.close()


async def test_after_its_end_links_lead_nowhere(tmp_path: Path) -> None:
    async with link_server(tmp_path) as office:
        outsider = office.outsider
        assert (await outsider.get("/")).status == 404
    assert (office.links.origin, office.links.fingerprint) == ("", "")
    assert office.links.address(question(approvers=("bo",))) == ""
    with pytest.raises(ConnectionRefusedError):
        await outsider.get("/")


async def test_no_key_is_left_on_the_disk(tmp_path: Path) -> None:
    async with link_server(tmp_path):
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_many_connections_do_not_use_up_the_guard_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 4)
    async with link_server(tmp_path) as office:
        port = int(office.links.origin.rpartition(":")[2])
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(6)]
        await asyncio.sleep(0.1)
        hung_up = [reader.at_eof() for reader, _ in opened]
        assert hung_up == [False] * 4 + [True] * 2
        for _, writer in opened:
            writer.close()


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
async def test_an_address_of_another_computer_is_told_with_the_remedy(tmp_path: Path, host: str) -> None:
    with pytest.raises(SetupError, match=r"cannot open the link server at .*`--link HOST:PORT`"):
        async with link_server(tmp_path, host=host):
            pass


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    async with link_server(tmp_path) as office:
        port = int(office.links.origin.rpartition(":")[2])
        other = server_module.LinkServer(Place("127.0.0.1", port), *_parts(office.server))
        with pytest.raises(SetupError, match="EADDRINUSE"):
            other.start(tmp_path, datetime.now(UTC))


def _parts(server: server_module.LinkServer) -> tuple[Colleagues, Callable[[], Scene], Callable[[], float]]:
    outside = server._outside
    return outside.colleagues, outside.scene, outside.now
