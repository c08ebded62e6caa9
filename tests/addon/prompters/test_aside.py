import asyncio
import threading
from functools import partial

import pytest

from twohats.prompters.aside import Aside


async def test_the_value_comes_back_and_the_loop_goes_on() -> None:
    name = await Aside("trial", 5).call(lambda: threading.current_thread().name)
    assert name == "trial"


async def test_an_error_comes_back() -> None:
    def fails() -> None:
        raise RuntimeError("no bus")

    aside = Aside("trial", 5)
    with pytest.raises(RuntimeError, match="no bus"):
        await aside.call(fails)
    assert await aside.call(lambda: 1) == 1


async def test_a_call_that_hangs_is_forgotten_and_no_other_is_begun() -> None:
    released, begun = threading.Event(), []

    def hangs() -> None:
        begun.append(1)
        released.wait(10)

    aside = Aside("trial", 0.05)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await aside.call(hangs)
    assert begun == [1]
    released.set()
    await asyncio.sleep(0.1)
    assert await aside.call(lambda: 2) == 2


async def test_calls_take_turns() -> None:
    aside = Aside("trial", 5)
    assert await asyncio.gather(*(aside.call(partial(int, n)) for n in range(20))) == list(range(20))


async def test_a_cancelled_caller_leaves_nothing_behind() -> None:
    released = threading.Event()
    aside = Aside("trial", 5)
    task = asyncio.create_task(aside.call(lambda: released.wait(5)))
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    released.set()
    await asyncio.sleep(0.05)
    assert await aside.call(lambda: 3) == 3
