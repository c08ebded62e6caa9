"""Who is who."""

from tests.support.policies import good_policy

TEAM = good_policy().team


def test_an_employee_posts_as_own_and_named_accounts_only() -> None:
    assert TEAM.may_post_as("anna", "anna")
    assert TEAM.may_post_as("anna", "acme")
    assert not TEAM.may_post_as("anna", "bo-private")
    assert not TEAM.may_post_as("anna", "rival-client")
    assert not TEAM.may_post_as("anna", "gone")
    assert not TEAM.may_post_as("", "acme")
    assert not TEAM.may_post_as("zoe", "acme")


def test_nobody_is_the_second_person_for_their_own_post() -> None:
    assert TEAM.approvers("anna", "acme") == ("bo",)
    assert TEAM.approvers("bo", "acme") == ()
    assert TEAM.approvers("anna", "acme-garden") == ()


def test_any_approver_can_be_the_second_person_for_an_unknown_account() -> None:
    assert TEAM.approvers("anna", "") == ("bo",)


def test_an_account_is_known_by_its_key() -> None:
    assert TEAM.account("acme") is not None
    assert TEAM.account("gone") is TEAM.account("") is TEAM.account(None) is None
