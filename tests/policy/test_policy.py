"""Policies: everything that applies to one employee."""

from tests.support.policies import good_policy, policy, question, rule, team
from twohats_policy.activity import Activity, Verb
from twohats_policy.decision import Effect
from twohats_policy.engine import decide
from twohats_policy.policy import MANY_GROUPS, Policy

POST = Activity(platform="x", verb=Verb.POST)


def ids(kept: Policy, activity: Activity, ref: str | None) -> set[str]:
    return {rule.rule.id for group in kept.in_scope(activity, ref) for rule in group.rules}


def test_only_rules_in_scope_are_looked_at() -> None:
    kept = policy(
        team(
            rule("brand", more="for: {account: brand}"),
            rule("anna", more="for: {account: anna}"),
            rule("nobody", more="for: {account: unknown}"),
            rule("there", more="for: {platforms: bluesky}"),
            rule("all"),
        )
    )

    assert ids(kept, POST, "acme") == {"brand", "all"}
    assert ids(kept, POST, "anna") == {"anna", "all"}
    assert ids(kept, POST, None) == ids(kept, POST, "gone") == {"nobody", "all"}
    assert ids(kept, POST.model_copy(update={"platform": "bluesky"}), "acme") == {"brand", "there", "all"}


def test_rules_of_one_scope_form_one_group() -> None:
    kept = policy(team(*(rule(f"r{n}", more="for: {account: brand}, when: post.text == 'x'") for n in range(5))))

    assert [len(group.rules) for group in kept.groups] == [5]


def test_many_scopes_decide_like_few() -> None:
    many = policy(
        team(
            *(
                rule(f"r{n}", more=f"for: {{platforms: [x, p{n}]}}, when: post.text == 't{n}'")
                for n in range(MANY_GROUPS + 5)
            )
        )
    )

    assert len(many.groups) > MANY_GROUPS
    assert len(many.in_scope(POST, "acme")) == 1
    assert decide(many, question(text="t7")).rules == ("r7",)
    assert decide(many, question(text="t")).effect is Effect.ALLOW


def test_what_is_known_of_accounts() -> None:
    kept = good_policy()

    assert kept.observes("acme-trial")
    assert not kept.observes("acme")
    assert not kept.observes(None)
    assert kept.account("acme") is not None
    assert kept.account(None) is kept.account("gone") is None
    assert kept.media_folder("acme-garden") is None
    assert set(kept.people) == {"anna", "bo"}
