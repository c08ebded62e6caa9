"""Recognition: which account a set of signs speaks of, and what the policy calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from twohats.identities.names import Names, Native
from twohats.identities.signs import settled
from twohats_policy.account import AccountKind, ActingAccount, Evidence, Role, Strength
from twohats_policy.activity import Actor

MEMORY = "memory"
"""The place of evidence that was learnt earlier."""


class AccountBook(Protocol):
    """The accounts that the policy names."""

    def find(
        self, platform: str, platform_id: str, username: str, server: str
    ) -> tuple[str, AccountKind, str | None] | None:
        """Return (ref, kind, owner) of the account with this id or name on this platform, or None.

        `server` is the one the call went to, on platforms that have many; else empty.
        """
        ...


@dataclass(frozen=True)
class Recognition:
    """Turns signs into accounts, with the names learnt so far and the policy's `accounts` in force."""

    names: Names
    accounts: Callable[[], AccountBook]

    def account(self, platform: str, server: str, signs: Sequence[Evidence]) -> ActingAccount:
        """Weigh the signs and look the account up in the policy; nobody where they contradict each other.

        A match that rests on a learnt name is no surer than memory; a learnt id that does not fit the policy undoes
        one by name.
        """
        sign = settled(signs, lambda platform_id, username: self.names.same(platform, server, platform_id, username))
        if sign is None:
            return ActingAccount(platform=platform, evidence=tuple(signs))
        platform_id, username = self._filled(platform, server, sign)
        book = self.accounts()
        found = book.find(platform, platform_id, username, server)
        as_said = (platform_id, username) == (sign.platform_id, sign.username)
        stated = as_said or found == book.find(platform, sign.platform_id, sign.username, server) or found is None
        return ActingAccount(
            platform=platform,
            kind=found[1] if found else AccountKind.UNKNOWN,
            ref=found[0] if found else None,
            platform_id=platform_id,
            username=username,
            confidence=sign.strength if stated else min(sign.strength, Strength.REMEMBERED),
            evidence=tuple(signs),
        )

    def actor(self, platform: str, tool: str, server: str, actor: Actor) -> ActingAccount:
        """Return the account the call names: of the platform itself, or behind a tool's handle once that is known."""
        stated = Evidence(
            role=Role.ACTING,
            where=actor.where,
            strength=Strength.STATED,
            platform_id=actor.platform_id,
            username=actor.username,
        )
        account = self.account(platform, server, [stated])
        natives = self.names.behind(tool, actor.platform_id or actor.username)
        if account.known or not natives:
            return account
        behind = [self._behind(native, stated) for native in natives]
        return behind[0] if len(behind) == 1 else _together(account, behind)

    def _behind(self, native: Native, handle: Evidence) -> ActingAccount:
        known = {"platform_id": native.platform_id, "username": native.username}
        learnt = handle.model_copy(update={"where": MEMORY, "strength": Strength.REMEMBERED, **known})
        account = self.account(native.network, "", [learnt])
        return account.model_copy(update={"evidence": (handle, learnt)})

    def _filled(self, platform: str, server: str, sign: Evidence) -> tuple[str, str]:
        if sign.platform_id:
            return sign.platform_id, sign.username or self.names.username(platform, server, sign.platform_id)
        return self.names.platform_id(platform, server, sign.username), sign.username


def _together(handle: ActingAccount, behind: Sequence[ActingAccount]) -> ActingAccount:
    """One handle for accounts on several networks is somebody's only if all of them are the same somebody's."""
    refs = {(account.ref, account.kind) for account in behind}
    ref, kind = refs.pop() if len(refs) == 1 else (None, AccountKind.UNKNOWN)
    return handle.model_copy(update={"ref": ref, "kind": kind, "confidence": Strength.REMEMBERED})
