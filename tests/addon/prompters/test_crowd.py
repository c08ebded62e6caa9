import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance, held
from tests.support.notifiers import RecordedNotifier, notifier
from twohats.asking.held import HeldQuestion
from twohats.prompters.crowd import CROWD_ID, PLACES, Crowd
from twohats.prompters.page import PagePrompter


class Burst:
    """Questions that want a place, and hold it until they are told to go."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, self.inside, self.tasks = crowd, 0, list[asyncio.Task[None]]()
        self.over = asyncio.Event()

    async def come(self, count: int) -> None:
        self.tasks += [asyncio.create_task(self._stay(held(f"Q{number}"))) for number in range(count)]
        await asyncio.sleep(0.05)

    async def go(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _stay(self, held: HeldQuestion) -> None:
        async with self.crowd.place(held):
            self.inside += 1
            await self.over.wait()


async def until_said(notifier: RecordedNotifier, title: str) -> None:
    async with asyncio.timeout(5):
        while not [order for order in notifier.shown if order["title"] == title]:
            await asyncio.sleep(0.02)


@pytest.fixture
def browser() -> Browser:
    return Browser()


def crowd(folder: Path, notifier: RecordedNotifier, browser: Browser) -> Crowd:
    return Crowd(notifier, PagePrompter(entrance(folder), browse=browser, links=lambda: False), "en")


@pytest.fixture
async def burst(tmp_path: Path, browser: Browser) -> AsyncIterator[tuple[Burst, RecordedNotifier]]:
    with notifier(tmp_path) as made:
        burst = Burst(crowd(tmp_path, made, browser))
        yield burst, made
        await burst.go()


async def test_a_few_have_a_place_of_their_own_and_nothing_is_said(burst: tuple[Burst, RecordedNotifier]) -> None:
    questions, made = burst
    await questions.come(PLACES)
    assert questions.inside == PLACES
    assert made.orders == []


async def test_those_behind_them_are_one_popup_that_goes_with_the_last(
    burst: tuple[Burst, RecordedNotifier],
) -> None:
    questions, made = burst
    await questions.come(PLACES + 40)
    assert questions.inside == PLACES
    await until_said(made, "twohats: 40 more posts wait for you")
    questions.over.set()
    await asyncio.gather(*questions.tasks)
    assert questions.inside == PLACES + 40
    async with asyncio.timeout(5):
        while made.orders[-1]["is"] != "clear":
            await asyncio.sleep(0.02)
    assert {order["id"] for order in made.orders} == {CROWD_ID}


async def test_those_who_leave_are_not_counted(burst: tuple[Burst, RecordedNotifier]) -> None:
    questions, made = burst
    await questions.come(PLACES + 5)
    await until_said(made, "twohats: 5 more posts wait for you")
    for task in questions.tasks[-2:]:
        task.cancel()
    await until_said(made, "twohats: 3 more posts wait for you")


@pytest.mark.parametrize("mode", ["press:review", "press:clicked", "fails"])
async def test_pressing_it_opens_the_page_and_so_does_not_having_it(
    tmp_path: Path, browser: Browser, mode: str
) -> None:
    with notifier(tmp_path, mode) as made:
        questions = Burst(crowd(tmp_path, made, browser))
        await questions.come(PLACES + 2)
        async with asyncio.timeout(5):
            while not browser.opened:
                await asyncio.sleep(0.02)
        await questions.go()


async def test_one_is_no_plural_and_undo_windows_are_told_apart(tmp_path: Path, browser: Browser) -> None:
    with notifier(tmp_path) as made:
        burst = Burst(crowd(tmp_path, made, browser))
        await burst.come(PLACES + 1)
        await until_said(made, "twohats: one more post waits for you")
        assert made.shown[-1]["text"] == "Answer on the twohats page."
        burst.tasks.append(asyncio.create_task(burst._stay(held("UNDOIT", undo=True))))
        await until_said(made, "twohats: 2 more posts wait for you")
        assert made.shown[-1]["text"].startswith("What has an undo window goes out by itself")
        await burst.go()
