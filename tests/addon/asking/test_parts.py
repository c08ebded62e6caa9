from dataclasses import replace

import pytest

from tests.support.prompters import BRAND, DECISION, PERSONAL, picture, question
from twohats.asking.parts import KEPT_PICTURES, are_one_action, joined_by, referred, without_content
from twohats_policy.decision import Decision, Effect, Reason, Risk

FIRST = question("AAAAAA", action="one", accounts=(BRAND,))


@pytest.mark.parametrize(
    "other",
    [{"action": "two"}, {"undo": True}, {"approvers": ("bo",)}, {"colleagues": ("bo",)}, {"employee": "bo"}],
    ids=str,
)
def test_only_what_is_asked_in_the_same_way_is_one_action(other: dict[str, object]) -> None:
    assert are_one_action(FIRST, question("BBBBBB", action="one"))
    assert not are_one_action(FIRST, replace(question("BBBBBB", action="one"), **other))  # type: ignore[arg-type]


def test_calls_without_an_action_are_strangers() -> None:
    assert not are_one_action(question("AAAAAA"), question("BBBBBB"))


def test_a_part_brings_its_accounts_its_reasons_and_its_risk() -> None:
    hard = Decision(effect=Effect.ASK, reasons=(Reason(rule="b", effect=Effect.ASK, message="B", risk=Risk.HIGH),))
    part = question("BBBBBB", accounts=(PERSONAL,), decision=hard, pictures=(picture(),), second_seconds=5)
    both = joined_by(FIRST, part)
    assert (both.id, both.parts, both.accounts, both.second_seconds) == ("AAAAAA", 2, (BRAND, PERSONAL), 5)
    assert both.decision.rules == ("b", *DECISION.rules)
    assert both.decision.risk is Risk.HIGH
    assert both.pictures == part.pictures
    assert both.activities == FIRST.activities + part.activities


def test_a_referred_question_is_the_colleagues_and_no_undo_window() -> None:
    found = referred(question(colleagues=("bo",), undo=True))
    assert (found.approvers, found.colleagues, found.undo) == (("bo",), (), False)


def test_an_ended_question_holds_no_media() -> None:
    lean = without_content(replace(FIRST, pictures=(picture(),) * 10))
    assert len(lean.pictures) == KEPT_PICTURES
    assert FIRST.problem.media[0].content
    assert lean.problem.media[0].content is lean.activities[0].media[0].content is None
