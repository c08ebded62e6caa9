"""Read a GraphQL document: which fields an operation asks for at its root, with their arguments.

Several mutations may stand in one document under aliases, in fragments, with values inline or in variables
(facts: official 0.7). Only the root matters here; what is selected below it is skipped. Where a document holds several
operations, the fields of all of them count.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from twohats.bodies.graphql_tokens import Token, literal, tokens
from twohats.errors import UnreadableActivityError

MAX_DEPTH = 50
MAX_SELECTIONS = 5000
_KINDS = frozenset({"query", "mutation", "subscription"})
_CLOSING = {"{": "}", "(": ")", "[": "]"}


@dataclass(frozen=True)
class Field:
    """One field at the root: `kind` of its operation (`query`, `mutation`), name, and the arguments as JSON values."""

    kind: str
    name: str
    arguments: Mapping[str, Any]


def root_fields(document: str, variables: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the root fields of every operation in `document`, fragments unfolded, in order.

    Directives are not looked at: a field that `@skip` may leave out counts.

    Raises:
        UnreadableActivityError: it is not a GraphQL document, too large, or nested too deep.
    """
    operations, fragments = _Reader(tokens(document)).definitions()
    steps = count()
    return tuple(
        Field(kind, name, arguments(values))
        for kind, defaults, selections in operations
        for values in ({**defaults, **variables},)
        for name, arguments in _unfolded(selections, fragments, (), steps)
    )


type _Value = Callable[[Mapping[str, Any]], Any]
"""A value that may hold variables: give it those, and it is JSON."""

type _Selection = tuple[str, _Value] | str
"""A field with its arguments, or the name of a fragment."""

type _Operation = tuple[str, dict[str, Any], list[_Selection]]


def _unfolded(
    selections: list[_Selection],
    fragments: Mapping[str, list[_Selection]],
    inside: tuple[str, ...],
    steps: Iterator[int],
) -> Iterator[tuple[str, _Value]]:
    """Yield the fields with those of fragments in their place; `steps` counts, since fragments can multiply."""
    for selection in selections:
        if next(steps) > MAX_SELECTIONS or len(inside) > MAX_DEPTH:
            raise UnreadableActivityError("GraphQL document is too large")
        if not isinstance(selection, str):
            yield selection
        elif selection not in fragments or selection in inside:
            raise UnreadableActivityError("GraphQL fragment is missing, or holds itself")
        else:
            yield from _unfolded(fragments[selection], fragments, (*inside, selection), steps)


class _Reader:
    """Goes through the tokens once, from left to right."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0

    def definitions(self) -> tuple[list[_Operation], dict[str, list[_Selection]]]:
        operations: list[_Operation] = []
        fragments: dict[str, list[_Selection]] = {}
        while self._at < len(self._tokens):
            word = self._peek()
            if word == "fragment":
                self._next()
                name = self._next("name")
                if name in fragments:
                    raise UnreadableActivityError("GraphQL fragment is there more than once")
                fragments[name] = self._typed_selections()
            elif word == "{" or word in _KINDS:
                operations.append(self._operation("query" if word == "{" else self._next()))
            else:
                raise UnreadableActivityError("GraphQL document cannot be read")
        return operations, fragments

    def _operation(self, kind: str) -> _Operation:
        if self._kind() == "name":
            self._next()
        defaults = dict(self._defaults()) if self._peek() == "(" else {}
        self._directives()
        return kind, defaults, self._selections(0)

    def _defaults(self) -> Iterator[tuple[str, Any]]:
        """Read the variables an operation declares; only their defaults matter."""
        self._expect("(")
        while self._peek() != ")":
            self._expect("$")
            name = self._next("name")
            self._expect(":")
            while self._peek() in {"[", "]", "!"} or self._kind() == "name":
                self._next()
            if self._peek() == "=":
                self._next()
                yield name, self._value(0)({})
            self._directives()
        self._next()

    def _typed_selections(self, depth: int = 0) -> list[_Selection]:
        """Read `on Type @directive { … }`, where all but the braces may be missing."""
        if self._peek() == "on":
            self._next()
            self._next("name")
        self._directives()
        return self._selections(depth)

    def _selections(self, depth: int) -> list[_Selection]:
        self._expect("{")
        found: list[_Selection] = []
        while self._peek() != "}":
            if self._peek() == "...":
                self._next()
                found += self._spread(_deeper(depth))
            else:
                found.append(self._field())
        self._next()
        return found

    def _spread(self, depth: int) -> list[_Selection]:
        if self._kind() == "name" and self._peek() != "on":
            name = self._next()
            self._directives()
            return [name]
        return self._typed_selections(depth)

    def _field(self) -> tuple[str, _Value]:
        name = self._next("name")
        if self._peek() == ":":
            self._next()
            name = self._next("name")
        arguments = self._pairs("(", 0) if self._peek() == "(" else _no_arguments
        self._directives()
        if self._peek() == "{":
            self._skip()
        return name, arguments

    def _directives(self) -> None:
        while self._peek() == "@":
            self._next()
            self._next("name")
            if self._peek() == "(":
                self._skip()

    def _pairs(self, opening: str, depth: int) -> _Value:
        self._expect(opening)
        pairs: list[tuple[str, _Value]] = []
        while self._peek() != _CLOSING[opening]:
            name = self._next("name")
            self._expect(":")
            pairs.append((name, self._value(_deeper(depth))))
        self._next()
        if len({name for name, _ in pairs}) < len(pairs):
            raise UnreadableActivityError("GraphQL argument is given more than once")
        return lambda variables: {name: value(variables) for name, value in pairs}

    def _list(self, depth: int) -> _Value:
        self._expect("[")
        values: list[_Value] = []
        while self._peek() != "]":
            values.append(self._value(_deeper(depth)))
        self._next()
        return lambda variables: [value(variables) for value in values]

    def _value(self, depth: int) -> _Value:
        match self._kind(), self._peek():
            case "mark", "$":
                self._next()
                name = self._next("name")
                return lambda variables: variables.get(name)
            case "mark", "{":
                return self._pairs("{", depth)
            case "mark", "[":
                return self._list(depth)
            case (("name" | "number" | "string" | "block"), _):
                return self._literal()
            case _:
                raise UnreadableActivityError("GraphQL value cannot be read")

    def _literal(self) -> _Value:
        value = literal((self._kind(), self._next()))
        return lambda _: value

    def _skip(self) -> None:
        """Pass over a bracket with everything in it."""
        depth = 0
        while True:
            token = self._next() if self._kind() == "mark" else self._pass()
            depth += (token in _CLOSING) - (token in _CLOSING.values())
            if depth == 0:
                return

    def _pass(self) -> str:
        self._next()
        return ""

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _next(self, kind: str = "") -> str:
        if self._at >= len(self._tokens) or (kind and self._kind() != kind):
            raise UnreadableActivityError("GraphQL document cannot be read")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _expect(self, mark: str) -> None:
        if self._next("mark") != mark:
            raise UnreadableActivityError("GraphQL document cannot be read")


def _deeper(depth: int) -> int:
    if depth >= MAX_DEPTH:
        raise UnreadableActivityError("GraphQL document is nested too deep")
    return depth + 1


def _no_arguments(_variables: Mapping[str, Any]) -> dict[str, Any]:
    return {}
