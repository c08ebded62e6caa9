"""Conditions: CEL compiled and type-checked when a file is loaded (cel-expr-python; docs/decisions/0002-cel.md)."""

from dataclasses import dataclass
from functools import cached_property

from cel_expr_python import cel

from twohats_policy import expression
from twohats_policy.condition_faults import Fault, faults
from twohats_policy.environment import Environment
from twohats_policy.truth import Truth, evaluated, truth


class ConditionError(Exception):
    """A condition that cannot be used; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.what for fault in faults))


@dataclass(frozen=True)
class Condition:
    """One compiled condition. `needs` are the keys of the signals it looks at."""

    text: str
    inner: str
    needs: frozenset[str]
    environment: Environment

    @cached_property
    def _expression(self) -> cel.Expression:
        return self.environment.inner.compile(self.inner)

    def holds(self, activation: cel.Activation) -> Truth:
        """Tell whether it holds for the values in `activation`, or that this cannot be told."""
        return truth(self._expression, activation)

    @property
    def never(self) -> bool:
        """Whether it looks at no name at all and is false."""
        variables = {name.name for name in self.environment.vocabulary.variables}
        return not expression.words(self.text) & variables and evaluated(self._expression) is False


def compiled(text: str, environment: Environment, extras: frozenset[str]) -> Condition:
    """Return the condition, checked against the names that are offered.

    Raises:
        ConditionError: it is no CEL, uses a name that does not exist, is not true-or-false, or needs an extra that
            is missing.
    """
    found = tuple(faults(text, environment, extras))
    if found:
        raise ConditionError(found)
    vocabulary = environment.vocabulary
    needs = frozenset(vocabulary.signals[name].key for name in expression.fields(text) if name in vocabulary.signals)
    return Condition(text, expression.inner_form(text, vocabulary), needs, environment)
