import asyncio
import errno
import socket
from pathlib import Path

import pytest

from tests.support.visitor import Visitor, page
from twohats.errors import SetupError
from twohats.page import server as server_module
from twohats.state import guard_file


async def test_it_tells_the_commands_where_it_listens_and_takes_it_back(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        guard = guard_file.read(tmp_path)
        assert guard is not None
        assert guard.port == house.port > 0
        assert house.entrance.origin == f"http://127.0.0.1:{guard.port}"
    assert guard_file.read(tmp_path) is None


async def test_after_its_end_nobody_answers(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        port = house.port
        left = house.entrance.write_file(house.entrance.token(""))
    assert not left.exists()
    with pytest.raises(ConnectionRefusedError):
        await Visitor(port).get("/")


async def test_a_page_that_cannot_be_opened_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object) -> list[socket.socket]:
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr(server_module, "bind_sockets", taken)
    with pytest.raises(SetupError, match=r"EADDRINUSE.*start it again"):
        async with page(tmp_path):
            await asyncio.sleep(0)


async def test_a_hundred_visitors_at_once_are_served(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        visitor = await house.visitor()
        got = await asyncio.gather(*(visitor.get("/") for _ in range(100)))
        assert {reply.status for reply in got} == {200}
