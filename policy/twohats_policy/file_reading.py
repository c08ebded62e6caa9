"""One policy file, read as far as it goes: its values, its conditions, and everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from twohats_policy.condition import Condition, ConditionError, compiled
from twohats_policy.decision import Mode, Place
from twohats_policy.environment import Environment
from twohats_policy.errors import Problem
from twohats_policy.files import PackFile, PersonFile, TeamFile
from twohats_policy.policy import RuleInForce
from twohats_policy.source import Source, read
from twohats_policy.tree import Path
from twohats_policy.validation import validated


@dataclass(frozen=True)
class Terms:
    """What files are read against: names offered to rules, extras installed, platforms there are (empty: any)."""

    environment: Environment
    extras: frozenset[str]
    platforms: frozenset[str]


@dataclass
class Reading[M: BaseModel]:
    """One file: its model if all of it fits, its conditions by rule number, its problems."""

    source: Source
    model: M | None
    problems: list[Problem]
    conditions: dict[int, Condition] = field(default_factory=dict[int, Condition])

    def place(self, number: int) -> Place:
        """Return where the rule of this number is written."""
        return self.place_of(("rules", number))

    def place_of(self, path: Path) -> Place:
        """Return where the value at `path` is written."""
        return Place(file=self.source.file, line=self.source.spot(path).line)


type AnyReading = Reading[TeamFile] | Reading[PersonFile] | Reading[PackFile]


def reading[M: BaseModel](file: str, text: str, model: type[M], terms: Terms) -> Reading[M]:
    """Return what `text` holds; conditions are compiled even where the rest of the file does not fit."""
    source, problems = read(file, text)
    if source.value is None and problems:
        return Reading(source, None, problems)
    fitting, misfits = validated(source, model)
    result = Reading(source, fitting, [*problems, *misfits])
    for number, condition in _condition_texts(source):
        _compile(result, number, condition, terms)
    return result


def rules_in_force(file: AnyReading) -> Iterator[RuleInForce]:
    """Yield the rules of a file without problems; those that say `mode: observe` as observed."""
    rules = file.model.rules if file.model else ()
    for number, rule in enumerate(rules):
        yield RuleInForce(rule, file.place(number), file.conditions.get(number), rule.mode is Mode.OBSERVE)


def _compile[M: BaseModel](file: Reading[M], number: int, text: str, terms: Terms) -> None:
    try:
        file.conditions[number] = compiled(text, terms.environment, terms.extras)
    except ConditionError as error:
        path = ("rules", number, "when")
        file.problems += [
            file.source.problem(path, fault.what, fault.remedy, below=fault.line, detail=fault.caret)
            for fault in error.faults
        ]


def _condition_texts(source: Source) -> Iterator[tuple[int, str]]:
    rules = source.value.get("rules") if isinstance(source.value, dict) else None
    for number, rule in enumerate(rules if isinstance(rules, list) else ()):
        text = rule.get("when") if isinstance(rule, dict) else None
        if isinstance(text, str):
            yield number, text
