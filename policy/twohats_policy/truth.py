"""Evaluation: true, false, or cannot be told."""

from dataclasses import dataclass

from cel_expr_python import cel


@dataclass(frozen=True)
class Unsure:
    """A condition whose value could not be told, and why."""

    why: str


type Truth = bool | Unsure


def truth(compiled_expression: cel.Expression, activation: cel.Activation) -> Truth:
    """Evaluate one expression; whatever is not true or false is `Unsure`."""
    value = evaluated(compiled_expression, activation)
    return value if isinstance(value, bool) else Unsure(value if isinstance(value, str) else "no true or false")


def evaluated(compiled_expression: cel.Expression, activation: cel.Activation | None = None) -> object:
    """Return the plain value, or CEL's message as text if there is none."""
    try:
        return compiled_expression.eval(activation).plain_value()
    except (RuntimeError, ValueError) as error:  # what the CEL library raises
        return str(error).splitlines()[0]
