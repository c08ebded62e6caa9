"""`raise:` in the team file makes rules stricter, and nothing milder."""

import pytest

from tests.support.policies import policy, problems, question, rule, team
from twohats_policy.decision import Effect
from twohats_policy.engine import decide


def test_a_rule_is_raised_to_a_second_person() -> None:
    decision = decide(policy(team(rule("r"), more="raise: {r: second}")), question())
    assert (decision.effect, decision.rules, decision.approvers) == (Effect.SECOND, ("r",), ("bo",))


def test_a_rule_of_a_pack_is_raised() -> None:
    found = policy(team(more="use: [wrong-hat]\nraise: {hat-mismatch: block}"))
    assert decide(found, question(asked={"hat": "personal"})).effect is Effect.BLOCK


def test_a_rule_that_is_only_observed_stays_so() -> None:
    decision = decide(policy(team(rule("r"), more="observe: [r]\nraise: {r: block}")), question())
    assert (decision.effect, decision.would) == (Effect.ALLOW, Effect.BLOCK)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{r: ask}", "team.yaml:9: raise.r: `ask` is not stricter than the rule's own `ask`; "),
        ("{q: block}", "team.yaml:9: raise.q: there is no rule `q`; "),
        ("{unreadable: block}", "team.yaml:9: raise.unreadable: `unreadable` is a built-in reason; "),
        ("{r: note}", "team.yaml:9: raise.r: `note` is none of the words offered here; "),
        ("{r: wait}", "team.yaml:9: raise.r: `wait` is none of the words offered here; "),
    ],
)
def test_what_cannot_be_raised_is_told_at_its_place(entry: str, words: str) -> None:
    (problem,) = problems(team(rule("r"), more=f"raise: {entry}"))
    assert problem.startswith(words)


def test_a_rule_cannot_be_made_milder() -> None:
    (problem,) = problems(team(rule("r", "block"), more="raise: {r: second}"))
    assert "is not stricter than the rule's own `block`" in problem
