import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import FullDisk, question
from tests.support.visitor import Got, House, Seconds, asked, page
from twohats.asking import held as held_module
from twohats.asking import shelf as shelf_module
from twohats.question import ARM_SECONDS, Bypass, Choice, Ending, Grounds, Question


async def test_block_decides_at_once(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "block"})).status == 303
    answer = await task
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "page")
    assert "Not sent: blocked by anna" in (await visitor.get("/q/K7Q2WX")).text


async def test_an_armed_send_decides_in_one_step(house: House, clock: Seconds) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += ARM_SECONDS
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": "yes"})).status == 303
    assert (await task).choice is Choice.SEND
    assert "Released by anna" in (await visitor.get("/q/K7Q2WX")).text


@pytest.mark.parametrize(("waited", "armed"), [(0.0, "yes"), (ARM_SECONDS, ""), (60.0, "")])
async def test_a_send_that_was_not_armed_takes_a_second_step(
    house: House, clock: Seconds, waited: float, armed: str
) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += waited
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": armed})
    assert "Send it for everybody to see?" in got.text
    assert not task.done()
    clock.now += ARM_SECONDS
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send"})).status == 303
    assert (await task).choice is Choice.SEND


async def test_a_double_click_is_no_second_step(house: House, clock: Seconds) -> None:
    task, visitor = await asked(house), await house.visitor()
    got = await visitor.post("/q/K7Q2WX/answer", {"form": (await visitor.get("/q/K7Q2WX")).form, "choice": "send"})
    for _ in range(3):
        clock.now += ARM_SECONDS / 2
        got = await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send", "armed": "yes"})
        assert "Nothing was sent: that was too quick" in got.text
    assert not task.done()


async def test_enter_in_a_field_presses_no_button(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    got = await visitor.get("/q/K7Q2WX")
    assert got.text.index("<button") == got.text.index('<button class="unseen" tabindex="-1" aria-hidden="true">')
    got = await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "reason": "It was agreed."})
    assert "Nothing was decided. Press one of the buttons." in got.text
    assert 'value="It was agreed."' in got.text
    assert not task.done()


async def test_a_second_answer_is_told_that_it_is_decided(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    first, second = (await visitor.get("/q/K7Q2WX")).form, (await visitor.get("/q/K7Q2WX")).form
    await visitor.post("/q/K7Q2WX/answer", {"form": first, "choice": "block"})
    got = await visitor.post("/q/K7Q2WX/answer", {"form": second, "choice": "send", "armed": "yes"})
    assert got.status == 409
    assert "Already decided." in got.text
    assert (await task).choice is Choice.BLOCK


async def test_an_expired_question_stays_answerable_and_gives_a_ticket(house: House, clock: Seconds) -> None:
    await house.questions.ask(question(seconds=0, sameness="s"), asyncio.Event())
    visitor = await house.visitor()
    assert "Ended without an answer" in (await visitor.get("/")).text
    got = await visitor.get("/q/K7Q2WX")
    assert "Not sent: nobody answered in time" in got.text
    clock.now += 2
    await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send", "armed": "yes"})
    assert house.tickets.issued == ["s"]
    assert "Confirmed by anna: send it again" in (await visitor.get("/q/K7Q2WX")).text


async def test_what_can_no_longer_be_confirmed_has_no_buttons_and_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.questions.ask(question(seconds=0), asyncio.Event())
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    monkeypatch.setattr(held_module, "LATE_SECONDS", 0)
    text = (await visitor.get("/q/K7Q2WX")).text
    assert "It can no longer be confirmed. Send it again, and it is asked about again." in text
    assert 'name="choice"' not in text
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "block"})
    assert (got.status, "Send it again, and it is asked about again." in got.text) == (409, True)


async def test_a_ticket_that_cannot_be_written_is_told(
    house: House, clock: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.tickets, "issue", FullDisk().issue)
    await house.questions.ask(question(seconds=0), asyncio.Event())
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += 2
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": "yes"})
    assert got.status == 500
    assert "could not be written down" in got.text
    assert "disk full" not in got.text
    assert len(house.questions.expired()) == 1


async def answered(house: House, id: str, **fields: str) -> Got:
    """Answer in a fresh form, armed by two seconds of looking."""
    visitor = await house.visitor()
    form = (await visitor.get(f"/q/{id}")).form
    assert isinstance(house.entrance._clock, Seconds)
    house.entrance._clock.now += 2
    return await visitor.post(f"/q/{id}/answer", {"form": form, "armed": "yes", **fields})


@pytest.mark.parametrize("typed", ["", "anna", "acm", "acme!"])
async def test_high_risk_is_not_sent_without_the_handle(house: House, typed: str) -> None:
    task = await asked(house, shown.high_risk())
    got = await answered(house, "RISKY2", choice="send", typed=typed)
    assert got.status == 200
    assert 'role="alert">Nothing was sent.' in got.text
    assert not task.done()


@pytest.mark.parametrize("typed", ["acme", "@acme", " @ACME"])
async def test_high_risk_is_sent_with_the_handle(house: House, typed: str) -> None:
    task = await asked(house, shown.high_risk())
    assert (await answered(house, "RISKY2", choice="send", typed=typed)).status == 303
    assert (await task).choice is Choice.SEND


async def test_high_risk_takes_no_script_and_no_second_step_but_the_handle(house: House) -> None:
    task, visitor = await asked(house, shown.high_risk()), await house.visitor()
    form = (await visitor.get("/q/RISKY2")).form
    await visitor.post("/q/RISKY2/answer", {"form": form, "choice": "send", "typed": "acme"})
    assert (await task).choice is Choice.SEND


async def test_high_risk_is_blocked_without_the_handle(house: House) -> None:
    task = await asked(house, shown.high_risk())
    await answered(house, "RISKY2", choice="block")
    assert (await task).choice is Choice.BLOCK


async def test_asking_a_colleague_decides_nothing_and_shows_whom_it_waits_for(house: House) -> None:
    task = await asked(house, shown.marked_words())
    assert (await answered(house, "PRICES", choice="ask")).status == 303
    assert not task.done()
    text = (await (await house.visitor()).get("/q/PRICES")).text
    assert "Waits for a colleague: bo" in text
    assert "Withdraw it" in text
    assert 'value="send" class="send">Send it' not in text


async def test_nobody_can_ask_where_there_is_nobody_to_ask(house: House) -> None:
    task = await asked(house, shown.batch())
    assert (await answered(house, "BATCHY", choice="ask")).status == 409
    assert not task.done()


async def test_nobody_releases_their_own_even_with_the_right_form(house: House) -> None:
    task = await asked(house, shown.second_opinion())
    got = await answered(house, "SECOND", choice="send", typed="acme")
    assert got.status == 403
    assert "A colleague has to release this." in got.text
    assert not task.done()


async def test_the_employee_can_withdraw(house: House) -> None:
    task = await asked(house, shown.second_opinion())
    await answered(house, "SECOND", choice="block")
    answer = await task
    assert (answer.choice, answer.by) == (Choice.BLOCK, "anna")


async def test_a_yes_to_fewer_parts_shows_the_question_anew(house: House, clock: Seconds) -> None:
    task, visitor = await asked(house, question(parts=1)), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    held = house.questions.open()[0]
    held.grow(question(sameness="other"))
    clock.now += 2
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": "yes", "seen": "9"})
    assert "Nothing was sent: more has joined meanwhile." in got.text
    assert "2 posts of one action." in got.text
    assert not task.done()
    clock.now += 2
    await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send", "armed": "yes"})
    assert (await task).choice is Choice.SEND


async def test_a_no_counts_for_parts_that_were_not_seen(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    house.questions.open()[0].grow(question(sameness="other"))
    await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "block"})
    assert (await task).choice is Choice.BLOCK


@pytest.mark.parametrize(
    ("fields", "grounds"),
    [
        ({}, Grounds()),
        ({"why": "false-alarm"}, Grounds(Bypass.FALSE_ALARM)),
        ({"why": "approved", "vouched": "Bo"}, Grounds(Bypass.APPROVED, "Bo")),
        ({"reason": "It was agreed."}, Grounds()),
        ({"why": "nonsense"}, Grounds()),
    ],
)
async def test_the_grounds_go_with_the_yes(house: House, fields: dict[str, str], grounds: Grounds) -> None:
    task = await asked(house)
    await answered(house, "K7Q2WX", choice="send", **fields)
    answer = await task
    assert (answer.grounds, answer.reason) == (grounds, fields.get("reason", ""))


async def test_an_approval_without_a_name_is_not_sent_and_keeps_what_was_typed(house: House) -> None:
    task = await asked(house)
    got = await answered(house, "K7Q2WX", choice="send", why="approved", vouched="  ", reason="<b>on the phone")
    assert "Nothing was sent. Name who has approved it." in got.text
    assert 'value="approved" checked' in got.text
    assert 'value="&lt;b&gt;on the phone"' in got.text
    assert not task.done()


async def test_the_grounds_survive_the_second_step(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    fields = {"form": form, "choice": "send", "why": "approved", "vouched": "Bo", "reason": "by phone"}
    got = await visitor.post("/q/K7Q2WX/answer", fields)
    for carried in ('name="why" value="approved"', 'name="vouched" value="Bo"', 'name="reason" value="by phone"'):
        assert carried in got.text
    assert not task.done()


async def test_a_no_has_no_grounds(house: House) -> None:
    task = await asked(house)
    await answered(house, "K7Q2WX", choice="block", why="emergency", reason="Not like this.")
    answer = await task
    assert (answer.grounds, answer.reason) == (Grounds(), "Not like this.")


async def test_a_false_alarm_offers_a_test_to_paste(house: House) -> None:
    task = await asked(house, shown.marked_words())
    await answered(house, "PRICES", choice="send", why="false-alarm")
    await task
    text = (await (await house.visitor()).get("/q/PRICES")).text
    assert "expect: allow" in text
    assert "account: acme" in text


async def test_undo_refuses_and_send_now_sends(house: House) -> None:
    undone = await asked(house, shown.undo_window())
    text = (await (await house.visitor()).get("/q/UNDOIT")).text
    assert "It is sent when the time is over." in text
    assert "If nobody answers, it is not sent." not in text
    await answered(house, "UNDOIT", choice="block")
    assert (await undone).choice is Choice.BLOCK
    sent = await asked(house, replace(shown.undo_window(), id="UNDOI2", sameness="another"))
    await answered(house, "UNDOI2", choice="send")
    assert (await sent).choice is Choice.SEND


async def test_a_send_now_that_was_not_armed_leaves_the_window_as_it_is(house: House) -> None:
    await asked(house, shown.undo_window())
    visitor = await house.visitor()
    form = (await visitor.get("/q/UNDOIT")).form
    assert "Send it for everybody" in (await visitor.post("/q/UNDOIT/answer", {"form": form, "choice": "send"})).text
    assert house.questions.open()[0].question.undo


async def test_a_stopped_countdown_is_an_ordinary_question(house: House) -> None:
    task, visitor = await asked(house, shown.undo_window()), await house.visitor()
    assert 'form="touch"' in (await visitor.get("/q/UNDOIT")).text
    await visitor.post("/q/UNDOIT/touch", {})
    text = (await visitor.get("/q/UNDOIT")).text
    assert "If nobody answers, it is not sent." in text
    assert "It is sent when the time is over." not in text
    assert not task.done()


async def test_an_answer_that_comes_too_late_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await asked(house)
    house.questions.open()[0].end(Ending.CLOCK)
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    monkeypatch.setattr(held_module, "LATE_SECONDS", 0)
    monkeypatch.setattr(shelf_module, "REMEMBERED_SECONDS", 60)
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "block"})
    assert (got.status, "It is too late for that." in got.text) == (409, True)


class Listed:
    """A list of emergencies in memory."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def note(self, question: Question, by: str) -> int:
        self.found.append(question.id)
        return len(self.found)

    def drop(self, number: int) -> None:
        self.found.pop(number - 1)


async def test_an_emergency_is_sent_and_listed(tmp_path: Path, clock: Seconds) -> None:
    reviews = Listed()
    async with page(tmp_path, clock=clock, reviews=reviews) as house:
        task = await asked(house)
        await answered(house, "K7Q2WX", choice="send", why="emergency", reason="The river rises.")
        assert (await task).grounds == Grounds(Bypass.EMERGENCY)
    assert reviews.found == ["K7Q2WX"]


async def test_where_nobody_would_look_at_it_no_emergency_is_offered_or_taken(house: House) -> None:
    task = await asked(house)
    assert 'value="emergency"' not in (await (await house.visitor()).get("/q/K7Q2WX")).text
    assert (await answered(house, "K7Q2WX", choice="send", why="emergency")).status == 409
    assert not task.done()
