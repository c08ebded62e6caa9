"""What questions are shown with: the language, the policy in force, and where links lead."""

from collections.abc import Callable
from dataclasses import dataclass

from twohats.links.target import LinkTarget
from twohats.wording import printable
from twohats_policy.policy import Policy
from twohats_policy.request import Unknown

type Leads = Callable[[str], LinkTarget | Unknown | None]
"""Where a link leads, as far as that is known by now."""


@dataclass(frozen=True)
class Scene:
    """The moment in which a page is made."""

    language: str
    policy: Policy | None = None
    leads: Leads = lambda _: None

    def person(self, id: str) -> str:
        """Return the name of an employee; the id where the policy has none."""
        person = self.policy.people.get(id) if self.policy else None
        return printable(person.name if person and person.name else id, 60)

    def people(self, ids: tuple[str, ...]) -> str:
        """Return the names of several employees in one line."""
        return ", ".join(self.person(id) for id in ids)
