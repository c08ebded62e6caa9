import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.notifiers import RecordedNotifier, notifier
from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.notifier.wire import Event, Show
from twohats.prompters.notifying import Popup
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import buttons as buttons_module
from twohats.prompters.rungs.buttons import ButtonsRung
from twohats.question import Choice, Standing


@dataclass
class Desk:
    """A rung with its notifier, its browser and one question."""

    notifier: RecordedNotifier
    browser: Browser
    rung: ButtonsRung
    held: HeldQuestion

    def show(self) -> "asyncio.Task[bool]":
        return asyncio.create_task(self.rung.show(self.held))

    async def shown(self, count: int) -> None:
        await until(lambda: len(self.notifier.shown) >= count)


@contextmanager
def desk(folder: Path, mode: str = "plain", **changes: object) -> Iterator[Desk]:
    with notifier(folder, mode) as made:
        browser = Browser()
        page = PagePrompter(entrance(folder), browse=browser, links=lambda: False)
        held = HeldQuestion(question(**changes), limit=600, ended=lambda _: None)  # type: ignore[arg-type]
        yield Desk(made, browser, ButtonsRung(made, page, "en"), held)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)


async def test_a_press_answers_and_the_popup_is_taken_away(tmp_path: Path) -> None:
    with desk(tmp_path, "press:block") as it:
        assert await it.show()
        assert it.held.answers[0].choice is Choice.BLOCK
        await until(lambda: it.notifier.orders[-1] == {"is": "clear", "id": "K7Q2WX"})
        (shown,) = it.notifier.shown
        assert shown["title"] == "@acme (brand, X): send this post?"
        assert shown["buttons"] == [["block", "Do not send"], ["send", "Send"], ["review", "Review"]]
        assert it.browser.opened == []


async def test_a_yes_at_once_is_asked_again_until_it_was_in_view_long_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twohats.prompters.rungs.pressing.ARM_SECONDS", 0.3)
    with desk(tmp_path, "press:send") as it:
        assert await it.show()
        assert it.held.answers[0].choice is Choice.SEND
        assert it.held.answers[0].seconds >= 0.3
        assert len(it.notifier.shown) > 1


async def test_a_popup_that_came_late_is_in_view_only_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path, "press:send") as it:
        begun: list[float] = []
        show = Popup.show

        async def late(popup: Popup, order: Show) -> Event:
            if not begun:
                await asyncio.sleep(0.4)
            begun.append(asyncio.get_running_loop().time())
            return await show(popup, order)

        monkeypatch.setattr(Popup, "show", late)
        monkeypatch.setattr("twohats.prompters.rungs.pressing.ARM_SECONDS", 0.3)
        assert await it.show()
        assert asyncio.get_running_loop().time() - begun[0] >= 0.3


async def test_a_button_that_is_not_on_the_popup_does_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, "press:send", approvers=("bo",)) as it:
        task = it.show()
        await it.shown(1)
        await asyncio.sleep(0.1)
        assert it.held.standing is Standing.OPEN
        it.held.answer(Choice.SEND, by="bo", channel="page")
        assert await task


async def test_a_question_that_grows_is_shown_as_it_is_now_and_has_to_be_read_anew(tmp_path: Path) -> None:
    with desk(tmp_path) as it:
        task = it.show()
        await it.shown(1)
        it.held.grow(question("OTHER", action="a"))
        await it.shown(2)
        assert "2 posts in one go" in it.notifier.shown[-1]["text"]
        it.held.answer(Choice.BLOCK, by="anna", channel="page")
        assert await task


async def test_asking_a_colleague_shows_what_is_left_to_the_employee(tmp_path: Path) -> None:
    with desk(tmp_path, "press:ask", colleagues=("bo",)) as it:
        task = it.show()
        await it.shown(2)
        assert [id for id, _ in it.notifier.shown[-1]["buttons"]] == ["block", "review"]
        it.held.answer(Choice.BLOCK, by="bo", channel="page")
        assert await task


@pytest.mark.parametrize("mode", ["press:review", "press:clicked"])
async def test_a_review_opens_the_page_and_brings_no_new_popup(tmp_path: Path, mode: str) -> None:
    with desk(tmp_path, mode, undo=True) as it:
        task = it.show()
        await until(lambda: it.browser.opened)
        await asyncio.sleep(0.2)
        assert len(it.notifier.shown) == 1
        assert not it.held.question.undo
        it.held.answer(Choice.BLOCK, by="anna", channel="page")
        assert await task


async def test_a_review_without_a_page_brings_the_popup_again(tmp_path: Path) -> None:
    with desk(tmp_path, "press:review") as it:
        it.browser.works = False
        task = it.show()
        await it.shown(2)
        task.cancel()
        await asyncio.wait({task})


@pytest.mark.parametrize(("undo", "tabs"), [(False, 1), (True, 0)])
async def test_a_popup_that_is_closed_leads_to_the_page_unless_it_may_go_unseen(
    tmp_path: Path, undo: bool, tabs: int
) -> None:
    with desk(tmp_path, "press:dismissed", undo=undo) as it:
        task = it.show()
        await it.shown(1)
        await asyncio.sleep(0.2)
        assert len(it.browser.opened) == tabs
        task.cancel()
        await asyncio.wait({task})


async def test_where_buttons_hide_in_a_menu_the_page_is_opened_beside_the_popup(tmp_path: Path) -> None:
    with desk(tmp_path, "menu") as it:
        task = it.show()
        await until(lambda: it.browser.opened)
        assert not task.done()
        task.cancel()
        await asyncio.wait({task})


async def test_a_window_counts_down_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buttons_module, "SWIFT_STEP", 0.05)
    with desk(tmp_path, undo=True, seconds=9) as it:
        task = it.show()
        await it.shown(3)
        assert {order["id"] for order in it.notifier.shown} == {"K7Q2WX"}
        assert all("It goes out in" in order["text"] for order in it.notifier.shown)
        it.held.touch()  # somebody looks at it on the page: it is a question now
        await until(lambda: ["send", "Send"] in it.notifier.shown[-1]["buttons"])
        task.cancel()
        await asyncio.wait({task})


@pytest.mark.parametrize("mode", ["fails", "loses", "ends"])
async def test_what_cannot_be_shown_or_kept_is_for_the_next_rung(tmp_path: Path, mode: str) -> None:
    with desk(tmp_path, mode) as it:
        assert not await asyncio.wait_for(it.rung.show(it.held), 5)
        assert it.held.standing is Standing.OPEN


async def test_an_undo_window_whose_popup_is_lost_does_not_run_out(tmp_path: Path) -> None:
    with desk(tmp_path, "loses", undo=True, seconds=5) as it:
        assert not await it.rung.show(it.held)
        assert not it.held.question.undo
        assert it.held.seconds_left() > 5


async def test_an_undo_window_that_was_never_shown_is_for_the_next_rung_as_it_is(tmp_path: Path) -> None:
    with desk(tmp_path, "fails", undo=True) as it:
        assert not await it.rung.show(it.held)
        assert it.held.question.undo


@pytest.mark.parametrize(("mode", "told"), [("plain", True), ("fails", False)])
async def test_a_notice_has_no_buttons_and_goes_by_itself(tmp_path: Path, mode: str, told: bool) -> None:
    with desk(tmp_path, mode) as it:
        assert await it.rung.notice("Not sent", "refused") is told
        assert await it.rung.notice("Not sent", "refused") is told
        first, second = it.notifier.shown
        assert first["id"] != second["id"]
        assert (first["buttons"], first["urgent"]) == ([], False)
        assert first["seconds"] > 0
        assert [order["is"] for order in it.notifier.orders] == ["show", "show"]
