import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.pins import BOS_PIN, team_policy
from tests.support.prompters import question
from tests.support.visitor import Got, House, Visitor, page
from twohats.page.colleagues import Colleagues
from twohats.page.links import Links
from twohats.prompter import Desk
from twohats.question import Answer, Choice, Standing
from twohats.sign_ins import SignIns

RELEASE = "/q/K7Q2WX/release"


def colleagues(desk: Desk) -> Colleagues:
    policy = team_policy()
    signing = SignIns(lambda: policy.people, time.monotonic)
    return Colleagues(desk, signing, lambda: policy, links=Links())


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with page(tmp_path, colleagues=colleagues) as running:
        yield running


async def asked(house: House, **changes: object) -> asyncio.Task[Answer]:
    made = question(**({"approvers": ("bo", "cilla")} | changes))  # type: ignore[arg-type]
    task = asyncio.create_task(house.questions.ask(made, asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


async def filled(visitor: Visitor, **changes: str) -> Got:
    """Fill in the form of a fresh page and send it."""
    form = (await visitor.get(RELEASE)).form
    fields = {"form": form, "by": "bo", "pin": BOS_PIN, "choice": "send", "reason": ""} | changes
    return await visitor.post(RELEASE, fields)


async def test_the_question_has_a_form_for_the_colleague(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    for path in ("/q/K7Q2WX", RELEASE):
        text = (await visitor.get(path)).text
        assert '<option value="bo">Bo Lind</option>' in text
        assert '<option value="cilla" disabled>Cilla Ek (no PIN yet)</option>' in text
        assert "makes a line for the team file" in text
        assert "http-equiv" not in text  # it would wipe what is being typed


async def test_a_question_of_the_employee_s_own_has_none(house: House) -> None:
    await asked(house, approvers=())
    visitor = await house.visitor()
    assert "release-pin" not in (await visitor.get("/q/K7Q2WX")).text
    assert (await visitor.get(RELEASE)).status == 404


@pytest.mark.parametrize("choice", [Choice.SEND, Choice.BLOCK])
async def test_the_colleague_decides_without_a_script(house: House, choice: Choice) -> None:
    waiting = await asked(house)
    got = await filled(await house.visitor(), choice=choice.value, reason="as agreed")
    assert (got.status, got.headers["Location"]) == (303, "/q/K7Q2WX")
    answer = await waiting
    assert (answer.choice, answer.by, answer.channel, answer.reason) == (choice, "bo", "page", "as agreed")


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"pin": "guess, and a bad one"}, 403, "That is not the PIN of Bo Lind. Tries left: 4."),
        ({"by": "anna", "pin": BOS_PIN}, 409, "Only Bo Lind (`bo`), Cilla Ek (`cilla`) can release this"),
        ({"by": "cilla"}, 403, "Cilla Ek has no PIN in the team file"),
        ({"by": "dag"}, 403, "That is not the PIN of Dag Ros"),
        ({"by": ""}, 400, "Choose who you are"),
        ({"pin": ""}, 400, "Choose who you are"),
        ({"choice": "ask"}, 400, "Choose who you are"),
        ({"choice": ""}, 400, "Choose who you are"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_decided(
    house: House, changes: dict[str, str], status: int, words: str
) -> None:
    waiting = await asked(house)
    got = await filled(await house.visitor(), reason="as agreed", **changes)
    assert got.status == status
    assert words in got.text.replace("&#39;", "'")
    assert not waiting.done()
    assert BOS_PIN not in got.text.replace("&#39;", "'")


async def test_the_form_keeps_all_but_the_pin(house: House) -> None:
    await asked(house)
    got = await filled(await house.visitor(), pin="guess, and a bad one", reason="as agreed")
    assert 'value="as agreed"' in got.text
    assert '<option value="bo" selected>' in got.text
    assert "guess, and" not in got.text


async def test_after_five_wrong_tries_it_takes_a_wait(house: House) -> None:
    waiting, visitor = await asked(house), await house.visitor()
    for _ in range(5):
        assert (await filled(visitor, pin="guess, and a bad one")).status == 403
    got = await filled(visitor)
    assert (got.status, waiting.done()) == (429, False)
    assert "Wait 5 min" in got.text


async def test_a_form_is_good_once_and_for_its_question(house: House) -> None:
    waiting, visitor = await asked(house), await house.visitor()
    form = (await visitor.get(RELEASE)).form
    fields = {"form": form, "by": "bo", "pin": "guess, and a bad one", "choice": "send"}
    await visitor.post(RELEASE, fields)
    assert (await visitor.post(RELEASE, fields | {"pin": BOS_PIN})).status == 403
    assert (await visitor.post(RELEASE, fields | {"pin": BOS_PIN, "form": "made-up"})).status == 403
    await house.questions.ask(question("BBBBBB", seconds=0, approvers=("bo",)), asyncio.Event())
    other = (await visitor.get("/q/BBBBBB/release")).form
    assert (await visitor.post(RELEASE, fields | {"pin": BOS_PIN, "form": other})).status == 403
    assert not waiting.done()


async def test_a_page_of_another_site_releases_nothing_even_with_the_pin(house: House) -> None:
    waiting, visitor = await asked(house), await house.visitor()
    fields = {"form": (await visitor.get(RELEASE)).form, "by": "bo", "pin": BOS_PIN, "choice": "send"}
    assert (await visitor.post(RELEASE, fields, Origin="https://evil.example")).status == 403
    assert not waiting.done()


async def test_nobody_gets_in_without_a_session(house: House) -> None:
    waiting = await asked(house)
    stranger = Visitor(house.port)
    assert (await stranger.get(RELEASE)).status == 403
    assert (await stranger.post(RELEASE, {"by": "bo", "pin": BOS_PIN, "choice": "send"})).status == 403
    assert not waiting.done()


async def test_the_colleague_is_not_signed_in_afterwards(house: House) -> None:
    visitor = await house.visitor()
    await asked(house)
    got = await filled(visitor)
    assert "Set-Cookie" not in got.headers
    await asked(house, id="BBBBBB", approvers=("bo",))
    fields = {"form": (await visitor.get("/q/BBBBBB/release")).form, "by": "bo", "choice": "send"}
    assert (await visitor.post("/q/BBBBBB/release", fields)).status == 400
    assert [held.question.id for held in house.questions.open()] == ["BBBBBB"]


async def test_it_can_be_released_after_the_call_has_gone(house: House) -> None:
    await (await asked(house, seconds=0))
    assert (await filled(await house.visitor())).status == 303
    held = house.questions.find("K7Q2WX")
    assert held is not None
    assert (held.standing, house.tickets.allowed) == (Standing.CONFIRMED, [("bo", "")])


async def test_what_is_decided_is_decided(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    form = (await visitor.get(RELEASE)).form
    await house.questions.answer("K7Q2WX", Choice.BLOCK, by="anna", channel="page")
    fields = {"form": form, "by": "bo", "pin": BOS_PIN, "choice": "send"}
    assert (await visitor.post(RELEASE, fields)).status == 409
    assert (await visitor.get(RELEASE)).status == 409


async def test_a_policy_that_names_nobody_any_more_says_so(tmp_path: Path) -> None:
    def nobody(desk: Desk) -> Colleagues:
        policy = team_policy(approves="[]")
        return Colleagues(desk, SignIns(lambda: policy.people, time.monotonic), lambda: policy)

    async with page(tmp_path, colleagues=nobody) as house:
        await asked(house, approvers=("bo",))
        text = (await (await house.visitor()).get(RELEASE)).text
        assert "names nobody any more" in text
        assert "release-pin" not in text


async def test_the_first_button_is_one_that_decides_nothing(house: House) -> None:
    """Enter in a field presses it (HTML: implicit submission), also without JavaScript."""
    await asked(house)
    text = (await (await house.visitor()).get(RELEASE)).text
    form = text[text.index(f'action="{RELEASE}"') :]
    assert form.index('class="unseen"') < form.index('name="choice"')
