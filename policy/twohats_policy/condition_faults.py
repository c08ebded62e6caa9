"""What can be wrong with a condition, in words: CEL's own messages with a caret, and mistakes that CEL lets pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cel_expr_python import cel

from twohats_policy import expression
from twohats_policy.environment import PACKAGE, Environment
from twohats_policy.errors import did_you_mean, shown
from twohats_policy.truth import evaluated

MAX_CHARACTERS = 4000
"""Of one condition. CEL itself bounds depth (32) and iterations."""

_FAULT = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): (.*)")
_FIELD = re.compile(r"undefined field '([^']*)' not found in struct '" + PACKAGE + r"\.(\w+)'")
_REFERENCE = re.compile(r"undeclared reference to '([^']*)'")
_REFERENCE_PAGE = "the names offered are in `docs/rule-names.md`"
_FUNCTIONS = [
    "all",
    "contains",
    "endsWith",
    "exists",
    "exists_one",
    "filter",
    "has",
    "in",
    "indexOf",
    "int",
    "join",
    "lowerAscii",
    "map",
    "matches",
    "replace",
    "size",
    "split",
    "startsWith",
    "string",
    "substring",
    "timestamp",
    "trim",
    "upperAscii",
]


@dataclass(frozen=True)
class Fault:
    """Something wrong in a condition, `line` (from 0) lines below its first; `caret` shows the place."""

    line: int
    what: str
    remedy: str
    caret: str = ""


def faults(text: str, environment: Environment, extras: frozenset[str]) -> Iterator[Fault]:
    """Yield everything that is wrong with a condition."""
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
            yield Fault(
                0,
                f"{shown(pattern)} is no regular expression ({shown(reason, 100)[1:-1]})",
                "mend the pattern (RE2 syntax)",
            )


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
        ours = [*(name.name for name in vocabulary.variables), *(function.name for function in vocabulary.functions)]
        offered = [*ours, *_FUNCTIONS]
        root = match[1].partition(".")[0]
        return f"{shown(root)} is not known", did_you_mean(root, offered, _REFERENCE_PAGE)
    plain = said.partition(" expecting ")[0].replace("<EOF>", "end of text")
    return shown(plain[:1].lower() + plain[1:], 160)[1:-1], "mend the condition at the caret"
