"""Who acts and what the policy says; `test_gate` sees the judge within the path of a request."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.disks import full_disk
from tests.support.gates import Room, WaitingClient, brand, policy, room
from tests.support.photographs import encoded, photograph
from tests.support.x_calls import OAUTH1, OAUTH2, call, reply
from twohats.adapter import Published, Request
from twohats.adapters import x
from twohats.history import History
from twohats.media.fingerprint import Secret
from twohats.reading import Kind, Reading, read_with
from twohats_policy.account import AccountKind
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.decision import Effect

MINE = "{id: mine, for: {account: brand}, when: 'post.media.exists(m, m.seen_on_personal)', effect: ask, message: M.}"


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as rooms:
        yield rooms.enter_context(room(tmp_path, policy(brand("ask"), MINE)))


def post(text: str = "Launch day", **headers: str) -> Request:
    return call("POST", "https://api.x.com/2/tweets", {"text": text}, **(headers or OAUTH1))


async def test_each_activity_is_a_case_with_account_login_and_decision(it: Room) -> None:
    request = post()
    (case,) = await it.judge.cases(read_with(x, request), request)
    assert (case.account.ref, case.login.ref, case.activity.text) == ("acme", "acme", "Launch day")
    assert (case.account.kind, case.decision.effect, case.question.known_call) == (AccountKind.BRAND, Effect.ASK, True)


async def test_an_unknown_call_is_a_case_of_its_own_kind(it: Room) -> None:
    request = call("POST", "https://api.x.com/2/whatever", {"a": 1}, **OAUTH1)
    (case,) = await it.judge.cases(read_with(x, request), request)
    assert (case.question.known_call, case.decision.rules) == (False, ("unknown-call",))


async def test_a_call_of_no_adapter_has_an_unknown_account(it: Room) -> None:
    request = call("POST", "https://api.x.com/2/whatever", {"a": 1})
    (case,) = await it.judge.cases(Reading(Kind.NOTHING, known=False), request)
    assert (case.account.identified, case.login.identified, case.activity.platform) == (False, False, "unknown")


async def test_two_calls_of_unknown_logins_are_told_apart_by_the_login(it: Room) -> None:
    marks = []
    for token in ("one", "two", "one"):
        request = post(authorization=f"Bearer made-up-{token}")
        reading = read_with(x, request)
        marks.append(it.judge.marks(reading, request, await it.judge.cases(reading, request)))
    assert marks[0] == marks[2] != marks[1]
    assert "made-up" not in str(marks)


async def test_a_known_login_needs_no_mark(it: Room) -> None:
    request = post()
    assert it.judge.marks(read_with(x, request), request, await it.judge.cases(read_with(x, request), request)) == ()


async def test_two_bodies_that_cannot_be_read_are_told_apart_by_their_bytes(it: Room) -> None:
    marks = []
    for content in (b'{"text": "a', b'{"text": "b'):
        request = replace(post(), content=content)
        reading = read_with(x, request)
        assert reading.kind is Kind.UNREADABLE
        marks.append(it.judge.marks(reading, request, await it.judge.cases(reading, request)))
    assert marks[0] != marks[1]


async def test_no_call_of_our_own_is_made_where_the_policy_forbids_it(tmp_path: Path) -> None:
    waiting = WaitingClient(answers=lambda _: reply({"data": {"id": "2222222222", "username": "anna"}}))
    with room(tmp_path, policy(brand("ask"), more="probe: false")) as quiet:
        request = post(**OAUTH2)
        (case,) = await quiet.judge.cases(read_with(x, request), request, waiting.fetch)
    assert waiting.fetched == []
    assert not case.account.identified


async def test_a_reply_tells_everything_that_was_published_in_its_order(it: Room) -> None:
    request = post()
    published = it.judge.learn(x, request, reply({"data": {"id": "19"}}, 201), x.read(request))
    assert [one.id for one in published] == ["19"]
    assert all(isinstance(one, Published) for one in published)
    assert list(it.judge.learn(x, request, reply({"title": "Forbidden"}, 403), x.read(request))) == []


async def test_a_picture_of_a_personal_account_is_known_on_the_brand_from_its_upload_on(it: Room) -> None:
    picture = Media(key="m1", kind=MediaKind.IMAGE, content=encoded(photograph(1, 640, 480)))
    anna = post(authorization='OAuth oauth_token="2222222222-made-up"')
    it.judge.keep(x, anna, (Activity(platform="x", verb=Verb.UPLOAD, media=(picture,)),))
    posted = Activity(platform="x", verb=Verb.POST, media=(picture.model_copy(update={"key": "m2"}),))
    (case,) = await it.judge.cases(Reading(Kind.ACTIVITY, x, (posted,)), post())
    assert "mine" in case.decision.rules
    assert [dict(signals)["seen_on_personal"] for signals in case.question.media_signals] == [True]


async def test_a_look_once_a_second_takes_in_what_went_out(it: Room) -> None:
    history = History(it.store, Secret(b"k" * 32), lambda _: None, it.clock)
    judge, request = replace(it.judge, history=history), post()
    cases = await judge.cases(read_with(x, request), request)
    assert history.habits.burst(cases[0].account, "x") == 0
    judge.remember(cases)
    it.clock.turn(seconds=6)
    assert not history.habits.at_hand
    judge.refresh()
    assert history.habits.at_hand
    assert history.habits.burst(cases[0].account, "x") == 1


async def test_only_uploads_are_kept(it: Room) -> None:
    picture = Media(key="m1", kind=MediaKind.IMAGE, content=encoded(photograph(1, 64, 48)))
    it.judge.keep(x, post(), (Activity(platform="x", verb=Verb.POST, media=(picture,)),))
    uses = Activity(platform="x", verb=Verb.POST, uses="m1")
    (case,) = await it.judge.cases(Reading(Kind.ACTIVITY, x, (uses,)), post())
    assert not case.question.readable


async def test_a_login_that_nobody_knows_can_be_found_after_its_call_was_let_through(it: Room) -> None:
    request = post(**OAUTH2)
    reading = read_with(x, request)
    cases = await it.judge.cases(reading, request)
    it.judge.released(reading, request, cases)
    assert len(it.judge.identity.logins()) == 1
    it.judge.released(replace(reading, adapter=None), request, cases)
    assert len(it.judge.identity.logins()) == 1


async def test_a_memory_that_fails_does_not_hold_up_what_is_out_already(it: Room) -> None:
    request = post("Sunday at the lake", authorization='OAuth oauth_token="2222222222-made-up"')
    cases = await it.judge.cases(read_with(x, request), request)
    with full_disk():
        it.judge.remember(cases)
    assert [case.account.ref for case in cases] == ["anna"]
