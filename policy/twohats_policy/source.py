"""YAML text as plain values that remember their lines.

YAML 1.2, read event by event (ruamel.yaml), so that nothing hostile is ever built: no aliases, no tags, bounded size
and depth, and every duplicate key is seen.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from twohats_policy.errors import Problem, shown
from twohats_policy.tree import Path, Spot, Tree, Value

MAX_CHARACTERS = 1_000_000
"""A team of hundreds with a thousand rules needs a quarter of it."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_MOST_LINES = 20


@dataclass(frozen=True)
class Source:
    """One file: its values, and where each of them is written."""

    file: str
    value: Value = None
    spots: Mapping[Path, Spot] = field(default_factory=dict[Path, Spot])

    def spot(self, path: Path) -> Spot:
        """Return where the value at `path`, or the nearest one around it, is written."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path, Spot(1))

    def nearest(self, path: Path, name: str, names: Collection[str]) -> Path:
        """Return where `name`, one of the words at `path`, is written: in a list, as a key, or as the only value."""
        in_list = (*path, list(names).index(name))
        return next((place for place in (in_list, (*path, name)) if place in self.spots), path)

    def problem(self, path: Path, what: str, remedy: str, *, below: int = 0, detail: str = "") -> Problem:
        """Return a problem with the value at `path`, `below` lines further down where the value is a block of text."""
        spot = self.spot(path)
        line = spot.line + (1 + below if spot.block else 0)
        return Problem(file=self.file, line=line, path=written(path), what=what, remedy=remedy, detail=detail)


def written(path: Path) -> str:
    """Return a path the way people write it: `rules[2].for.verbs[0]`, counting from 0."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def read(file: str, text: str) -> tuple[Source, list[Problem]]:
    """Return the values of a file, and what is wrong with it as YAML; with problems the values may be incomplete."""
    problems = list(_hostile(file, text))
    if problems:
        return Source(file), problems
    tree = Tree()
    try:
        reader: Any = YAML(typ="safe", pure=True)
        for event in reader.parse(text.removeprefix("\ufeff")):
            tree.take(event)
            if tree.stopped:
                break
    except (MarkedYAMLError, ReaderError) as error:
        return Source(file), [*_faults(file, tree), _broken(file, error)]
    value = None if any(fault.fatal for fault in tree.faults) else tree.value
    return Source(file, value, tree.spots), _faults(file, tree)


def _faults(file: str, tree: Tree) -> list[Problem]:
    return [_problem(file, fault.line, fault.what, fault.remedy) for fault in tree.faults[:_MOST_LINES]]


def _hostile(file: str, text: str) -> Iterator[Problem]:
    if len(text) > MAX_CHARACTERS:
        size = f"{len(text) / 1_000_000:.1f} million characters long, 1 million is the limit"
        yield _problem(file, 1, size, "a policy is a short text file: is this the right one?")
        return
    for number, match in enumerate(_CONTROL.finditer(text)):
        if number == _MOST_LINES:
            return
        line = text.count("\n", 0, match.start()) + 1
        yield _problem(file, line, f"control character U+{ord(match[0]):04X}", "delete it: a policy is plain text")
    if not text.strip():
        yield _problem(file, 1, "is empty", "start it with `twohats: 1`, or run `twohats init`")


def _broken(file: str, error: MarkedYAMLError | ReaderError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read")
    return _problem(
        file, line, f"not YAML: {shown(said, 120)[1:-1]}", "check indents, quotes and brackets on and above this line"
    )


def _problem(file: str, line: int, what: str, remedy: str) -> Problem:
    return Problem(file=file, line=line, path="", what=what, remedy=remedy)
