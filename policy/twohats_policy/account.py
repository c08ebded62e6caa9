"""Accounts: who people will see as the author, and how we know."""

from enum import IntEnum, StrEnum

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AccountKind(StrEnum):
    """Whose account it is; `UNKNOWN` is a value of its own, never treated as known."""

    BRAND = "brand"
    PERSONAL = "personal"
    UNKNOWN = "unknown"


class Strength(IntEnum):
    """How far one sign of an account can be trusted, weakest first."""

    NONE = 0
    HINT = 1  # a name in the call that nothing confirms
    REMEMBERED = 2  # learnt earlier from a reply to the same credential
    STATED = 3  # readable in the call itself


class Role(StrEnum):
    """What a piece of evidence speaks of."""

    LOGIN = "login"  # the authenticated account
    ACTING = "acting"  # the account the activity will appear under


class Evidence(Frozen):
    """One sign of who is acting, found at `where` in the call (`cookie.twid`, `json.repo`).

    `where` names the place, never the credential itself.
    """

    role: Role
    where: str
    strength: Strength
    platform_id: str = ""
    username: str = ""


class ActingAccount(Frozen):
    """An account as far as it is known; `ref` is its key in the policy's `accounts`, if it has one."""

    platform: str
    kind: AccountKind = AccountKind.UNKNOWN
    ref: str | None = None
    platform_id: str = ""
    username: str = ""
    confidence: Strength = Strength.NONE
    evidence: tuple[Evidence, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the policy names this account."""
        return self.ref is not None

    @property
    def identified(self) -> bool:
        """Whether the platform's own id or name of the account is known."""
        return bool(self.platform_id or self.username)


__all__ = ["AccountKind", "ActingAccount", "Evidence", "Frozen", "Role", "Strength"]
