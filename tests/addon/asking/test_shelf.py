import pytest

from tests.support.prompters import question
from twohats.asking import held as held_module
from twohats.asking import shelf as shelf_module
from twohats.asking.held import HeldQuestion
from twohats.asking.shelf import Shelf
from twohats.question import Choice, Ending


def put(shelf: Shelf, id: str, sameness: str = "") -> HeldQuestion:
    held = HeldQuestion(question(id, sameness), limit=600, ended=shelf.ended)
    shelf.add(held)
    return held


async def test_a_question_is_found_by_id_and_by_activity_open_and_ended() -> None:
    shelf = Shelf()
    held = put(shelf, "AAAAAA", "s")
    assert shelf.open() == (held,)
    assert shelf.find("AAAAAA") is shelf.last("s") is held
    held.end(Ending.CLOCK)
    assert shelf.open() == ()
    assert shelf.find("AAAAAA") is shelf.last("s") is held
    assert shelf.unanswered() == (held,)


async def test_an_answered_question_is_not_listed_as_unanswered() -> None:
    shelf = Shelf()
    put(shelf, "AAAAAA").answer(Choice.SEND, by="anna", channel="page")
    assert shelf.unanswered() == ()
    assert shelf.find("AAAAAA") is not None


async def test_only_the_latest_ended_questions_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MAX_REMEMBERED", 2)
    shelf = Shelf()
    for id in ("AAAAAA", "BBBBBB", "CCCCCC"):
        put(shelf, id).end(Ending.CLOCK)
    assert [held.question.id for held in shelf.unanswered()] == ["BBBBBB", "CCCCCC"]
    assert shelf.last("same-AAAAAA") is None


async def test_what_ended_too_long_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    put(shelf, "AAAAAA").end(Ending.CLOCK)
    monkeypatch.setattr(held_module, "LATE_SECONDS", 0)
    assert shelf.unanswered() == ()
    assert [held.question.id for held in shelf.recent()] == ["AAAAAA"]
    monkeypatch.setattr(shelf_module, "REMEMBERED_SECONDS", 0)
    assert shelf.find("AAAAAA") is None
    assert shelf.last("same-AAAAAA") is None


async def test_a_question_that_opens_again_leaves_the_ended_ones() -> None:
    shelf = Shelf()
    put(shelf, "AAAAAA", "s").end(Ending.CLOCK)
    again = put(shelf, "AAAAAA", "s")
    assert shelf.unanswered() == ()
    assert shelf.find("AAAAAA") is again


async def test_an_action_leads_to_its_open_question_only() -> None:
    shelf = Shelf()
    held = HeldQuestion(question("AAAAAA", action="a"), limit=600, ended=shelf.ended)
    shelf.add(held)
    shelf.join(held, "another")
    assert shelf.about("a") is shelf.last("another") is held
    assert shelf.about("") is None
    held.end(Ending.CLOCK)
    assert shelf.about("a") is None


async def test_the_shelf_is_full_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MAX_OPEN", 1)
    shelf = Shelf()
    assert not shelf.full
    put(shelf, "AAAAAA")
    assert shelf.full
