import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.prompters.dialogs.dialog import Words
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.dialog import DialogRung
from twohats.question import Choice, Standing


class ScriptedDialog:
    """Presses one button after the other; when they are used up it stays open."""

    def __init__(self, *presses: str | None, seconds: float = 0.0) -> None:
        self.presses: Iterable[str | None] = iter(presses)
        self.seconds = seconds
        self.asked: list[Words] = []
        self.closed = 0

    def is_here(self) -> bool:
        return True

    async def ask(self, words: Words) -> str | None:
        self.asked.append(words)
        try:
            await asyncio.sleep(self.seconds)
            for pressed in self.presses:
                return pressed
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.closed += 1
            raise
        return None


def rung(folder: Path, dialog: ScriptedDialog) -> DialogRung:
    return DialogRung(dialog, PagePrompter(entrance(folder), browse=Browser()), "en")


def held(**changes: object) -> HeldQuestion:
    return HeldQuestion(question(**changes), limit=600, ended=lambda _: None)  # type: ignore[arg-type]


async def test_a_press_answers(tmp_path: Path) -> None:
    one, dialog = held(), ScriptedDialog("block")
    assert await rung(tmp_path, dialog).show(one)
    assert one.answers[0].choice is Choice.BLOCK
    (words,) = dialog.asked
    assert words.buttons[0] == ("block", "Do not send")
    assert words.seconds == 60


async def test_a_yes_at_once_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twohats.prompters.rungs.pressing.ARM_SECONDS", 0.1)
    one, dialog = held(), ScriptedDialog("send", "block")
    assert await rung(tmp_path, dialog).show(one)
    assert one.answers[0].choice is Choice.BLOCK
    one, dialog = held(), ScriptedDialog("send", seconds=0.15)
    assert await rung(tmp_path, dialog).show(one)
    assert one.answers[0].choice is Choice.SEND


@pytest.mark.parametrize("pressed", [None, "review", "send", "exploded"])
async def test_whatever_is_no_button_of_the_question_leads_on_and_decides_nothing(
    tmp_path: Path, pressed: str | None
) -> None:
    one = held(approvers=("bo",))
    assert not await rung(tmp_path, ScriptedDialog(pressed)).show(one)
    assert one.standing is Standing.OPEN
    assert (one.seconds_left() > 60) == (pressed == "review")


async def test_it_is_closed_when_the_question_is_decided_elsewhere(tmp_path: Path) -> None:
    one, dialog = held(), ScriptedDialog()
    task = asyncio.create_task(rung(tmp_path, dialog).show(one))
    await asyncio.sleep(0.01)
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert await asyncio.wait_for(task, 2)
    assert dialog.closed == 1


async def test_it_is_asked_anew_when_the_question_changes(tmp_path: Path) -> None:
    one, dialog = held(colleagues=("bo",)), ScriptedDialog()
    task = asyncio.create_task(rung(tmp_path, dialog).show(one))
    await asyncio.sleep(0.01)
    one.answer(Choice.ASK, by="anna", channel="page")
    await asyncio.sleep(0.01)
    assert [id for id, _ in dialog.asked[-1].buttons] == ["block", "review"]
    assert dialog.closed == 1
    task.cancel()
    await asyncio.wait({task})
    assert dialog.closed == 2


async def test_nobody_wants_a_window_for_a_notice(tmp_path: Path) -> None:
    dialog = ScriptedDialog()
    assert not await rung(tmp_path, dialog).notice("Not sent", "refused")
    assert dialog.asked == []
