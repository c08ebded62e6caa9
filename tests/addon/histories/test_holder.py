import pytest

from tests.support.holders import ACME, ACME_ON_BLUESKY, ANNA, NOBODY_KNOWN, STRANGER
from twohats.histories.holder import Holder, holder_of, surely_another
from twohats_policy.account import ActingAccount


def holder(account: ActingAccount) -> Holder:
    return holder_of(account, lambda name: f"digest of {name}")


def test_the_handles_of_one_account_are_one_holder() -> None:
    assert holder(ACME) == holder(ACME_ON_BLUESKY)
    assert holder(ACME).known


def test_an_account_that_is_only_known_by_name_is_held_by_the_digest_of_it() -> None:
    named = ActingAccount(platform="x", username="Anna")
    assert holder(named) == Holder("", "x", "@digest of anna")


def test_nobody_is_nobody() -> None:
    assert not holder(NOBODY_KNOWN).known


@pytest.mark.parametrize(
    ("one", "other", "another"),
    [
        (holder(ACME), holder(ANNA), True),
        (holder(ACME), holder(ACME_ON_BLUESKY), False),
        (holder(ACME), holder(STRANGER), False),
        (Holder("", "x", "1"), Holder("", "x", "2"), True),
        (Holder("", "x", "@a"), Holder("", "x", "@b"), True),
        (Holder("", "x", "1"), Holder("", "x", "@b"), False),
        (Holder("", "x", "1"), Holder("", "bluesky", "2"), False),
        (Holder("", "x", ""), Holder("", "x", "2"), False),
    ],
)
def test_only_what_is_certainly_another_account_is_one(one: Holder, other: Holder, another: bool) -> None:
    assert surely_another(one, other) is surely_another(other, one) is another
