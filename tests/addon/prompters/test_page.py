import asyncio
import threading
import webbrowser
from pathlib import Path

import pytest

from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.page.entrance import Entrance
from twohats.prompters import page as page_module
from twohats.prompters.page import PagePrompter, browse
from twohats.question import Choice


class Browser:
    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.opened: list[str] = []

    def __call__(self, address: str) -> bool:
        self.opened.append(address)
        return self.works


def entrance(folder: Path, now: list[float] | None = None) -> Entrance:
    time = now or [0.0]
    made = Entrance(folder, "en", clock=lambda: time[0])
    made.origin = "http://127.0.0.1:4321"
    return made


def held(id: str = "K7Q2WX", **changes: object) -> HeldQuestion:
    return HeldQuestion(question(id, **changes), limit=600, ended=lambda _: None)  # type: ignore[arg-type]


async def test_it_opens_a_file_and_waits_for_the_answer(tmp_path: Path) -> None:
    browser, one = Browser(), held()
    task = asyncio.create_task(PagePrompter(entrance(tmp_path), browse=browser).show(one))
    await asyncio.sleep(0.05)
    assert not task.done()
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert await task
    assert len(browser.opened) == 1
    assert browser.opened[0].startswith("file:///")


async def test_the_token_is_not_in_the_address(tmp_path: Path) -> None:
    browser = Browser()
    door = entrance(tmp_path)
    await PagePrompter(door, browse=browser).bring_up(held())
    written = next(tmp_path.glob("open-*.html")).read_text(encoding="utf-8")
    token = written.partition('name="token" value="')[2].partition('"')[0]
    assert token not in browser.opened[0]
    assert door.admit(token) is not None


async def test_a_burst_of_questions_opens_one_tab(tmp_path: Path) -> None:
    browser, now = Browser(), [0.0]
    prompter = PagePrompter(entrance(tmp_path, now), browse=browser)
    assert all(await asyncio.gather(*(prompter.bring_up(held(f"Q{n}")) for n in range(50))))
    assert len(browser.opened) == 1
    now[0] += page_module.QUIET_SECONDS
    await prompter.bring_up(held())
    assert len(browser.opened) == 2


async def test_no_tab_is_opened_beside_a_page_in_view(tmp_path: Path) -> None:
    browser, one, door = Browser(), held(), entrance(tmp_path)
    with door.views.following("tab"):
        door.views.say("tab", in_view=True)
        task = asyncio.create_task(PagePrompter(door, browse=browser).show(one))
        await asyncio.sleep(0.05)
        assert not task.done()
        one.answer(Choice.BLOCK, by="anna", channel="page")
        assert await task
    assert browser.opened == []


async def test_a_tab_behind_others_or_gone_is_no_page_in_view(tmp_path: Path) -> None:
    browser, now = Browser(), [0.0]
    door = entrance(tmp_path, now)
    prompter = PagePrompter(door, browse=browser)
    with door.views.following("tab"):
        door.views.say("tab", in_view=True)
        door.views.say("tab", in_view=False)
        assert await prompter.offer(held())
        door.views.say("tab", in_view=True)
    now[0] += page_module.QUIET_SECONDS
    assert await prompter.offer(held())
    assert len(browser.opened) == 2


async def test_who_asks_for_the_page_gets_it_even_if_another_is_in_view(tmp_path: Path) -> None:
    browser, door = Browser(), entrance(tmp_path)
    with door.views.following("tab"):
        door.views.say("tab", in_view=True)
        assert await PagePrompter(door, browse=browser).bring_up(held())
    assert len(browser.opened) == 1


@pytest.mark.parametrize(("safe", "came_in", "tabs"), [(True, False, 2), (True, True, 1), (False, False, 1)])
async def test_a_browser_that_may_not_read_the_file_gets_a_link_where_that_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, safe: bool, came_in: bool, tabs: int
) -> None:
    monkeypatch.setattr(page_module, "LINK_SECONDS", 0.05)
    browser, door = Browser(), entrance(tmp_path)
    await PagePrompter(door, browse=browser, links=lambda: safe).bring_up(held())
    if came_in:
        written = next(tmp_path.glob("open-*.html")).read_text(encoding="utf-8")
        assert door.admit(written.partition('name="token" value="')[2].partition('"')[0])
    await asyncio.sleep(0.2)
    assert len(browser.opened) == tabs
    assert all(address.startswith("http://127.0.0.1:4321/enter/") for address in browser.opened[1:])


async def test_a_question_that_was_answered_gets_no_second_tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "LINK_SECONDS", 0.05)
    browser, one = Browser(), held()
    await PagePrompter(entrance(tmp_path), browse=browser, links=lambda: True).bring_up(one)
    one.answer(Choice.BLOCK, by="anna", channel="terminal")
    await asyncio.sleep(0.2)
    assert len(browser.opened) == 1


async def test_without_a_browser_nobody_is_reached(tmp_path: Path) -> None:
    assert not await PagePrompter(entrance(tmp_path), browse=Browser(works=False)).show(held())


async def test_before_the_page_listens_nobody_is_reached(tmp_path: Path) -> None:
    browser, door = Browser(), entrance(tmp_path)
    door.origin = ""
    assert not await PagePrompter(door, browse=browser).show(held())
    assert browser.opened == []


@pytest.mark.parametrize("error", [webbrowser.Error("none"), OSError("full")])
async def test_a_browser_that_fails_reaches_nobody(tmp_path: Path, error: Exception) -> None:
    def fails(_: str) -> bool:
        raise error

    assert not await PagePrompter(entrance(tmp_path), browse=fails).show(held())


async def test_a_browser_that_hangs_reaches_nobody_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "_BROWSER_SECONDS", 0.05)
    released = threading.Event()
    assert not await PagePrompter(entrance(tmp_path), browse=lambda _: released.wait(5)).show(held())
    released.set()


async def test_a_notice_opens_no_tab(tmp_path: Path) -> None:
    browser = Browser()
    await PagePrompter(entrance(tmp_path), browse=browser).notice("Not sent", "refused")
    assert browser.opened == []


def test_the_persons_browser_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Browser()
    monkeypatch.setattr(webbrowser, "open", asked)
    assert browse("file:///x.html")
    assert asked.opened == ["file:///x.html"]
