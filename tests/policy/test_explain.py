"""Why a decision is what it is, and what would flip it."""

import pytest

from tests.support.policies import person, policy, question, rule, team
from twohats_policy.decision import Effect
from twohats_policy.explain import Change, ChangeKind, explain
from twohats_policy.names import VOCABULARY
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest


def changes(kept: Policy, asked: DecisionRequest) -> list[tuple[ChangeKind, tuple[str, ...], Effect]]:
    return [(change.kind, change.names, change.effect) for change in explain(kept, asked).changes]


def test_the_rules_that_restrict_are_the_change() -> None:
    kept = policy(team(rule("a"), rule("b", "block"), rule("c", "note")))
    explanation = explain(kept, question())

    assert explanation.decision.rules == ("b",)
    assert [reason.rule for reason in explanation.lost] == ["a", "c"]
    assert (ChangeKind.RULES, ("b", "a"), Effect.NOTE) in changes(kept, question())


def test_taking_the_named_rules_away_does_flip_it() -> None:
    text = team(rule("a"), rule("b", "block"), rule("c", "note"))
    change = next(change for change in explain(policy(text), question()).changes if change.kind is ChangeKind.RULES)
    exempt = text.replace("name: Anna Berg,", f"name: Anna Berg, exempt: [{', '.join(change.names)}],")

    assert explain(policy(exempt), question()).decision.effect is change.effect


def test_another_account_of_the_employee_is_a_change() -> None:
    kept = policy(team(rule("r", "block", "for: {account: brand}")))

    assert (ChangeKind.ACCOUNT, ("anna",), Effect.ALLOW) in changes(kept, question("acme"))
    assert (ChangeKind.ACCOUNT, ("acme",), Effect.BLOCK) in changes(kept, question("anna"))


def test_the_right_hat_is_a_change() -> None:
    kept = policy(team(more="use: wrong-hat"))
    asked = question(asked={"hat": "personal"}, signals=VOCABULARY.quiet)

    assert (ChangeKind.HAT, ("acme",), Effect.ALLOW) in changes(kept, asked)


@pytest.mark.parametrize(
    ("ref", "asked", "kind"),
    [
        ("bo", {}, ChangeKind.POSTS_AS),
        (None, {}, ChangeKind.LIST_ACCOUNT),
        ("acme", {"known_call": False}, ChangeKind.SETTING),
    ],
)
def test_a_built_in_reason_names_the_setting_behind_it(
    ref: str | None, asked: dict[str, object], kind: ChangeKind
) -> None:
    kept = policy(team(rule("r", "note"), more="unknown_call: ask"))

    assert kind in [change.kind for change in explain(kept, question(ref, asked=asked)).changes]


def test_an_empty_policy_says_what_to_add() -> None:
    assert ("use",) in [change.names for change in explain(policy(team()), question()).changes]


def test_the_smallest_change_comes_first() -> None:
    kept = policy(team(rule("a"), rule("b"), more="use: wrong-hat"), person(rule("c")))
    found = explain(kept, question()).changes

    assert [len(change.names) for change in found] == sorted(len(change.names) for change in found)


def test_an_observed_decision_has_nothing_to_flip() -> None:
    kept = policy(team(rule("r", "block")).replace("kind: brand,", "kind: brand, mode: observe,"))

    assert explain(kept, question()).changes == ()


def test_an_observed_rule_in_force_is_a_change() -> None:
    text = team(rule("a", "ask", "mode: observe"), rule("b", "block", "mode: observe"), rule("c", "note"))
    explanation = explain(policy(text), question())
    change = next(change for change in explanation.changes if change.kind is ChangeKind.ENFORCE)

    assert [reason.rule for reason in explanation.decision.watched] == ["b", "a"]
    assert (change.names, change.effect) == (("b",), Effect.BLOCK)
    assert change.words == "with the rule b in force, and not only observed, the effect would be block"
    assert (
        explain(
            policy(text.replace("effect: block, message: 'This is b.', mode: observe", "effect: block, message: m")),
            question(),
        ).decision.effect
        is change.effect
    )


def test_a_held_post_is_not_held_more_by_what_is_observed() -> None:
    kept = policy(team(rule("a", "block", "mode: observe"), rule("b")))

    assert ChangeKind.ENFORCE not in [kind for kind, _, _ in changes(kept, question())]
    assert (ChangeKind.RULES, ("b",), Effect.ALLOW) in changes(kept, question())


def test_a_change_says_itself_in_words() -> None:
    change: Change = explain(policy(team(rule("r"))), question()).changes[0]

    assert change.words == "without the rule r the effect would be allow (`people.anna.exempt` takes a team's rule off)"
