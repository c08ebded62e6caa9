from dataclasses import replace
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.popup_words import Button
from twohats.prompters.rungs.pressing import Pressing
from twohats.question import ARM_SECONDS, Choice, Standing


def held(**changes: object) -> HeldQuestion:
    return HeldQuestion(question(**changes), limit=600, ended=lambda _: None)  # type: ignore[arg-type]


def pressing(held: HeldQuestion, folder: Path, *, works: bool = True, ago: float = ARM_SECONDS) -> Pressing:
    page = PagePrompter(entrance(folder), browse=Browser(works=works), links=lambda: False)
    made = Pressing(held, held.question, page)
    return replace(made, since=made.since - ago)


@pytest.mark.parametrize(
    ("button", "choice"), [(Button.SEND, Choice.SEND), (Button.BLOCK, Choice.BLOCK), (Button.UNDO, Choice.BLOCK)]
)
async def test_a_press_is_the_employees_answer(tmp_path: Path, button: Button, choice: Choice) -> None:
    one = held()
    assert pressing(one, tmp_path).press(button)
    (answer,) = one.answers
    assert (answer.choice, answer.by, answer.channel) == (choice, "anna", "desktop")


async def test_ask_puts_it_to_a_colleague(tmp_path: Path) -> None:
    one = held(colleagues=("bo",))
    assert pressing(one, tmp_path).press(Button.ASK)
    assert one.question.approvers == ("bo",)
    assert one.standing is Standing.OPEN


async def test_a_yes_to_what_has_only_just_appeared_is_none_and_a_no_is_one(tmp_path: Path) -> None:
    one = held()
    early = pressing(one, tmp_path, ago=0)
    assert not early.press(Button.SEND)
    assert one.standing is Standing.OPEN
    assert early.press(Button.BLOCK)


async def test_a_yes_to_fewer_parts_than_there_are_is_none(tmp_path: Path) -> None:
    one = held()
    seen = pressing(one, tmp_path)
    one.grow(question("OTHER", action="a"))
    assert not seen.press(Button.SEND)
    assert pressing(one, tmp_path).press(Button.SEND)


async def test_a_yes_that_is_not_theirs_to_give_is_none(tmp_path: Path) -> None:
    one = held(approvers=("bo",))
    assert not pressing(one, tmp_path).press(Button.SEND)
    assert pressing(one, tmp_path).press(Button.BLOCK)


async def test_a_late_press_changes_nothing(tmp_path: Path) -> None:
    one = held()
    late = pressing(one, tmp_path)
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert not late.press(Button.SEND)
    assert one.answers[0].choice is Choice.BLOCK


@pytest.mark.parametrize("works", [True, False])
async def test_a_review_stops_the_clock_and_opens_the_page(tmp_path: Path, works: bool) -> None:
    one = held(undo=True, seconds=5)
    assert await pressing(one, tmp_path, works=works).review() is works
    assert one.seconds_left() > 5
    assert not one.question.undo
