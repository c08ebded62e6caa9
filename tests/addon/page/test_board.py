import asyncio

import pytest

from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.page import board as board_module
from twohats.page.board import Board
from twohats.question import Choice, Hindrance


def held() -> HeldQuestion:
    return HeldQuestion(question(), limit=600, ended=lambda _: None)


async def test_a_page_that_waits_hears_at_once() -> None:
    board = Board()
    waiting = asyncio.create_task(board.news(0, 60))
    await asyncio.sleep(0)
    board.tell("K7Q2WX")
    assert await waiting
    assert (board.version, board.since(0), board.since(1)) == (1, ["K7Q2WX"], [])


async def test_what_happened_before_is_not_missed() -> None:
    board = Board()
    board.tell("A")
    board.tell("B")
    assert await board.news(1, 0)
    assert board.since(1) == ["B"]


async def test_without_news_it_comes_back_in_time() -> None:
    assert not await Board().news(0, 0.01)


async def test_a_change_that_is_nobodys_is_counted() -> None:
    board = Board()
    board.tell()
    assert (board.version, board.since(0)) == (1, [])


async def test_changes_are_remembered_up_to_a_bound() -> None:
    board = Board()
    for number in range(board_module.MOST_REMEMBERED + 5):
        board.tell(f"Q{number}")
    assert len(board.since(0)) == board_module.MOST_REMEMBERED


async def test_where_no_page_is_open_nobody_is_reached() -> None:
    board = Board()
    assert not await board.show(held())
    assert board.since(0) == ["K7Q2WX"]


async def test_an_open_page_reaches_its_person_until_it_is_decided() -> None:
    board, one = Board(), held()
    board.watched = 1
    shown = asyncio.create_task(board.show(one))
    await asyncio.sleep(0.01)
    assert not shown.done()
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert await shown


async def test_all_that_happens_to_a_question_is_told() -> None:
    board, one = Board(), held()
    await board.show(one)
    for change in (
        lambda: one.grow(question(sameness="other")),
        lambda: one.answer(Choice.BLOCK, by="anna", channel="x"),
    ):
        version = board.version
        change()
        assert await board.news(version, 1)
        assert board.since(version) == ["K7Q2WX"]


async def test_a_notice_lets_lists_look_anew() -> None:
    board = Board()
    await board.notice("title", "text")
    assert board.version == 1


async def test_a_reminder_comes_once() -> None:
    board = Board()
    board.remind("K7Q2WX", 0.01)
    board.remind("K7Q2WX", 0.01)
    await asyncio.sleep(0.05)
    board.remind("K7Q2WX", 0.01)
    await asyncio.sleep(0.05)
    assert board.version == 1


async def test_its_end_lets_everybody_go() -> None:
    board = Board()
    board.remind("K7Q2WX", 0.01)
    waiting = asyncio.create_task(board.news(0, 60))
    await asyncio.sleep(0)
    board.close()
    assert await waiting
    assert await board.news(board.version, 60)
    version = board.version
    await asyncio.sleep(0.03)
    assert board.version == version


@pytest.mark.parametrize(("hindrance", "times"), [(None, 2), (Hindrance.OVERRULED, 3)])
async def test_an_open_page_hears_of_a_yes_that_came_to_nothing(
    monkeypatch: pytest.MonkeyPatch, hindrance: Hindrance | None, times: int
) -> None:
    monkeypatch.setattr(board_module, "AFTER_SECONDS", 0.02)
    board, one = Board(), held()
    await board.show(one)
    one.answer(Choice.SEND, by="anna", channel="page")
    one.hindrance = hindrance
    await asyncio.sleep(0.1)
    assert board.version == times
