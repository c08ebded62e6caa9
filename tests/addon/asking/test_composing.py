import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gates import Room, WaitingClient, brand, policy, room
from tests.support.photographs import encoded, photograph
from tests.support.policies import question
from tests.support.prompters import PERSONAL
from tests.support.state import ACME
from twohats.asking.composing import second_seconds
from twohats.guard import Client
from twohats.judge import Case
from twohats.question import SECOND_SECONDS, Question, Seen
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.decision import Decision, Effect, Reason

TEXT = "What a wonderful evening with old friends"


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path, policy(brand("ask"))) as found:
        yield found


def case(effect: Effect = Effect.ASK, **changes: object) -> Case:
    asked = question(asked={"account": ACME, "login": ACME}, **({"text": TEXT} | changes))  # type: ignore[arg-type]
    reasons = (Reason(rule="r", effect=effect, message="Think."),)
    return Case(asked, Decision(effect=effect, reasons=reasons, wait_seconds=20, approvers=("mia",)))


def with_media(one: Case, media: tuple[Media, ...]) -> Case:
    """Return the case with these media."""
    activity = one.activity.model_copy(update={"media": media})
    return replace(one, question=one.question.model_copy(update={"activity": activity}))


async def composed(it: Room, one: Case, agent: str = "Tool/1") -> Question:
    waiting = WaitingClient(client=Client(agent=agent, listener=""))
    return await it.gate.asking.composing.question((one,), one.decision, waiting, ())


async def test_a_question_offers_the_colleagues_who_may_approve(it: Room) -> None:
    asked = await composed(it, case())
    assert (asked.colleagues, asked.approvers, asked.undo) == (("bo",), (), False)


async def test_a_second_opinion_is_for_the_approvers_and_offers_nobody_else(it: Room) -> None:
    asked = await composed(it, case(Effect.SECOND))
    assert (asked.colleagues, asked.approvers) == ((), ("mia",))


async def test_an_undo_window_is_as_long_as_the_rule_says(it: Room) -> None:
    asked = await composed(it, case(Effect.WAIT))
    assert (asked.undo, asked.seconds, asked.colleagues) == (True, 20, ())


async def test_the_same_content_through_the_same_tool_is_one_action(it: Room) -> None:
    first, elsewhere = await composed(it, case()), await composed(it, case(platform="bluesky", verb=Verb.REPLY))
    assert first.action == elsewhere.action != ""
    assert first.sameness != elsewhere.sameness
    assert (await composed(it, case(), "Other/1")).action != first.action
    assert (await composed(it, case(text="Something else"))).action != first.action


async def test_what_has_no_content_is_no_part_of_anything(it: Room) -> None:
    assert (await composed(it, case(text="", verb=Verb.REACT, subject="1"))).action == ""


async def test_where_the_same_was_seen_before_is_shown(it: Room) -> None:
    composing = it.gate.asking.composing
    look = await asyncio.wrap_future(composing.pictures.look(encoded(photograph(1, 640, 480))))
    media = (Media(kind=MediaKind.IMAGE, fingerprint=str(look.fingerprint)),)
    composing.history.add(PERSONAL, Activity(platform="instagram", verb=Verb.POST, text=TEXT, media=media))
    one = case()
    with_media = one.activity.model_copy(update={"media": media})
    asked = await composed(it, replace(one, question=one.question.model_copy(update={"activity": with_media})))
    assert [(found.seen, found.account.ref, found.account.platform) for found in asked.earlier] == [
        (Seen.PICTURE, "anna", "instagram"),
        (Seen.TEXT, "anna", "instagram"),
    ]
    assert asked.earlier[0].at.tzinfo is not None


async def test_the_picture_beside_is_the_one_that_was_seen(it: Room) -> None:
    composing = it.gate.asking.composing
    looks = [await asyncio.wrap_future(composing.pictures.look(encoded(photograph(n, 640, 480)))) for n in (1, 2)]
    new, old = (Media(kind=MediaKind.IMAGE, fingerprint=str(look.fingerprint)) for look in looks)
    composing.history.add(PERSONAL, Activity(platform="instagram", verb=Verb.POST, text="Then", media=(old,)))
    one = case()
    media = (Media(kind=MediaKind.VIDEO), new, old)
    asked = await composed(it, with_media(one, media))
    assert [found.number for found in asked.earlier] == [1]
    assert asked.pictures[1] == composing.pictures.preview(old.fingerprint)
    no_preview = (Media(kind=MediaKind.IMAGE, fingerprint="zz"), new)
    assert [found.number for found in (await composed(it, with_media(one, no_preview))).earlier] == []


async def test_what_was_never_seen_shows_nothing(it: Room) -> None:
    assert (await composed(it, case())).earlier == ()


def test_a_second_opinion_can_be_given_until_the_post_was_to_go_out(it: Room) -> None:
    now = it.clock()
    at = [(now + timedelta(hours=hours)).isoformat() for hours in (3, 48)]
    assert second_seconds((case(schedule=at[0]),), now) == 3 * 3600
    assert second_seconds((case(schedule=at[1]),), now) == SECOND_SECONDS
    assert second_seconds((case(schedule="when it is ready"), case()), now) == SECOND_SECONDS
    assert second_seconds((case(schedule="2020-01-01T00:00:00"), case()), now) == 0
