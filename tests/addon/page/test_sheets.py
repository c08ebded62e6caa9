from dataclasses import replace

import pytest

from tests.support import questions_shown as shown
from tests.support.clock import clock_of
from tests.support.prompters import BRAND, DECISION, PERSONAL, POST, question
from twohats.asking import held as held_module
from twohats.asking.held import HeldQuestion
from twohats.page.chips import chip
from twohats.page.scene import Scene
from twohats.page.sheets import Sheet, row, sheet
from twohats.question import Ending, Question
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Target
from twohats_policy.decision import Effect, Place, Reason

SCENE = Scene("en", shown.policy(), shown.leads)


def sheet_of(what: Question) -> Sheet:
    return sheet(HeldQuestion(what, limit=600, ended=lambda _: None), SCENE)


def sheet_with(**changes: object) -> Sheet:
    return sheet_of(question(**changes))  # type: ignore[arg-type]


async def test_at_most_three_reasons_are_unfolded_and_none_is_long() -> None:
    reasons = tuple(Reason(rule=f"r{n}", effect=Effect.ASK, message=f"Reason {n}. {'x' * 280}") for n in range(5))
    found = sheet_with(decision=DECISION.model_copy(update={"reasons": reasons}))
    assert [reason[:9] for reason in found.reasons] == ["Reason 0.", "Reason 1.", "Reason 2."]
    assert [reason[:9] for reason in found.more_reasons] == ["Reason 3.", "Reason 4."]
    assert max(map(len, found.reasons)) <= 200


async def test_a_rule_is_named_with_its_place() -> None:
    place = Place(file="people/anna.yaml", line=4)
    reason = Reason(rule="no-selfies", effect=Effect.ASK, message="A selfie?", place=place)
    found = sheet_with(decision=DECISION.model_copy(update={"reasons": (reason,)}))
    assert found.rules == ("no-selfies, people/anna.yaml:4",)


async def test_a_decision_without_reasons_still_says_why() -> None:
    found = sheet_with(decision=DECISION.model_copy(update={"reasons": ()}))
    assert found.reasons == ("Your policy asks before this is sent.",)


async def test_the_login_is_shown_when_it_is_another_account() -> None:
    assert sheet_with().login == chip(PERSONAL, SCENE)
    assert sheet_with(login=BRAND).login is None
    assert sheet_with(login=ActingAccount(platform="x")).login is None


async def test_targets_and_title_are_shown() -> None:
    post = POST.model_copy(update={"title": "Launch", "targets": (Target(network="facebook", username="acmetools"),)})
    found = sheet_with(problem=post)
    assert found.contents.text == "Launch\n\nSunday in the sun"
    assert found.targets == ("Facebook acmetools",)


async def test_a_schedule_is_told_by_the_clock_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    with clock_of("Europe/Stockholm", monkeypatch):
        summer, winter = (
            POST.model_copy(update={"schedule": f"2026-{month}T22:30:00Z"}) for month in ("07-01", "12-24")
        )
        assert sheet_with(problem=summer).schedule == "2 Jul 2026, 00:30"
        assert sheet_with(problem=winter).schedule == "24 Dec 2026, 23:30"
    assert sheet_with(problem=POST.model_copy(update={"schedule": "BEST_TIME"})).schedule == "BEST_TIME"


async def test_what_nobody_can_confirm_any_more_is_not_answerable(monkeypatch: pytest.MonkeyPatch) -> None:
    held = HeldQuestion(question(), limit=600, ended=lambda _: None)
    held.end(Ending.CLOCK)
    assert sheet(held, SCENE).answerable
    monkeypatch.setattr(held_module, "LATE_SECONDS", 0)
    assert not sheet(held, SCENE).answerable


async def test_an_undo_window_of_many_accounts_says_that_it_goes_out() -> None:
    found = sheet_of(replace(shown.undo_window(), accounts=(BRAND, shown.MASTODON)))
    assert found.title == "Goes out soon from 2 accounts"


async def test_all_accounts_are_shown_the_one_that_matters_first() -> None:
    found = sheet_of(replace(shown.batch(), accounts=(shown.MASTODON, BRAND, shown.BLUESKY)))
    assert [one.platform for one in found.chips] == ["X", "Mastodon", "Bluesky"]
    assert found.title == "Send it from 3 accounts?"


async def test_where_it_was_before_is_shown_beside_it() -> None:
    found = sheet_of(shown.selfie_on_the_brand())
    assert [(one.chip.name, one.picture) for one in found.before] == [("anna", 0)]
    assert found.before[0].words.startswith("The same picture went out on 21 Nov 2026")
    assert found.beside


async def test_a_picture_that_is_not_there_is_not_shown_beside() -> None:
    found = sheet_of(replace(shown.selfie_on_the_brand(), pictures=()))
    assert [one.picture for one in found.before] == [None]
    assert not found.beside


async def test_links_say_where_they_lead() -> None:
    found = sheet_of(shown.marked_words()).links
    assert [one.host for one in found] == ["shop.evil.test", "b\u00fccher.example", "sho.rt"]
    assert found[2].leads is not None
    assert found[2].leads.host == "shop.evil.test"


@pytest.mark.parametrize(
    ("what", "send", "ask", "typed", "undo"),
    [
        (shown.selfie_on_the_brand, True, True, "", False),
        (shown.batch, True, False, "", False),
        (shown.second_opinion, False, False, "", False),
        (shown.high_risk, True, True, "acme", False),
        (shown.undo_window, True, False, "", True),
    ],
)
async def test_the_sheet_says_what_may_be_answered(what: object, send: bool, ask: bool, typed: str, undo: bool) -> None:
    found = sheet_of(what())  # type: ignore[operator]
    assert (found.can_send, found.can_ask, found.typed, found.undo) == (send, ask, typed, undo)


async def test_a_question_that_is_decided_can_not_be_answered() -> None:
    held = HeldQuestion(shown.undo_window(), limit=600, ended=lambda _: None)
    held.end(Ending.WINDOW)
    found = sheet(held, SCENE)
    assert (found.answerable, found.can_send, found.undo, found.open) == (False, False, False, False)


@pytest.mark.parametrize("name", shown.SHOWN)
async def test_a_headline_is_short(name: str) -> None:
    assert len(sheet_of(shown.SHOWN[name]()).title) <= 60


async def test_a_row_has_the_first_words_on_one_line() -> None:
    held = HeldQuestion(shown.long_text(), limit=600, ended=lambda _: None)
    found = row(held, SCENE)
    assert found.words.startswith("A week with it 1. We tried")
    assert "\n" not in found.words
    assert len(found.words) <= 90
