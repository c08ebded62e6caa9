import asyncio

import pytest

from tests.support.prompters import BRAND, DECISION, PERSONAL, POST, question
from twohats.asking.held import HeldQuestion
from twohats.page import views
from twohats.prompter import Choice, Ending
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Target
from twohats_policy.decision import Effect, Place, Reason


def held(**changes: object) -> HeldQuestion:
    return HeldQuestion(question(**changes), limit=600, ended=lambda _: None)  # type: ignore[arg-type]


def test_an_account_keeps_its_colour() -> None:
    assert views.chip(BRAND, "en").hue == views.chip(BRAND, "sv").hue
    assert views.chip(BRAND, "en").hat == "brand"


def test_an_unknown_account_has_no_name() -> None:
    chip = views.chip(ActingAccount(platform="linkedin"), "en")
    assert (chip.name, chip.hat, chip.platform) == ("", "unknown", "LinkedIn")


async def test_at_most_three_reasons_are_unfolded() -> None:
    reasons = tuple(Reason(rule=f"r{n}", effect=Effect.ASK, message=f"Reason {n}.") for n in range(5))
    sheet = views.sheet(held(decision=DECISION.model_copy(update={"reasons": reasons})), "en")
    assert sheet.reasons == ("Reason 0.", "Reason 1.", "Reason 2.")
    assert sheet.more_reasons == ("Reason 3.", "Reason 4.")


async def test_a_rule_is_named_with_its_place() -> None:
    reason = Reason(
        rule="no-selfies", effect=Effect.ASK, message="A selfie?", place=Place(file="people/anna.yaml", line=4)
    )
    sheet = views.sheet(held(decision=DECISION.model_copy(update={"reasons": (reason,)})), "en")
    assert sheet.rules == ("no-selfies, people/anna.yaml:4",)


async def test_a_decision_without_reasons_still_says_why() -> None:
    sheet = views.sheet(held(decision=DECISION.model_copy(update={"reasons": ()})), "en")
    assert sheet.reasons == ("Your policy asks before this is sent.",)


async def test_the_login_is_shown_when_it_is_another_account() -> None:
    assert views.sheet(held(), "en").login == views.chip(PERSONAL, "en")
    assert views.sheet(held(login=BRAND), "en").login is None
    assert views.sheet(held(login=ActingAccount(platform="x")), "en").login is None


async def test_targets_and_title_are_shown() -> None:
    post = POST.model_copy(update={"title": "Launch", "targets": (Target(network="facebook", username="acmetools"),)})
    sheet = views.sheet(held(problem=post), "en")
    assert sheet.text == "Launch\n\nSunday in the sun"
    assert sheet.targets == ("Facebook acmetools",)


async def test_the_clock_counts_in_seconds_and_after_a_touch_in_minutes() -> None:
    one = held()
    assert views.clock(one, "en") == "60 s left"
    one.touch()
    assert views.clock(one, "en") == "10 min left"
    one.end(Ending.CLOCK)
    assert views.clock(one, "en") == ""


@pytest.mark.parametrize("ending", list(Ending))
async def test_every_ending_has_words(ending: Ending) -> None:
    one = held()
    assert views.ended(one, "en") is None
    one.end(ending)
    shown = views.ended(one, "en")
    assert shown is not None
    assert shown.sent is (ending is Ending.WINDOW)
    assert shown.title.startswith("Sent: " if shown.sent else "Not sent")


async def test_late_answers_have_words() -> None:
    confirmed, dismissed = held(), held()
    for one, choice in ((confirmed, Choice.SEND), (dismissed, Choice.BLOCK)):
        one.end(Ending.CLOCK)
        one.settle(choice, by="anna", channel="page")
    shown = [views.ended(one, "en") for one in (confirmed, dismissed)]
    assert [ended.title for ended in shown if ended] == [
        "Confirmed by anna: send it again",
        "Not sent: dismissed by anna",
    ]
    await asyncio.sleep(0)
