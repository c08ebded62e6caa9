"""Rules that can never fire, or never matter."""

import pytest

from tests.support.policies import good_policy, policy, rule, team
from twohats_policy.dead_rules import warnings


def warned(*rules: str) -> list[str]:
    return [str(warning) for warning in warnings(policy(team(*rules)))]


def test_the_sample_policy_has_no_dead_rules() -> None:
    assert warnings(good_policy()) == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            "for: {account: brand, platforms: tumblr}",
            "can never fire: no account of its scope is on its platforms",
        ),
        ("for: {account: [anna], platforms: [bluesky]}", "can never fire: no account of its scope is on its platforms"),
        ("when: 1 > 2", "can never fire: its condition is always false"),
    ],
)
def test_a_rule_that_can_never_fire_is_told(more: str, words: str) -> None:
    found = warned(rule("r", more=more))

    assert len(found) == 1
    assert found[0].startswith(f"team.yaml:11: `r` {words}")


@pytest.mark.parametrize(
    "more",
    ["for: {platforms: tumblr}", "for: {account: unknown, platforms: tumblr}", "for: {account: brand}", "when: 1 < 2"],
)
def test_a_rule_that_may_fire_is_not_told(more: str) -> None:
    assert warned(rule("r", more=more)) == []


def test_a_rule_in_the_shadow_of_a_stricter_one_is_told() -> None:
    found = warned(
        rule("mild", "ask", "for: {account: acme, verbs: post}, when: post.text == ''"),
        rule("strict", "block", "for: {verbs: [post, story]}"),
    )

    assert found == ["team.yaml:11: `mild` never matters: `strict` (team.yaml:12) always gives block in its scope"]


def test_a_second_person_that_nobody_can_be_is_told() -> None:
    text = team(rule("r", "second", "for: {account: brand}"), more="unreadable: second").replace(
        "approves_for", "posts_as"
    )

    assert [str(warning) for warning in warnings(policy(text))] == [
        "team.yaml:9: `unreadable` asks for a second person, but nobody can release `acme`, `anna`; "
        "add each to the `approves_for` of a colleague",
        "team.yaml:11: `r` asks for a second person, but nobody can release `acme`; "
        "add each to the `approves_for` of a colleague",
    ]


def test_a_rule_that_is_only_observed_throws_no_shadow_and_needs_no_second_person() -> None:
    found = warned(
        rule("mild", "ask", "for: {account: acme}, when: post.text == ''"),
        rule("strict", "block", "mode: observe"),
        rule("second", "second", "mode: observe, when: post.text == ''"),
    )

    assert found == []
