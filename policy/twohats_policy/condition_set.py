"""Many conditions at once: one evaluation for up to a hundred of them.

Nearly always none is met, and one expression tells: all of them with an `or` between. Only where one is met, or cannot
be told, a list of all results says which. Measured on the reference machine: a thousand conditions take 4.7 ms one by
one, 0.5 ms as lists of a hundred, 0.3 to 0.4 ms with an `or` between (docs/decisions/0002-cel.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched, groupby
from typing import cast

from cel_expr_python import cel

from twohats_policy.condition import Condition
from twohats_policy.environment import Environment
from twohats_policy.truth import Truth, evaluated

BATCH = 100


@dataclass(frozen=True)
class Batch:
    """Conditions that are evaluated with one expression: `any` tells whether one is met. It is None for a single one,
    or beyond CEL's limits (depth, length).
    """

    conditions: tuple[Condition, ...]
    any: cel.Expression | None
    environment: Environment

    @classmethod
    def of(cls, conditions: tuple[Condition, ...], environment: Environment) -> "Batch":
        """Return the batch."""
        return cls(
            conditions, _joined(conditions, "{}", "||", environment) if len(conditions) > 1 else None, environment
        )

    @cached_property
    def _each(self) -> cel.Expression | None:
        """The list of all results; compiled when one is met for the first time."""
        return _joined(self.conditions, "[{}]", ",", self.environment)

    def truths(self, activation: cel.Activation) -> Sequence[Truth]:
        """Return what each condition is; nothing if all are false."""
        met = evaluated(self.any, activation) if self.any is not None else None
        if met is False:
            return ()
        if met is True and self._each is not None:
            values = evaluated(self._each, activation)
            if isinstance(values, list):
                return cast("list[Truth]", values)
        return [condition.holds(activation) for condition in self.conditions]  # an error in one is an error of all


@dataclass(frozen=True)
class ConditionSet:
    """Conditions that are evaluated together, in order."""

    batches: tuple[Batch, ...]

    @classmethod
    def of(cls, conditions: Sequence[Condition], environment: Environment) -> "ConditionSet":
        """Return the set. Conditions that look at signals form batches of their own, so that an unknown signal slows
        down only these.
        """
        runs = (tuple(run) for _, run in groupby(conditions, key=lambda condition: bool(condition.needs)))
        batches = (batch for run in runs for batch in batched(run, BATCH))
        return cls(tuple(Batch.of(batch, environment) for batch in batches))

    def met(self, activation: cel.Activation) -> list[tuple[int, Truth]]:
        """Return the place of each condition that is not false, in their order, and whether it is true or unsure."""
        found: list[tuple[int, Truth]] = []
        start = 0
        for batch in self.batches:
            found += [(start + place, truth) for place, truth in enumerate(batch.truths(activation)) if truth]
            start += len(batch.conditions)
        return found


def _joined(
    conditions: Sequence[Condition], whole: str, between: str, environment: Environment
) -> cel.Expression | None:
    """Return one expression of all conditions; None beyond CEL's limits."""
    try:
        return environment.inner.compile(whole.format(between.join(f"({each.inner}\n)" for each in conditions)))
    except RuntimeError:
        return None
