import asyncio
import socket
import threading

import pytest

from twohats.proxy.resolve import KEPT, LIFETIME, Lookups, install


class System:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.broken = False

    async def getaddrinfo(self, *question: object, **more: object) -> list[tuple[object, ...]]:
        self.asked.append(question)
        if self.broken:
            raise OSError("no such name")
        return [question]


async def test_an_answer_is_kept_for_a_moment() -> None:
    system, now = System(), [0.0]
    lookups = Lookups(system.getaddrinfo, lambda: now[0])
    first = await lookups.getaddrinfo("x.test", 443)
    assert await lookups.getaddrinfo("x.test", 443) == first
    await lookups.getaddrinfo("y.test", 443)
    now[0] = LIFETIME + 1
    await lookups.getaddrinfo("x.test", 443)
    assert [host for host, _ in system.asked] == ["x.test", "y.test", "x.test"]


async def test_a_failure_is_not_kept() -> None:
    system = System()
    system.broken = True
    lookups = Lookups(system.getaddrinfo, lambda: 0.0)
    for _ in range(2):
        with pytest.raises(OSError, match="no such name"):
            await lookups.getaddrinfo("x.test", 443)
    assert len(system.asked) == 2


async def test_many_names_do_not_grow_memory() -> None:
    lookups = Lookups(System().getaddrinfo, lambda: 0.0)
    for number in range(KEPT * 3):
        await lookups.getaddrinfo(f"{number}.test", 443)
    assert len(lookups._answers) <= KEPT


async def test_names_that_hang_hold_up_no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: answered.wait(20) and [])
    loop = asyncio.get_running_loop()
    install(loop)
    hanging = [asyncio.ensure_future(loop.getaddrinfo(f"{number}.test", 443)) for number in range(64)]
    try:
        await asyncio.sleep(0)
        assert await asyncio.wait_for(asyncio.to_thread(int, "1"), 3) == 1
    finally:
        answered.set()
        await asyncio.gather(*hanging)


async def test_a_loop_takes_the_kept_answers() -> None:
    loop = asyncio.get_running_loop()
    install(loop)
    first = await loop.getaddrinfo("localhost", 80)
    assert await loop.getaddrinfo("localhost", 80) is first
