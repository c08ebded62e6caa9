import asyncio

import pytest

from tests.support.prompters import BRAND, PERSONAL, RememberedTickets, ScriptedPrompter, question
from twohats.asking.questions import Questions
from twohats.page.links import MOST_LINKS, Links, is_for_links
from twohats.prompter import Held
from twohats.question import Choice, Question
from twohats_policy.account import AccountKind

ORIGIN = "https://192.0.2.7:8443"


@pytest.fixture
def links() -> Links:
    return Links(ORIGIN, "AB:CD")


@pytest.fixture
def questions() -> Questions:
    return Questions([ScriptedPrompter()], RememberedTickets())


def second(**changes: object) -> Question:
    return question(**({"approvers": ("bo",)} | changes))  # type: ignore[arg-type]


async def asked(questions: Questions, made: Question) -> Held:
    asyncio.create_task(questions.ask(made, asyncio.Event()))  # noqa: RUF006
    await asyncio.sleep(0.01)
    held = questions.find(made.id)
    assert held is not None
    return held


def token(address: str) -> str:
    assert address.startswith(f"{ORIGIN}/second/")
    return address.rpartition("/")[2]


async def test_a_link_leads_to_its_question_and_is_the_same_each_time(links: Links, questions: Questions) -> None:
    held = await asked(questions, second())
    address = links.address(held.question)
    assert links.address(held.question) == address
    assert len(bytes.fromhex(token(address))) == 32
    assert links.lead(token(address), questions.find) is held
    await questions.stop()


def test_every_run_and_every_question_has_another(links: Links) -> None:
    made = {links.address(second()), links.address(second(id="BBBBBB")), links.address(second(sameness="other"))}
    made.add(Links(ORIGIN).address(second()))
    assert len(made) == 4


async def test_a_guess_leads_nowhere(links: Links, questions: Questions) -> None:
    right = token(links.address((await asked(questions, second())).question))
    for guess in ("", "0" * 64, right[:-1], right.upper(), f"{right}0", "\ud800"):
        assert links.lead(guess, questions.find) is None
    await questions.stop()


async def test_a_link_that_was_never_given_leads_nowhere(links: Links, questions: Questions) -> None:
    held = await asked(questions, second())
    assert links.lead(links._token(held.question), questions.find) is None
    await questions.stop()


@pytest.mark.parametrize(
    "changes",
    [
        {"approvers": ()},
        {"account": PERSONAL},
        {"accounts": (BRAND, PERSONAL)},
        {"account": BRAND.model_copy(update={"kind": AccountKind.UNKNOWN})},
    ],
)
def test_only_second_opinions_about_brands_have_one(links: Links, changes: dict[str, object]) -> None:
    assert links.address(second(**changes)) == ""
    assert not is_for_links(second(**changes))


async def test_one_that_turns_out_to_be_personal_leads_nowhere(links: Links, questions: Questions) -> None:
    right = token(links.address(second()))
    held = await asked(questions, second(account=PERSONAL))
    assert (held.question.id, links.lead(right, questions.find)) == ("K7Q2WX", None)
    await questions.stop()


def test_without_a_server_there_is_none() -> None:
    assert Links().address(second()) == ""


async def test_it_leads_nowhere_once_the_time_is_over(links: Links, questions: Questions) -> None:
    held = await asked(questions, second(seconds=0, second_seconds=0))
    assert links.lead(token(links.address(held.question)), questions.find) is None


async def test_it_leads_on_after_the_call_has_ended_and_after_the_decision(links: Links, questions: Questions) -> None:
    held = await asked(questions, second(seconds=0))
    right = token(links.address(held.question))
    assert links.lead(right, questions.find) is held
    assert await questions.answer("K7Q2WX", Choice.SEND, by="bo", channel="link")
    assert links.lead(right, questions.find) is held


def test_a_flood_of_questions_fills_no_memory(links: Links) -> None:
    for number in range(MOST_LINKS + 10):
        links.address(second(sameness=str(number)))
    assert len(links._known) == MOST_LINKS


def test_nothing_that_is_kept_opens_a_link(links: Links) -> None:
    right = token(links.address(second()))
    assert right not in repr(links)
    assert bytes.fromhex(right) not in links._known
