"""Reasons that need no rule."""

from tests.support.policies import policy, question, rule, team
from twohats_policy.account import ActingAccount
from twohats_policy.built_in import BUILT_IN, built_in
from twohats_policy.decision import Effect, Risk

KEPT = policy(team(rule("r", "note"), more="unknown_account: block\nunreadable: second"))


def test_an_ordinary_post_has_no_built_in_reason() -> None:
    assert list(built_in(KEPT, question())) == []


def test_the_settings_of_the_team_decide_the_effects() -> None:
    reasons = list(built_in(KEPT, question(None, asked={"readable": False})))

    assert [(reason.rule, reason.effect) for reason in reasons] == [
        ("unreadable", Effect.SECOND),
        ("unknown-account", Effect.BLOCK),
    ]


def test_a_person_who_was_taken_off_the_list_can_be_kept_from_posting() -> None:
    (reason,) = built_in(policy(team(rule("r", "note"), more="not_your_account: block")), question("bo"))
    assert (reason.rule, reason.effect) == ("not-your-account", Effect.BLOCK)


def test_an_unknown_account_is_named_as_far_as_it_is_known() -> None:
    stranger = ActingAccount(platform="x", username="stranger")
    named = next(built_in(KEPT, question(asked={"account": stranger})))
    nameless = next(built_in(KEPT, question(None)))

    assert named.message == "The account stranger is not in the policy."
    assert nameless.message == "It cannot be told which account this will appear under."


def test_built_in_reasons_have_no_place_and_a_reserved_name() -> None:
    reasons = built_in(policy(team()), question("bo", uses="1", asked={"readable": False}))

    for reason in reasons:
        assert reason.place is None
        assert reason.rule in BUILT_IN


def test_what_nobody_could_look_at_and_posting_as_somebody_else_is_of_high_risk() -> None:
    asked = [question("bo", uses="1", asked={"readable": False}), question(None, asked={"known_call": False})]
    reasons = [reason for one in asked for reason in built_in(policy(team()), one)]
    reasons += built_in(policy(team()), question(None))

    assert {reason.rule for reason in reasons} == BUILT_IN
    assert {reason.rule for reason in reasons if reason.risk is Risk.HIGH} == {
        "unreadable",
        "unseen-content",
        "not-your-account",
    }
