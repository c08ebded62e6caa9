"""Holders: whose the things are that went out, as far as it can be told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import NamedTuple

from twohats_policy.account import ActingAccount


@dataclass(frozen=True)
class Whose:
    """Whose memory it is, the employee at the keyboard, and the time zone that person lives in."""

    employee: str = ""
    zone: tzinfo = UTC


class Holder(NamedTuple):
    """An account: the policy's key, or else platform and `id`, which is the platform's id, or `@` and a digest of the
    name. All empty: nobody can tell.
    """

    ref: str = ""
    platform: str = ""
    id: str = ""

    @property
    def known(self) -> bool:
        """Whether things can be told of this account."""
        return bool(self.ref or self.id)


def holder_of(account: ActingAccount, digest: Callable[[str], str]) -> Holder:
    """Return the holder behind an acting account; handles of one account on several platforms are one holder."""
    if account.ref:
        return Holder(account.ref)
    named = "@" + digest(account.username.casefold()) if account.username else ""
    return Holder("", account.platform, account.platform_id or named)


def surely_another(one: Holder, other: Holder) -> bool:
    """Tell whether these are certainly two accounts: both in the policy, or both known on the same platform by the same
    kind of sign. An account that the policy does not name may be any account's handle on another platform.
    """
    if one.ref and other.ref:
        return one.ref != other.ref
    if one.ref or other.ref or one.platform != other.platform or not (one.id and other.id):
        return False
    return one.id != other.id and one.id.startswith("@") == other.id.startswith("@")
