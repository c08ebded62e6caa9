import asyncio
from datetime import UTC, datetime

import pytest

from tests.support.pins import team_policy
from tests.support.prompters import POST, RememberedTickets, ScriptedPrompter, picture, question
from twohats.asking.questions import Questions
from twohats.page.colleagues import Colleagues
from twohats.page.links import Links
from twohats.page.scene import Scene
from twohats.page.waiting import emergency, left_open, waiting
from twohats.sign_ins import SignIns
from twohats.state.left_open import Left
from twohats.state.reviews import Review
from twohats_policy.activity import Verb


@pytest.fixture
def questions() -> Questions:
    return Questions([ScriptedPrompter()], RememberedTickets())


def colleagues(questions: Questions) -> Colleagues:
    policy, links = team_policy(), Links("https://192.0.2.7:8443", "AB:CD")
    return Colleagues(questions, SignIns(lambda: policy.people, lambda: 0.0), lambda: policy, links=links)


async def told(questions: Questions, **changes: object) -> dict[str, object]:
    asyncio.create_task(questions.ask(question(**changes), asyncio.Event()))  # type: ignore[arg-type]  # noqa: RUF006
    await asyncio.sleep(0.01)
    held = questions.find("K7Q2WX")
    assert held is not None
    found = waiting(held, Scene("en"), colleagues(questions))
    await questions.stop()
    return found


async def test_an_open_question(questions: Questions) -> None:
    found = await told(questions, pictures=(picture(),))
    assert (found["id"], found["standing"], found["seconds"], found["can_answer"]) == ("K7Q2WX", "open", 60, 60)
    assert (found["waits_for"], found["link"], found["undo"], found["parts"]) == ("", "", False, 1)
    assert (found["text"], found["pictures"]) == ("Sunday in the sun", 1)


async def test_what_else_is_in_the_call_is_told(questions: Questions) -> None:
    story = POST.model_copy(update={"verb": Verb.STORY, "text": "And this"})
    assert (await told(questions, activities=(POST, story)))["besides"] == ["story And this"]


async def test_a_second_opinion_says_whom_it_waits_for_how_long_and_by_which_link(questions: Questions) -> None:
    found = await told(questions, approvers=("bo", "cilla"), second_seconds=7200)
    assert (found["seconds"], found["can_answer"]) == (60, 7200)
    assert found["waits_for"] == "Bo Lind (`bo`), Cilla Ek (`cilla`)"
    assert str(found["link"]).startswith("https://192.0.2.7:8443/second/")
    assert found["fingerprint"] == "AB:CD"


async def test_what_was_to_go_out_at_once_can_be_answered_while_the_call_waits(questions: Questions) -> None:
    assert (await told(questions, approvers=("bo",), second_seconds=0))["can_answer"] == 60


async def test_a_question_that_ended_can_be_confirmed_for_a_quarter_of_an_hour(questions: Questions) -> None:
    found = await told(questions, seconds=0)
    assert (found["standing"], found["seconds"], found["can_answer"]) == ("unanswered", 0, 900)


async def test_parts_and_an_undo_window_are_told(questions: Questions) -> None:
    found = await told(questions, parts=3, undo=True)
    assert (found["parts"], found["undo"]) == (3, True)


def test_an_emergency_says_who_has_to_look(questions: Questions) -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    review = Review(1, "K7Q2WX", "anna", "anna", "acme", "x", at)
    assert emergency(review, colleagues(questions)) == {
        "id": "K7Q2WX",
        "account": "acme (X)",
        "at": "2026-03-01T12:00:00+00:00",
        "by": "anna",
        "waits_for": "Bo Lind (`bo`), Cilla Ek (`cilla`)",
    }


def test_what_waited_when_twohats_stopped() -> None:
    asked = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert left_open(Left("K7Q2WX", "", "x\x1b", "post", asked)) == {
        "id": "K7Q2WX",
        "account": "? (X\ufffd)",
        "verb": "post",
        "asked": "2026-03-01T12:00:00+00:00",
    }
