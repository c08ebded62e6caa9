"""Plain values built from YAML events, with the place of each.

A tree is built with a stack of its own, so that depth costs no recursion; what a policy has no use for (aliases,
tags, keys that are not words, several documents) is a fault, never a value.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import events

from twohats_policy.errors import shown

type Value = bool | int | float | str | list[Value] | dict[str, Value] | None
type Path = tuple[str | int, ...]

MAX_DEPTH = 16
"""The deepest key of the format lies 7 levels down."""

_LAST = 10
"""Faults among which the same one is not told twice."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_PLAIN_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True)
class Spot:
    """Where a value starts (line counted from 1), and whether it is a block of text below that line."""

    line: int
    block: bool = False


@dataclass(frozen=True)
class Fault:
    """Something a policy file cannot hold. `fatal`: the values around it are not worth looking at."""

    line: int
    what: str
    remedy: str
    fatal: bool = True


@dataclass
class _Open:
    """A mapping or list whose end has not come yet. `key` None: the next value of a mapping is a key."""

    value: dict[str, Value] | list[Value]
    path: Path
    key: str | None = None
    kept: bool = True

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def inner(self) -> Path:
        """Return the path of the value that comes next."""
        return (*self.path, self.key or "" if isinstance(self.value, dict) else len(self.value))

    def put(self, value: Value) -> None:
        """Take the value that belongs to the key, or the next of the list."""
        if isinstance(self.value, list):
            self.value.append(value)
            return
        if self.kept:
            self.value[self.key or ""] = value
        self.key, self.kept = None, True


@dataclass
class Tree:
    """Takes events one by one; `value` and `spots` are complete after the last. `stopped`: no further event is worth
    reading.
    """

    value: Value = None
    spots: dict[Path, Spot] = field(default_factory=dict[Path, Spot])
    faults: list[Fault] = field(default_factory=list[Fault])
    stopped: bool = False
    _open: list[_Open] = field(default_factory=list[_Open])
    _documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event of the text."""
        if self.stopped:
            return
        if isinstance(event, events.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, events.AliasEvent):
            self._alias(event)
        elif isinstance(event, events.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, events.MappingStartEvent | events.SequenceStartEvent):
            self._checked(event)
            self._start(event)
        elif isinstance(event, events.MappingEndEvent | events.SequenceEndEvent):
            self._open.pop()

    def _alias(self, event: Any) -> None:
        alias = shown(f"*{event.anchor}")
        self._fault(event, f"alias {alias}", "write the value out: a policy has no aliases")
        self._leaf(event, None, "")

    def _scalar(self, event: Any) -> None:
        self._checked(event)
        self._leaf(event, resolved(event), str(event.value))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault(event, "a second document", "delete the `---` line: one file holds one policy")
            self.stopped = True

    def _checked(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            self._fault(event, f"tag {shown(str(event.tag))}", "delete it: a policy holds plain values only")

    def _leaf(self, event: Any, value: Value, text: str) -> None:
        if self._open and self._open[-1].wants_key:
            self._key(event, text)
            return
        self._put(value, event, block=getattr(event, "style", None) in {"|", ">"})

    def _key(self, event: Any, text: str) -> None:
        frame = self._open[-1]
        first = self.spots.get((*frame.path, text))
        frame.key, frame.kept = text, text not in frame.value
        if not frame.kept and first is not None:
            self._fault(
                event, f"{shown(text)} is given twice, first in line {first.line}", "delete one of the two", fatal=False
            )
        if frame.kept:
            self.spots[(*frame.path, text)] = Spot(event.start_mark.line + 1)

    def _put(self, value: Value, event: Any, *, block: bool = False) -> Path:
        if not self._open:
            self.value = value
            self.spots[()] = Spot(event.start_mark.line + 1)
            return ()
        frame = self._open[-1]
        path, kept = frame.inner(), frame.kept
        frame.put(value)
        if kept:
            key = self.spots.get(path)  # a value on the lines below its key is looked for at the key
            self.spots[path] = Spot(key.line if key else event.start_mark.line + 1, block)
        return path

    def _start(self, event: Any) -> None:
        if self._open and self._open[-1].wants_key:
            self._fault(event, "a list or mapping as a key", "use a single word before the colon")
            self.stopped = True
        elif len(self._open) >= MAX_DEPTH:
            self._fault(
                event, f"nested more than {MAX_DEPTH} levels deep", "a policy is flat: check the brackets and indents"
            )
            self.stopped = True  # the reader's time grows with the square of the depth
        else:
            self._enter(event)

    def _enter(self, event: Any) -> None:
        kept = not self._open or self._open[-1].kept
        value: dict[str, Value] | list[Value] = {} if isinstance(event, events.MappingStartEvent) else []
        path = self._put(value, event)
        self._open.append(_Open(value, path if kept else (*path, "")))

    def _fault(self, event: Any, what: str, remedy: str, *, fatal: bool = True) -> None:
        fault = Fault(event.start_mark.line + 1, what, remedy, fatal)
        if fault not in self.faults[-_LAST:]:
            self.faults.append(fault)


def resolved(event: Any) -> Value:
    """Resolve a plain scalar by the core schema of YAML 1.2; quoted ones and blocks are text."""
    text = str(event.value)
    if event.style is not None or event.tag is not None:
        return text
    if text in _NULL:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def words_of(value: Value) -> tuple[str, ...]:
    """Return the keys of a mapping, nothing of anything else."""
    return tuple(value) if isinstance(value, dict) else ()
