"""What no single value can show."""

from datetime import UTC

from tests.support.policies import problems, rule, team
from twohats_policy.references import timezone


def test_a_time_zone_is_known_by_its_name() -> None:
    assert timezone("UTC") is UTC
    assert str(timezone("Europe/Stockholm")) == "Europe/Stockholm"
    assert timezone("Europe/Nowhere") is None
    assert timezone("../etc/passwd") is None
    assert timezone("Europe") is None


def test_a_rule_for_an_account_that_does_not_exist_is_a_problem() -> None:
    assert problems(team(rule("r", more="for: {account: [acne, brand]}"))) == [
        "team.yaml:11: rules[0].for.account[0]: there is no account `acne`; did you mean `acme`?"
    ]


def test_the_words_for_kinds_of_accounts_are_always_there() -> None:
    assert problems(team(rule("r", more="for: {account: [brand, personal, unknown]}"))) == []


def test_only_rules_that_exist_can_be_observed() -> None:
    assert problems(team(rule("night"), more="use: wrong-hat\nobserve: [night, hat-mismatch]")) == []
    assert problems(team(rule("night"), more="observe: nigth")) == [
        "team.yaml:9: observe: there is no rule `nigth`; did you mean `night`?"
    ]


def test_built_in_reasons_cannot_be_observed() -> None:
    assert problems(team(more="observe: [unreadable]")) == [
        "team.yaml:9: observe[0]: `unreadable` is a built-in reason; delete it: only rules can be observed"
    ]
