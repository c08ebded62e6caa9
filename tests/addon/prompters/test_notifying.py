import asyncio
import sys
import time
from pathlib import Path

import pytest

from tests.support.notifiers import RecordedNotifier, notifier
from twohats.notifier.wire import Event, Show, What
from twohats.prompters import notifying as notifying_module
from twohats.prompters.notifying import STARTS, STARTS_SECONDS, Notifier

ORDER = Show("Q1", "title", "text", (("block", "Do not send"),))


async def until_recorded(notifier: RecordedNotifier, count: int) -> None:
    async with asyncio.timeout(5):
        while len(notifier.orders) < count:
            await asyncio.sleep(0.01)


async def test_a_popup_is_shown_and_its_press_comes_back(tmp_path: Path) -> None:
    with notifier(tmp_path, "press:block") as made, made.following("Q1") as popup:
        assert await popup.show(ORDER) == Event(What.SHOWN, "Q1", swift=True)
        assert await popup.event() == Event(What.PRESSED, "Q1", "block")


async def test_what_is_no_event_is_passed_over(tmp_path: Path) -> None:
    with notifier(tmp_path, "noise") as made, made.following("Q1") as popup:
        assert (await popup.show(ORDER)).what is What.SHOWN


async def test_a_popup_is_taken_away_in_the_end_unless_it_may_stay(tmp_path: Path) -> None:
    with notifier(tmp_path) as made:
        with made.following("notice 1", clears=False) as popup:
            await popup.show(Show("notice 1", "Not sent", "refused"))
        with made.following("Q1") as popup:
            await popup.show(ORDER)
        await until_recorded(made, 3)
        assert [(order["is"], order["id"]) for order in made.orders] == [
            ("show", "notice 1"),
            ("show", "Q1"),
            ("clear", "Q1"),
        ]


async def test_a_question_that_opens_again_keeps_its_new_popup(tmp_path: Path) -> None:
    with notifier(tmp_path) as made:
        with made.following("Q1") as old:
            await old.show(ORDER)
            with made.following("Q1") as new:
                pass
            await until_recorded(made, 2)
        with made.following("Q1") as new:
            assert (await new.show(ORDER)).what is What.SHOWN
        assert [order["is"] for order in made.orders][:3] == ["show", "clear", "show"]


async def test_one_that_says_nothing_fails_in_time_and_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with notifier(tmp_path, "silent") as made:
        made.warm_up()
        async with asyncio.timeout(10):
            while not made._ready:
                await asyncio.sleep(0.01)
        monkeypatch.setattr(notifying_module, "SHOWN_SECONDS", 0.2)
        with made.following("Q1") as popup:
            begun = time.monotonic()
            assert (await popup.show(ORDER)).what is What.FAILED
            assert time.monotonic() - begun < 1
            assert (await popup.event()).what is What.LOST  # the process was ended
        assert made._child is None


async def test_one_that_ends_loses_its_popups_and_is_started_a_few_times_only(tmp_path: Path) -> None:
    now = [0.0]
    with notifier(tmp_path, "ends") as made:
        made._clock = lambda: now[0]
        with made.following("Q1") as popup:
            for _ in range(STARTS):
                assert (await popup.show(ORDER)).what is What.LOST
            assert (await popup.show(ORDER)).what is What.FAILED
            assert len(made.shown) == STARTS
            now[0] += STARTS_SECONDS + 1
            assert (await popup.show(ORDER)).what is What.LOST


async def test_without_the_extra_nothing_is_started(tmp_path: Path) -> None:
    made = Notifier((sys.executable, "-c", f"open({str(tmp_path / 'x')!r}, 'w')"), here=lambda: False)
    made.warm_up()
    with made.following("Q1") as popup:
        assert (await popup.show(ORDER)).what is What.FAILED
    assert not (tmp_path / "x").exists()


async def test_after_the_end_nothing_is_shown(tmp_path: Path) -> None:
    with notifier(tmp_path) as made:
        made.warm_up()
        made.close()
        async with asyncio.timeout(10):
            while made._child is not None:
                await asyncio.sleep(0.01)
        with made.following("Q1") as popup:
            assert (await popup.show(ORDER)).what is What.FAILED
