"""Policies: everything that applies to one employee."""

from tests.policy.test_texts import HASHED
from tests.support.policies import good_policy, person, policy, question, rule, team
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


def test_the_same_many_scopes_are_put_together_once_for_all_accounts() -> None:
    scopes = ("platforms: [x, bluesky]", "verbs: [post, reply]", "account: brand", "{}", "account: acme")
    texts = (
        rule(f"r{n}", more=f"for: {scope if scope == '{}' else f'{{{scope}}}'}, when: post.text == 't{n}'")
        for n, scope in enumerate(scopes)
    )
    kept = policy(team(*texts))
    others = POST.model_copy(update={"platform": "bluesky"})

    (here,), (there,) = kept.in_scope(POST, "acme"), kept.in_scope(others, "acme")
    assert here is there
    assert ids(kept, POST, "acme") == {"r0", "r1", "r2", "r3", "r4"}
    assert ids(kept, POST, "anna") == {"r0", "r1", "r3"}


def test_what_is_known_of_accounts() -> None:
    kept = good_policy()

    assert kept.observes("acme-trial")
    assert not kept.observes("acme")
    assert not kept.observes(None)
    assert kept.account("acme") is not None
    assert kept.account(None) is kept.account("gone") is None
    assert kept.media_folder("acme-garden") is None
    assert kept.avatar("acme") == "brand-assets/avatar.png"
    assert kept.avatar("acme-garden") is kept.avatar("gone") is kept.avatar(None) is None
    assert set(kept.people) == {"anna", "bo"}


def test_colleagues_are_those_who_may_release_the_account() -> None:
    kept = good_policy()

    assert kept.colleagues("anna", "acme") == ("bo",)
    assert kept.colleagues("anna", "acme-garden") == ()
    assert kept.colleagues("anna", None) == kept.colleagues("anna", "gone") == ("bo",)
    assert kept.colleagues("bo", "acme") == kept.colleagues("bo", None) == ()


def test_rules_are_watched_by_their_own_mode_or_by_the_teams_word() -> None:
    text = team(rule("a", more="mode: observe"), rule("b"), rule("c"), more="use: hygiene\nobserve: [b, draft-marker]")

    assert policy(text).watched == {"a", "b", "draft-marker"}
    assert good_policy().watched == frozenset()


def test_the_teams_word_for_observing_leaves_a_persons_own_rules_in_force() -> None:
    kept = policy(team(rule("r"), more="observe: r"), person(rule("own"), rule("mine", more="mode: observe")))

    assert kept.watched == {"r", "mine"}
    assert decide(kept, question()).rules == ("own",)


def test_the_teams_settings_reach_the_policy() -> None:
    text = team(rule("r"), more="link_checks: false\nbudget: {asks: 2, per: 30}")
    hashed = text.replace("name: Bo Lind,", f'name: Bo Lind, pin: "{HASHED}",')

    assert (policy(text).link_checks, policy(team()).link_checks) == (False, True)
    assert (policy(text).budget.asks, policy(text).budget.per) == (2, 30)
    assert (policy(team()).budget.asks, policy(team()).budget.per) == (1, 25)
    assert policy(hashed).people["bo"].pin == HASHED
    assert policy(hashed).people["anna"].pin is None
    assert "argon2" not in repr(policy(hashed))
