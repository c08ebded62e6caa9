import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance, held
from tests.support.notifiers import notifier
from twohats.prompter import Held
from twohats.prompters import desktop as desktop_module
from twohats.prompters.crowd import PLACES, Crowd
from twohats.prompters.desktop import DesktopPrompter, desktop_prompter
from twohats.prompters.page import PagePrompter
from twohats.question import Choice


@dataclass
class ScriptedRung:
    """A rung that reaches somebody or does not."""

    reaches: bool
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def show(self, held: Held) -> bool:
        self.asked.append(held.question.id)
        if self.reaches:
            await held.decided()
        return self.reaches

    async def notice(self, title: str, text: str) -> bool:
        self.told.append(title)
        return self.reaches


def prompter(folder: Path, *rungs: ScriptedRung) -> DesktopPrompter:
    page = PagePrompter(entrance(folder), browse=Browser(), links=lambda: False)
    with notifier(folder, "fails") as made:
        return DesktopPrompter(rungs, Crowd(made, page, "en"))


async def test_the_first_rung_that_reaches_somebody_is_the_last_that_is_tried(tmp_path: Path) -> None:
    rungs = ScriptedRung(False), ScriptedRung(True), ScriptedRung(True)
    one = held()
    task = asyncio.create_task(prompter(tmp_path, *rungs).show(one))
    await asyncio.sleep(0.01)
    assert not task.done()
    one.answer(Choice.BLOCK, by="anna", channel="desktop")
    assert await task
    assert [rung.asked for rung in rungs] == [["K7Q2WX"], ["K7Q2WX"], []]


async def test_when_all_fail_nobody_is_reached(tmp_path: Path) -> None:
    one = held()
    assert not await prompter(tmp_path, ScriptedRung(False), ScriptedRung(False)).show(one)
    assert one.answers == ()


async def test_a_burst_waits_for_its_turn(tmp_path: Path) -> None:
    rung = ScriptedRung(True)
    desktop = prompter(tmp_path, rung)
    waiting = [held(f"Q{number}") for number in range(10)]
    tasks = [asyncio.create_task(desktop.show(one)) for one in waiting]
    await asyncio.sleep(0.01)
    assert len(rung.asked) == PLACES
    for one in waiting:
        one.answer(Choice.BLOCK, by="anna", channel="page")
    assert all(await asyncio.gather(*tasks))


async def test_a_notice_is_told_once_in_the_first_way_that_works(tmp_path: Path) -> None:
    rungs = ScriptedRung(False), ScriptedRung(True), ScriptedRung(True)
    await prompter(tmp_path, *rungs).notice("Not sent", "refused")
    assert [rung.told for rung in rungs] == [["Not sent"], ["Not sent"], []]


async def test_a_notice_that_cannot_be_told_is_silent(tmp_path: Path) -> None:
    await prompter(tmp_path, ScriptedRung(False)).notice("Not sent", "refused")


async def test_the_notifier_runs_before_the_first_question_where_the_extra_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with notifier(tmp_path) as made:
        monkeypatch.setattr(desktop_module, "Notifier", lambda here: made if here() else None)
        desktop_prompter(PagePrompter(entrance(tmp_path), browse=Browser()), "en")
        async with asyncio.timeout(10):
            while not made._ready:
                await asyncio.sleep(0.01)


async def test_a_hundred_refusals_are_one_notice(tmp_path: Path) -> None:
    rung = ScriptedRung(True)
    desktop = prompter(tmp_path, rung)
    for _ in range(100):
        await desktop.notice("Not sent: this post from @acme (brand, X)", "twohats refused it.")
    assert rung.told == ["Not sent: this post from @acme (brand, X)"]
