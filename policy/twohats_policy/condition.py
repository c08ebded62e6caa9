"""Conditions: CEL compiled and type-checked when a file is loaded (cel-expr-python; docs/decisions/0002-cel.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cel_expr_python import cel

from twohats_policy import expression
from twohats_policy.environment import PACKAGE, Environment
from twohats_policy.errors import did_you_mean, shown

MAX_CHARACTERS = 4000
"""Of one condition. CEL itself bounds depth (32) and iterations."""

_FAULT = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): (.*)")
_FIELD = re.compile(r"undefined field '([^']*)' not found in struct '" + PACKAGE + r"\.(\w+)'")
_REFERENCE = re.compile(r"undeclared reference to '([^']*)'")
_REFERENCE_PAGE = "the names offered are in `docs/rule-names.md`"
_FUNCTIONS = "all contains endsWith exists exists_one filter has in indexOf int join lowerAscii map matches replace size split startsWith string substring timestamp trim upperAscii".split()


@dataclass(frozen=True)
class Fault:
    """Something wrong in a condition, `line` (from 0) lines below its first; `caret` shows the place."""

    line: int
    what: str
    remedy: str
    caret: str = ""


class ConditionError(Exception):
    """A condition that cannot be used; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.what for fault in faults))


@dataclass(frozen=True)
class Unsure:
    """A condition whose value could not be told, and why."""

    why: str


type Truth = bool | Unsure


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
    def constant(self) -> bool:
        """Whether it looks at no name at all."""
        return not expression.words(self.text) & {name.name for name in self.environment.vocabulary.variables}


def compiled(text: str, environment: Environment, extras: frozenset[str]) -> Condition:
    """Return the condition, checked against the names that are offered.

    Raises:
        ConditionError: it is no CEL, uses a name that does not exist, is not true-or-false, or needs an extra that is missing.
    """
    faults = tuple(_faults(text, environment, extras))
    if faults:
        raise ConditionError(faults)
    vocabulary = environment.vocabulary
    needs = frozenset(vocabulary.signals[name].key for name in expression.fields(text) if name in vocabulary.signals)
    return Condition(text, expression.inner_form(text, vocabulary), needs, environment)


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


def _faults(text: str, environment: Environment, extras: frozenset[str]) -> Iterator[Fault]:
    if len(text) > MAX_CHARACTERS:
        yield Fault(0, f"is {len(text)} characters long, {MAX_CHARACTERS} is the limit", "split it into several rules")
        return
    try:
        found = environment.spoken.compile(text).return_type()
    except RuntimeError as error:
        yield from _compile_faults(str(error), text, environment)
        return
    if found != cel.Type.BOOL:
        yield Fault(0, f"gives {found.name().lower()}, not true or false", "compare it with something: `… == …`")
        return
    yield from _signal_faults(text, environment, extras)
    yield from _pattern_faults(text, environment)
    yield from _comparison_faults(text, environment)


def _signal_faults(text: str, environment: Environment, extras: frozenset[str]) -> Iterator[Fault]:
    vocabulary = environment.vocabulary
    for name in sorted(expression.fields(text) & vocabulary.signals.keys()):
        extra = vocabulary.signals[name].extra
        if extra and extra not in extras:
            what = f"`{name}` needs the extra `{extra}`, which is not installed"
            yield Fault(0, what, f"install `twohats[{extra}]`, or delete the rule")
    if asked := expression.asks_presence_of_signal(text, vocabulary):
        yield Fault(0, f"`has()` cannot be asked of the signal `{asked}`", f"write `{asked}` by itself")
        return
    try:
        environment.inner.compile(expression.inner_form(text, vocabulary))
    except RuntimeError:
        yield Fault(0, "uses a signal in a way that cannot be evaluated", "compare each signal by itself")


def _pattern_faults(text: str, environment: Environment) -> Iterator[Fault]:
    for pattern in expression.patterns(text):
        said = evaluated(environment.inner.compile(f"''.matches({pattern})"))
        if isinstance(said, str):
            reason = said.partition(": ")[2].partition(" [")[0]
            yield Fault(0, f"{shown(pattern)} is no regular expression ({shown(reason, 100)[1:-1]})", "mend the pattern (RE2 syntax)")


def _comparison_faults(text: str, environment: Environment) -> Iterator[Fault]:
    closed = environment.vocabulary.closed
    for name, word in expression.comparisons(text):
        if name in closed and word not in closed[name]:
            offered = f"it is one of {', '.join(f'`{value}`' for value in sorted(closed[name]))}"
            yield Fault(0, f"`{name}` is never {shown(word)}", did_you_mean(word, closed[name], offered))


def _compile_faults(said: str, text: str, environment: Environment) -> Iterator[Fault]:
    found = list(_FAULT.finditer(said))
    if not found:
        yield Fault(0, shown(said.partition(": ")[2].partition(" [")[0], 120)[1:-1].lower(), "make it shorter")
    for match in found:
        line, column = max(int(match[1]), 1), max(int(match[2]), 1)
        what, remedy = _in_words(match[3].removesuffix(" [INVALID_ARGUMENT]"), environment)
        yield Fault(line - 1, what, remedy, _caret(text, line, column))


def _caret(text: str, line: int, column: int) -> str:
    lines = text.splitlines() or [""]
    shown_line = lines[min(line, len(lines)) - 1].replace("\t", " ")
    return f"  | {shown_line}\n  | {' ' * (column - 1)}^"


def _in_words(said: str, environment: Environment) -> tuple[str, str]:
    vocabulary = environment.vocabulary
    if match := _FIELD.search(said):
        group = match[2].lower()
        members = vocabulary.members(group)
        return f"`{group}` has no `{match[1]}`", did_you_mean(match[1], members, f"it has {', '.join(members)}")
    if match := _REFERENCE.search(said):
        offered = [*(name.name for name in vocabulary.variables), *_FUNCTIONS]
        return f"{shown(match[1])} is not known", did_you_mean(match[1], offered, _REFERENCE_PAGE)
    plain = said.partition(" expecting ")[0].replace("<EOF>", "end of text")
    return shown(plain[:1].lower() + plain[1:], 160)[1:-1], "mend the condition at the caret"
