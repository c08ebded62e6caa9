"""The prompt budget: which rules ask more often than people put up with (facts: peers 7.2).

A person who is asked too often stops reading. A rule above its budget belongs back into observing until its condition
is narrower.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from twohats.reports.figures import Figures, RuleFigures
from twohats_policy.built_in import BUILT_IN
from twohats_policy.files import Budget

FEWEST = 3
"""Fewer questions of a rule than this are no pattern, however few posts there were."""


class Standing(StrEnum):
    """What can be done about a rule that asks too often."""

    IN_FORCE = "in-force"  # it can be put back to observe
    OBSERVED = "observed"  # it is there already
    BUILT_IN = "built-in"  # always in force: list the account, or wait for an adapter that reads the call
    OWN = "own"  # a rule of a person's own file: it is theirs to change
    UNKNOWN = "unknown"  # not in the policy that was looked at


@dataclass(frozen=True)
class RuleBook:
    """What the policy says of its rules: how often one may ask, which are whose, which are observed.

    `shared` are those of the team and of packs, `own` those of the person's file; `put_back` are the shared ones that
    `observe` of the team file names, and that can be enforced again from here.
    """

    budget: Budget = field(default_factory=Budget)
    shared: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    observed: frozenset[str] = frozenset()
    put_back: frozenset[str] = frozenset()

    def standing(self, rule: str) -> Standing:
        """Tell what can be done about a rule."""
        if rule in BUILT_IN:
            return Standing.BUILT_IN
        if rule in self.observed:
            return Standing.OBSERVED
        if rule in self.shared:
            return Standing.IN_FORCE
        return Standing.OWN if rule in self.own else Standing.UNKNOWN


@dataclass(frozen=True)
class Weighed:
    """A rule against the budget: it asked, or would have asked, `prompts` times in `around` posts."""

    rule: str
    prompts: int
    around: int
    standing: Standing


def over(figures: Figures, book: RuleBook) -> tuple[Weighed, ...]:
    """Return the rules above the budget, the one that asks most first."""
    return tuple(
        Weighed(rule.rule, rule.counts.prompts, rule.around, book.standing(rule.rule))
        for rule in figures.rules
        if _exceeds(rule.counts.prompts, rule.around, book)
    )


def ready(figures: Figures, book: RuleBook) -> tuple[Weighed, ...]:
    """Return the rules that were put back to observe and stayed within the budget, seen over enough posts to tell."""
    found = {rule.rule: rule for rule in figures.rules}
    quiet = (_seen(rule, found.get(rule), figures, book) for rule in sorted(book.put_back))
    return tuple(one for one in quiet if one.around >= book.budget.per and not _exceeds(one.prompts, one.around, book))


def _seen(rule: str, met: RuleFigures | None, figures: Figures, book: RuleBook) -> Weighed:
    prompts, around = (met.counts.prompts, met.around) if met else (0, figures.total.posts)
    return Weighed(rule, prompts, around, book.standing(rule))


def _exceeds(prompts: int, around: int, book: RuleBook) -> bool:
    return prompts >= FEWEST and prompts * book.budget.per > book.budget.asks * around
