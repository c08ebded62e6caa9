import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pins import ANNAS_PIN, BOS_PIN, DAGS_PIN, cheap, team_policy
from tests.support.prompters import BRAND, PERSONAL, RememberedTickets, ScriptedPrompter, question
from twohats.asking.questions import Questions
from twohats.asking.tickets import LONG_LIFETIME
from twohats.page.colleagues import Colleagues, Hitch, Statement
from twohats.page.links import Links
from twohats.prompter import Held
from twohats.question import Answer, Bypass, Choice, Grounds, Standing
from twohats.sign_ins import MOST_TRIES, SignIns
from twohats.state.reviews import Reviews
from twohats.state.store import Store
from twohats_policy.policy import Policy

POLICIES = {True: team_policy(), False: team_policy(approves="[]")}
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Office:
    """Questions, the policy of the moment, and the colleagues by it."""

    reviews: Reviews
    policy: Policy | None = field(default_factory=team_policy)
    tickets: RememberedTickets = field(default_factory=RememberedTickets)

    def __post_init__(self) -> None:
        self.questions = Questions([ScriptedPrompter()], self.tickets, reviews=self.reviews)
        signing = SignIns(lambda: self.policy.people if self.policy else {}, asyncio.get_running_loop().time)
        self.colleagues = Colleagues(self.questions, signing, lambda: self.policy, self.reviews, Links())

    async def asked(self, **changes: object) -> tuple[Held, asyncio.Task[Answer]]:
        task = asyncio.create_task(self.questions.ask(question(**changes), asyncio.Event()))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        held = self.questions.find("K7Q2WX")
        assert held is not None
        return held, task

    async def second(self, **changes: object) -> tuple[Held, asyncio.Task[Answer]]:
        """Ask for a second opinion of bo or cilla."""
        return await self.asked(approvers=("bo", "cilla"), **changes)

    async def says(self, held: Held, by: str = "bo", pin: str = BOS_PIN, **more: object) -> str:
        """Return the key of what stands in the way; empty if it counts."""
        choice = more.pop("choice", Choice.SEND)
        said = Statement(choice, by=by, pin=pin, channel="page", **more)  # type: ignore[arg-type]
        hitch = await self.colleagues.answer(held, said)
        return hitch.key if hitch else ""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


@pytest.fixture
async def office(store: Store) -> AsyncIterator[Office]:
    office = Office(Reviews(store, lambda: NOW))
    yield office
    await office.questions.stop()


async def test_a_colleague_with_the_right_pin_releases(office: Office) -> None:
    held, waiting = await office.second()
    assert await office.says(held, reason="looks fine") == ""
    answer = await waiting
    assert (answer.choice, answer.by, answer.channel, answer.reason) == (Choice.SEND, "bo", "page", "looks fine")


async def test_a_colleague_can_refuse(office: Office) -> None:
    held, waiting = await office.second()
    assert await office.says(held, choice=Choice.BLOCK) == ""
    assert ((await waiting).choice, (await waiting).by) == (Choice.BLOCK, "bo")


@pytest.mark.parametrize(
    ("by", "pin", "key"),
    [
        ("bo", "", "second.wrong"),
        ("bo", "guess, and a bad one", "second.wrong"),
        ("bo", ANNAS_PIN, "second.wrong"),
        ("cilla", BOS_PIN, "second.no_pin"),
        ("nobody", BOS_PIN, "second.wrong"),
        ("Bo", BOS_PIN, "second.wrong"),
        ("dag", DAGS_PIN, "second.not_theirs"),
        ("anna", ANNAS_PIN, "second.not_theirs"),
        ("anna", BOS_PIN, "second.not_theirs"),
        ("anna", "", "second.not_theirs"),
    ],
)
async def test_nobody_else_releases_it(office: Office, by: str, pin: str, key: str) -> None:
    held, waiting = await office.second()
    assert await office.says(held, by, pin) == key
    assert (held.standing, waiting.done()) == (Standing.OPEN, False)


async def test_the_employee_may_always_block_without_a_pin(office: Office) -> None:
    held, waiting = await office.second()
    assert await office.says(held, "anna", "", choice=Choice.BLOCK) == ""
    assert (await waiting).by == "anna"


async def test_the_colleague_at_the_keyboard_is_an_employee_like_others(office: Office) -> None:
    held, _ = await office.asked(employee="bo", approvers=("cilla",))
    assert await office.says(held) == "second.not_theirs"
    assert held.standing is Standing.OPEN


async def test_even_an_approver_s_own_is_released_by_another(office: Office) -> None:
    held, _ = await office.asked(employee="bo", approvers=("bo", "cilla"))
    assert await office.says(held) == "second.not_theirs"


async def test_who_lost_the_right_meanwhile_releases_nothing(office: Office) -> None:
    held, waiting = await office.second()
    office.policy = team_policy(approves="[]")
    assert [one.id for one in office.colleagues.entitled(held.question)] == ["cilla"]
    assert await office.says(held) == "second.not_theirs"
    assert not waiting.done()


async def test_who_got_the_right_meanwhile_was_not_asked(office: Office) -> None:
    held, _ = await office.asked(approvers=("cilla",))
    assert await office.says(held) == "second.not_theirs"


async def test_a_policy_without_approvers_says_so(office: Office) -> None:
    held, _ = await office.asked(approvers=("bo",))
    office.policy = team_policy(approves="[]")
    assert await office.says(held, "anna", "") == "second.nobody"


async def test_all_accounts_have_to_be_theirs(office: Office) -> None:
    held, _ = await office.second(accounts=(BRAND, PERSONAL))
    assert await office.says(held) == "second.nobody"


async def test_a_question_that_is_not_a_second_opinion_is_the_employee_s(office: Office) -> None:
    held, waiting = await office.asked()
    assert await office.says(held) == "second.not_asked"
    assert await office.says(held, choice=Choice.BLOCK) == "second.not_asked"
    assert not waiting.done()
    assert await office.says(held, "anna", "") == ""


async def test_the_employee_puts_a_question_to_a_colleague(office: Office) -> None:
    held, waiting = await office.asked(colleagues=("bo",))
    assert await office.says(held, "anna", "", choice=Choice.ASK) == ""
    assert held.question.approvers == ("bo",)
    assert await office.says(held, "anna", "", choice=Choice.ASK) == "second.asked"
    assert await office.says(held, "anna", "") == "second.not_theirs"
    assert await office.says(held) == ""
    assert (await waiting).by == "bo"


async def test_there_may_be_nobody_to_put_it_to(office: Office) -> None:
    held, _ = await office.asked()
    assert await office.says(held, "anna", "", choice=Choice.ASK) == "second.nobody_to_ask"


async def test_a_second_opinion_after_the_call_has_ended_becomes_a_ticket(office: Office) -> None:
    held, waiting = await office.second(seconds=0)
    await waiting
    assert await office.says(held) == ""
    assert (held.standing, office.tickets.lifetimes) == (Standing.CONFIRMED, [LONG_LIFETIME])
    assert office.tickets.allowed == [("bo", "")]
    assert await office.says(held) == "second.decided"


async def test_a_second_opinion_that_comes_too_late_does_not_count(office: Office) -> None:
    held, waiting = await office.second(seconds=0, second_seconds=0)
    await waiting
    assert await office.says(held) == "second.over"
    assert office.tickets.issued == []


async def test_a_yes_to_less_than_it_is_by_now_does_not_count(office: Office) -> None:
    held, waiting = await office.second(parts=2)
    assert await office.says(held, seen=1) == "second.grown"
    assert not waiting.done()
    assert await office.says(held, seen=2) == ""


async def test_tries_are_counted_across_questions_and_ways(office: Office) -> None:
    held, waiting = await office.second()
    for _ in range(MOST_TRIES):
        assert await office.says(held, pin="guess, and a bad one") == "second.wrong"
    assert await office.says(held) == "second.wait"
    assert not waiting.done()


async def test_without_a_policy_nobody_else_answers(office: Office) -> None:
    held, _ = await office.second()
    office.policy = None
    assert await office.says(held) == "second.wrong"
    assert office.colleagues.entitled(held.question) == ()


async def test_grounds_are_for_a_yes(office: Office) -> None:
    held, waiting = await office.asked()
    assert await office.says(held, "anna", "", choice=Choice.BLOCK, grounds=Grounds(Bypass.EMERGENCY)) == ""
    assert (await waiting).grounds.bypass is None
    assert office.reviews.open() == ()


async def test_an_emergency_is_closed_by_somebody_else_with_a_pin(office: Office) -> None:
    held, waiting = await office.asked()
    assert await office.says(held, "anna", "", grounds=Grounds(Bypass.EMERGENCY)) == ""
    assert (await waiting).choice is Choice.SEND
    (review,) = office.reviews.open()
    assert [one.id for one in office.colleagues.reviewers(review)] == ["bo", "cilla"]
    for by, pin in (("anna", ANNAS_PIN), ("dag", DAGS_PIN), ("bo", "guess, and a bad one"), ("cilla", "")):
        assert await office.colleagues.look(review, by, pin) is not None
    assert office.reviews.open() == (review,)
    assert await office.colleagues.look(review, "bo", BOS_PIN) is None
    assert office.reviews.open() == ()


async def test_where_nobody_approves_anybody_but_the_sender_looks(office: Office) -> None:
    office.reviews.note(question(account=PERSONAL), "anna")
    (review,) = office.reviews.open()
    assert [one.id for one in office.colleagues.reviewers(review)] == ["bo", "cilla", "dag"]
    assert await office.colleagues.look(review, "dag", DAGS_PIN) is None


async def test_who_released_it_in_an_emergency_does_not_look_either(office: Office) -> None:
    office.reviews.note(question(), "bo")
    (review,) = office.reviews.open()
    hitch = await office.colleagues.look(review, "bo", BOS_PIN)
    assert hitch == Hitch("second.look_not_theirs", {"people": "Cilla Ek (`cilla`)", "id": "K7Q2WX"})


async def test_the_offer_names_who_may_and_who_has_a_pin(office: Office) -> None:
    held, _ = await office.second()
    offer = office.colleagues.offer(held.question)
    assert [(one.id, one.name, one.has_pin) for one in offer.people] == [
        ("bo", "Bo Lind", True),
        ("cilla", "Cilla Ek", False),
    ]
    assert (offer.link, offer.fingerprint) == ("", "")
    assert office.colleagues.offer(question()).people == ()


async def test_the_words_say_who_may_and_how(office: Office) -> None:
    held, _ = await office.second()
    hitch = await office.colleagues.answer(held, Statement(Choice.SEND, by="anna", channel="page"))
    assert hitch is not None
    assert hitch.words("en") == (
        "Only Bo Lind (`bo`), Cilla Ek (`cilla`) can release this, each with their own PIN: "
        "on the page, or with `twohats answer K7Q2WX send --as bo`."
    )


def test_a_pin_is_in_no_representation() -> None:
    assert BOS_PIN not in repr(Statement(Choice.SEND, by="bo", channel="page", pin=BOS_PIN))
    assert cheap(BOS_PIN) not in repr(team_policy(cheap(BOS_PIN)).people)


IDS = ("anna", "bo", "cilla", "dag")
PINS = {"anna": ANNAS_PIN, "bo": BOS_PIN, "dag": DAGS_PIN}
ANYBODY = st.sampled_from((*IDS, "nobody"))


@settings(max_examples=25, deadline=None)
@given(
    by=ANYBODY,
    pin=st.sampled_from((*PINS.values(), "guess, and a bad one", "")),
    employee=st.sampled_from(IDS),
    approvers=st.lists(st.sampled_from(IDS), unique=True, min_size=1).map(tuple),
    approves=st.booleans(),
    at_keyboard=st.booleans(),
)
def test_whatever_is_said_only_another_approver_with_their_own_pin_releases(
    by: str, pin: str, employee: str, approvers: tuple[str, ...], approves: bool, at_keyboard: bool
) -> None:
    policy = POLICIES[approves]

    async def said() -> tuple[bool, Standing]:
        questions = Questions([ScriptedPrompter()], RememberedTickets())
        colleagues = Colleagues(questions, SignIns(lambda: policy.people, lambda: 0.0), lambda: policy)
        asked = question(employee=employee, approvers=approvers)
        waiting = asyncio.create_task(questions.ask(asked, asyncio.Event()))
        await asyncio.sleep(0)
        held = questions.open()[0]
        statement = Statement(Choice.SEND, by=by, channel="page", pin=pin, at_keyboard=at_keyboard)
        hitch = await colleagues.answer(held, statement)
        standing = held.standing
        await questions.stop()
        await waiting
        return hitch is None, standing

    may = by in approvers and by != employee and (by == "cilla" or (by == "bo" and approves))
    released, standing = asyncio.run(said())
    assert released == (may and PINS.get(by) == pin)
    assert (standing is Standing.ANSWERED) == released
