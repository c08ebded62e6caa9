"""Questions made of judged calls; `test_gate` sees them asked and answered within the path of a request."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.gates import Room, WaitingClient, policy, room
from tests.support.photographs import encoded, photograph
from tests.support.policies import question
from tests.support.prompters import question as asked_for
from tests.support.state import ACME
from twohats.asking.asking import TICKET_CHANNEL, Asking
from twohats.asking.composing import strictest_case
from twohats.guard import Client
from twohats.judge import Case
from twohats.question import ASK_SECONDS, Answer, Choice, Ending
from twohats_policy.activity import Media, MediaKind
from twohats_policy.decision import Decision, Effect, Reason
from twohats_policy.engine import strictest


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as rooms:
        yield rooms.enter_context(room(tmp_path, policy(), Choice.SEND))


def case(effect: Effect = Effect.ASK, text: str = "Launch day", **changes: object) -> Case:
    asked = question(asked={"account": ACME, "login": ACME}, text=text, **changes)  # type: ignore[arg-type]
    seconds = 10 if effect is Effect.WAIT else 0
    reasons = (Reason(rule="r", effect=effect, message="Think."),)
    return Case(asked, Decision(effect=effect, reasons=reasons, wait_seconds=seconds))


async def answered(asking: Asking, *cases: Case, marks: tuple[str, ...] = ()) -> Answer | None:
    decision = strictest([one.decision for one in cases])
    return await asking.answer(cases, decision, WaitingClient(), marks)


@pytest.mark.parametrize("effect", [Effect.ALLOW, Effect.NOTE, Effect.SECOND, Effect.BLOCK])
async def test_only_what_a_person_can_decide_is_asked(it: Room, effect: Effect) -> None:
    assert await answered(it.gate.asking, case(effect)) is None
    assert it.prompter.shown == []


@pytest.mark.parametrize(("effect", "seconds"), [(Effect.WAIT, 10), (Effect.ASK, ASK_SECONDS)])
async def test_a_question_says_who_what_and_why(it: Room, effect: Effect, seconds: int) -> None:
    waiting = WaitingClient(client=Client(agent="Tool/1", listener="", process="tool"))
    cases = (case(Effect.ALLOW, "harmless"), case(effect))
    found = await it.gate.asking.answer(cases, strictest([one.decision for one in cases]), waiting, ())
    assert found is not None
    assert found.choice is Choice.SEND
    (asked,) = it.prompter.shown
    assert (asked.problem.text, asked.account, asked.client, asked.seconds) == ("Launch day", ACME, "tool", seconds)
    assert [activity.text for activity in asked.activities] == ["harmless", "Launch day"]
    assert (asked.employee, asked.asked) == ("anna", it.clock())


async def test_a_question_shows_small_pictures_of_what_was_seen(it: Room) -> None:
    look = await asyncio.wrap_future(it.gate.asking.composing.pictures.look(encoded(photograph(1, 640, 480))))
    seen = Media(kind=MediaKind.IMAGE, fingerprint=str(look.fingerprint))
    shown = case()
    with_media = shown.activity.model_copy(update={"media": (seen,) * 12})
    await answered(it.gate.asking, replace(shown, question=shown.question.model_copy(update={"activity": with_media})))
    assert [picture.content_type for picture in it.prompter.shown[0].pictures] == ["image/jpeg"] * 10


async def test_a_ticket_answers_for_the_person_who_gave_it(it: Room) -> None:
    it.prompter.reaches = False
    first = await answered(it.gate.asking, case())
    assert first is not None
    assert first.channel == Ending.UNREACHED
    await it.questions.answer(it.prompter.shown[0].id, Choice.SEND, by="anna", channel="page", reason="fine")
    again = await answered(it.gate.asking, case())
    assert again == Answer(Choice.SEND, "anna", TICKET_CHANNEL, reason="fine")


@pytest.mark.parametrize("other", [{"text": "Lunch day"}, {"marks": ("another login",)}, {"twice": True}])
async def test_a_ticket_is_for_the_same_activity_only(it: Room, other: dict[str, object]) -> None:
    it.prompter.reaches = False
    await answered(it.gate.asking, case())
    await it.questions.answer(it.prompter.shown[0].id, Choice.SEND, by="anna", channel="page")
    cases = (case(text=str(other.get("text", "Launch day"))),) * (2 if "twice" in other else 1)
    found = await answered(it.gate.asking, *cases, marks=tuple(map(str, other.get("marks", ()))))  # type: ignore[call-overload]
    assert found is not None
    assert found.choice is Choice.BLOCK


async def test_an_expired_ticket_is_none(it: Room) -> None:
    it.prompter.reaches = False
    await answered(it.gate.asking, case())
    await it.questions.answer(it.prompter.shown[0].id, Choice.SEND, by="anna", channel="page")
    it.clock.turn(minutes=16)
    found = await answered(it.gate.asking, case())
    assert found is not None
    assert found.channel != TICKET_CHANNEL


@pytest.mark.parametrize(
    ("effect", "answer", "refused", "title"),
    [
        (Effect.NOTE, None, False, "twohats: a note on this post from @acme (brand, X)"),
        (Effect.BLOCK, None, True, "Not sent: this post from @acme (brand, X)"),
        (
            Effect.ASK,
            Answer(Choice.BLOCK, "nobody", Ending.CLOCK, question="K7Q2WX"),
            True,
            "Not sent: nobody answered",
        ),
        (
            Effect.ASK,
            Answer(Choice.BLOCK, "nobody", Ending.GONE),
            True,
            "Not sent: the app stopped waiting for this post",
        ),
        (Effect.SECOND, Answer(Choice.BLOCK, "nobody", Ending.SECOND), True, "Not sent yet: this post from @acme"),
        (Effect.ASK, Answer(Choice.BLOCK, "nobody", Ending.UNREACHED), True, ""),
        (Effect.ASK, Answer(Choice.BLOCK, "anna", "page"), True, ""),
        (Effect.ASK, Answer(Choice.SEND, "anna", "page"), False, ""),
        (Effect.SECOND, Answer(Choice.BLOCK, "bo", "link"), True, "Not sent: Bo Lind said no to this post from @acme"),
        (Effect.SECOND, Answer(Choice.SEND, "bo", "link"), False, ""),
        (Effect.ALLOW, None, False, ""),
    ],
)
async def test_what_nobody_saw_is_told_afterwards(
    it: Room, effect: Effect, answer: Answer | None, refused: bool, title: str
) -> None:
    it.gate.asking.tell((case(effect),), case(effect).decision, answer, refused=refused)
    told = await it.told()
    assert len(told) == bool(title)
    assert all(found.startswith(title) for found, _ in told)


@pytest.mark.parametrize(
    ("by", "choice", "title"),
    [
        ("bo", Choice.SEND, "Released by Bo Lind: this post from @acme (brand, X)"),
        ("bo", Choice.BLOCK, "Not sent: Bo Lind said no to this post from @acme (brand, X)"),
        ("anna", Choice.BLOCK, ""),
    ],
)
async def test_what_a_colleague_says_after_the_call_has_gone_is_told(
    it: Room, by: str, choice: Choice, title: str
) -> None:
    it.questions.settled = it.gate.asking.tell_settled
    late = asked_for("LATEST", seconds=0, approvers=("bo",), second_seconds=3600)
    await it.questions.ask(late, asyncio.Event())
    assert await it.questions.answer("LATEST", choice, by=by, channel="link")
    assert [found for found, _ in await it.told()] == ([title] if title else [])


async def test_what_was_allowed_too_late_and_what_stayed_unheard_are_told(it: Room) -> None:
    it.gate.asking.tell_lost((case(),))
    it.gate.asking.tell_unheard((case(),))
    lost, unheard = await it.told()
    assert "Send this post from @acme (brand, X) again." in lost[1]
    assert "nobody can tell whether it is out" in unheard[1]


def test_the_first_of_the_strictest_needs_the_answer() -> None:
    cases = (case(Effect.NOTE, "a"), case(Effect.ASK, "b"), case(Effect.ASK, "c"))
    assert strictest_case(cases).activity.text == "b"
