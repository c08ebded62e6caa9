"""A second person that nobody can be."""

from tests.support.policies import policy, team
from twohats_policy.rule import Scope
from twohats_policy.second_person import cannot_be_released, settings_without_release

NOBODY = team().replace("approves_for: [acme]", "posts_as: [acme]")


def test_an_account_is_stranded_if_no_colleague_of_the_employee_approves_for_it() -> None:
    anna, bo = policy(team()), policy(team().replace("name: Bo Lind,", "name: Bo Lind, posts_as: acme,"), employee="bo")

    assert cannot_be_released(anna, Scope(account=("acme",))) == ""
    assert cannot_be_released(anna, Scope(account=("brand",))) == ""
    assert "release `anna`;" in cannot_be_released(anna, Scope())
    assert "release `acme`;" in cannot_be_released(bo, Scope(account=("brand",)))


def test_accounts_that_the_employee_does_not_use_or_the_scope_does_not_mean_are_left_out() -> None:
    assert cannot_be_released(policy(NOBODY), Scope(account=("bo",))) == ""
    assert cannot_be_released(policy(NOBODY), Scope(platforms=("bluesky",))) == ""
    assert "`acme`, `anna`;" in cannot_be_released(policy(NOBODY), Scope(platforms=("x",)))


def test_nobody_in_particular_stands_for_everybody() -> None:
    assert "release `anna`, `bo`;" in cannot_be_released(policy(team(), employee=""), Scope())


def test_unknown_accounts_are_released_by_anybody_who_releases_any() -> None:
    assert cannot_be_released(policy(team()), Scope(account=("unknown",))) == ""
    assert "accounts that are not listed;" in cannot_be_released(policy(NOBODY), Scope(account=("unknown",)))


def test_settings_that_nobody_could_lift_are_told() -> None:
    settings = "unknown_account: second\nunknown_call: second\nunreadable: second\nnot_your_account: second\n"
    told = dict(settings_without_release(policy(NOBODY + settings)))

    assert list(told) == ["unknown_account", "not_your_account", "unreadable", "unknown_call"]
    assert [key for key, _ in settings_without_release(policy(team(more=settings)))] == ["unreadable"]
    assert list(settings_without_release(policy(NOBODY))) == []
