"""Who is who: the accounts and people of a policy, without its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from twohats_policy.account_book import AccountBook
from twohats_policy.files import AccountEntry, Person


@dataclass(frozen=True)
class Team:
    """The accounts, the people, and the time zone they work in."""

    accounts: AccountBook
    people: Mapping[str, Person]
    timezone: tzinfo

    def account(self, ref: str | None) -> AccountEntry | None:
        """Return the account with this key, None if there is none."""
        return self.accounts.entries.get(ref) if ref else None

    def may_post_as(self, employee: str, ref: str) -> bool:
        """Tell whether the account is the employee's own, or named in the employee's `posts_as`."""
        entry, person = self.account(ref), self.people.get(employee)
        if entry is None or person is None:
            return False
        return entry.owner == employee or ref in person.posts_as

    def approvers(self, employee: str, ref: str) -> tuple[str, ...]:
        """Return who can be the second person for this account (empty: for an unknown one, everybody who approves at
        all).
        """
        others = ((id, person) for id, person in self.people.items() if id != employee)
        return tuple(
            sorted(id for id, person in others if ref in person.approves_for or (not ref and person.approves_for))
        )
