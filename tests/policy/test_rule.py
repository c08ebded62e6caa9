"""Rules and their scopes."""

import pytest

from twohats_policy.activity import Activity, Verb
from twohats_policy.decision import Mode, Risk
from twohats_policy.rule import Rule, Scope


def scope(**keys: str | list[str]) -> Scope:
    rule = Rule.model_validate({"id": "r", "effect": "ask", "message": "m", "for": keys}, strict=False)
    return rule.scope


@pytest.mark.parametrize(
    ("verb", "form", "covered"),
    [
        (Verb.POST, None, True),
        (Verb.SCHEDULE, Verb.POST, True),
        (Verb.SCHEDULE, Verb.REPLY, False),
        (Verb.SCHEDULE, None, False),
        (Verb.UPLOAD, Verb.POST, False),
    ],
)
def test_a_rule_for_posts_covers_what_is_shown_as_a_post(verb: Verb, form: Verb | None, covered: bool) -> None:
    assert scope(verbs="post").covers(Activity(platform="x", verb=verb, form=form), "acme", "brand") is covered


def test_a_rule_for_schedules_covers_every_scheduled_call() -> None:
    activity = Activity(platform="x", verb=Verb.SCHEDULE, form=Verb.REPLY)

    assert scope(verbs=["schedule"]).covers(activity, "acme", "brand")


def test_a_rule_without_verbs_covers_everything_that_publishes() -> None:
    covered = {verb for verb in Verb if scope().covers(Activity(platform="x", verb=verb), "", "unknown")}

    assert covered == set(Verb) - {Verb.UPLOAD, Verb.DELETE}


def test_a_scope_within_another_is_told() -> None:
    assert scope(account="acme", verbs="post").within(scope(verbs=["post", "story"]))
    assert scope(verbs="delete").within(scope(verbs=["delete", "post"]))
    assert not scope(verbs="delete").within(scope())
    assert not scope().within(scope(account="acme"))
    assert not scope(platforms=["x", "y"]).within(scope(platforms="x"))


def test_a_rule_is_in_force_and_of_normal_risk_unless_it_says_otherwise() -> None:
    keys = {"id": "r", "effect": "ask", "message": "m"}
    plain = Rule.model_validate(keys, strict=False)
    said = Rule.model_validate({**keys, "risk": "high", "mode": "observe"}, strict=False)

    assert (plain.risk, plain.mode) == (Risk.NORMAL, Mode.ENFORCE)
    assert (said.risk, said.mode) == (Risk.HIGH, Mode.OBSERVE)
