"""What the activity view is made of; `twohats.report` makes one."""

from collections.abc import Sequence
from typing import Protocol

from twohats.reports.budget import RuleBook
from twohats.reports.figures import Figures
from twohats.state.reviews import Review


class Report(Protocol):
    """Figures, what the policy says of the rules, and the emergencies that nobody else has looked at yet."""

    @property
    def figures(self) -> Figures:
        """What happened."""
        ...

    @property
    def book(self) -> RuleBook:
        """What the policy says of the rules."""
        ...

    @property
    def reviews(self) -> Sequence[Review]:
        """The emergencies to look at."""
        ...
