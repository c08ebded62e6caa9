"""Accounts: who people will see as the author."""

import pytest
from pydantic import ValidationError

from twohats_policy.account import ActingAccount, Strength


def test_an_account_is_known_only_by_a_key_of_the_policy() -> None:
    assert ActingAccount(platform="x", ref="acme").known
    assert not ActingAccount(platform="x", platform_id="1").known


def test_an_account_is_identified_by_its_id_or_name() -> None:
    assert ActingAccount(platform="x", username="acme").identified
    assert not ActingAccount(platform="x", ref="acme").identified


def test_strengths_are_ordered() -> None:
    assert Strength.NONE < Strength.HINT < Strength.REMEMBERED < Strength.STATED


def test_values_are_frozen_and_strict() -> None:
    with pytest.raises(ValidationError):
        ActingAccount(platform="x", platform_id=1)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        ActingAccount(platform="x").platform = "y"  # type: ignore[misc]
