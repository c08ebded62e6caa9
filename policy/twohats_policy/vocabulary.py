"""What a vocabulary of names for rules consists of; the names themselves are declared in `names`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from twohats_policy.request import SignalValue


class Kind(StrEnum):
    """The type of a value in a condition."""

    TEXT = "string"
    NUMBER = "int"
    SCORE = "double"
    TRUTH = "bool"
    TEXTS = "list of string"
    GROUP = "group"
    GROUPS = "list of groups"


QUIET: Mapping[Kind, SignalValue] = {
    Kind.TEXT: "",
    Kind.NUMBER: 0,
    Kind.SCORE: 0.0,
    Kind.TRUTH: False,
    Kind.TEXTS: (),
}
"""What a signal says where there is nothing to say; of a closed set of words, it is the first."""


@dataclass(frozen=True)
class Signal:
    """Something that must be worked out: its key in the request, and the extra it takes (empty: none)."""

    key: str
    extra: str = ""


@dataclass(frozen=True)
class Name:
    """One name of a group. Either `read` gives its value from the group's facts, or `signal` says which signal it is.

    `values` lists all it can be, where that is a closed set; `group` names the members of a GROUP or GROUPS.
    """

    name: str
    kind: Kind
    about: str
    read: Callable[[Any], Any] | None = None
    signal: Signal | None = None
    values: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Names that belong together: `post`, `account`, one of `post.media`."""

    name: str
    about: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Function:
    """A function of ours: `value.name(argument)` with texts for both, true or false."""

    name: str
    about: str
    tell: Callable[[str, str], bool]


@dataclass(frozen=True)
class Vocabulary:
    """All names offered: the variables a condition starts from, the groups behind them, and functions of our own."""

    variables: tuple[Name, ...]
    groups: tuple[Group, ...]
    functions: tuple[Function, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a declaration in which a signal shares its name with anything else: conditions are read by name."""
        names = [name for group in self.groups for name in group.names]
        for signal in (name for name in names if name.signal):
            if sum(name.name == signal.name for name in names) > 1:
                raise ValueError(f"`{signal.name}` is a signal and must be the only name of that spelling")

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """The signals by the name that conditions use."""
        return {name.name: name.signal for group in self.groups for name in group.names if name.signal}

    @cached_property
    def media_signals(self) -> frozenset[str]:
        """Keys of the signals that are about one piece of media."""
        return frozenset(
            name.signal.key for group in self.groups if group.name == "media" for name in group.names if name.signal
        )

    @cached_property
    def post_signals(self) -> frozenset[str]:
        """Keys of the signals that are about the activity as a whole."""
        return frozenset(signal.key for signal in self.signals.values()) - self.media_signals

    @cached_property
    def quiet(self) -> Mapping[str, SignalValue]:
        """What each signal, by its key, says where there is nothing to say."""
        names = (name for group in self.groups for name in group.names)
        return {name.signal.key: name.values[0] if name.values else QUIET[name.kind] for name in names if name.signal}

    @cached_property
    def closed(self) -> Mapping[str, frozenset[str]]:
        """All values of the names that have a closed set of them."""
        found: dict[str, frozenset[str]] = {}
        for name in (name for group in self.groups for name in group.names if name.values):
            found[name.name] = found.get(name.name, frozenset()) | set(name.values)
        return found

    def members(self, group: str) -> tuple[str, ...]:
        """Return the names in a group."""
        return tuple(name.name for found in self.groups if found.name == group for name in found.names)
