"""The CEL environments of a vocabulary: names as typed messages, so that a wrong name is an error when the file is
loaded.

Two are built. `spoken` has the names as rules write them and gives the error messages. `inner` is what runs: there a
signal is a list that is empty while the signal is unknown, and a condition's `m.approved` reads `m.approved[0]`.
Reading an unknown signal is then an error of evaluation, and CEL's own logic (`false && error` is false) says whether
the result hangs on it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cel_expr_python import cel
from cel_expr_python.ext import ext_strings
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message

from twohats_policy.facts import Facts
from twohats_policy.names import VOCABULARY
from twohats_policy.request import SignalValue, Unknown
from twohats_policy.vocabulary import Function, Group, Kind, Name, Vocabulary

PACKAGE = "twohats"
_Field = descriptor_pb2.FieldDescriptorProto
_WIRE = {
    Kind.TEXT: _Field.TYPE_STRING,
    Kind.TEXTS: _Field.TYPE_STRING,
    Kind.NUMBER: _Field.TYPE_INT64,
    Kind.SCORE: _Field.TYPE_DOUBLE,
    Kind.TRUTH: _Field.TYPE_BOOL,
    Kind.GROUP: _Field.TYPE_MESSAGE,
    Kind.GROUPS: _Field.TYPE_MESSAGE,
}
_SCALARS = {
    Kind.TEXT: cel.Type.STRING,
    Kind.NUMBER: cel.Type.INT,
    Kind.SCORE: cel.Type.DOUBLE,
    Kind.TRUTH: cel.Type.BOOL,
}
_WORDS = "Words"

type _Reader = Callable[[Any], Any]
"""Reads the value of a name from the facts of its group."""


@dataclass(frozen=True)
class Environment:
    """A vocabulary ready for compiling and evaluating conditions."""

    vocabulary: Vocabulary

    @cached_property
    def spoken(self) -> cel.Env:
        """Names as rules write them; for checking only."""
        return _env(self.vocabulary, _pool(self.vocabulary, inner=False))

    @cached_property
    def inner(self) -> cel.Env:
        """Names as they are evaluated."""
        return _env(self.vocabulary, self._pool)

    @cached_property
    def _pool(self) -> descriptor_pool.DescriptorPool:
        return _pool(self.vocabulary, inner=True)

    @cached_property
    def _words(self) -> type[Message]:
        return self._message(_WORDS)

    @cached_property
    def _variables(self) -> tuple[tuple[str, _Reader], ...]:
        """How each variable is read from the facts."""
        groups = {group.name: group for group in self.vocabulary.groups}
        return tuple((name.name, self._reader(name, groups)) for name in self.vocabulary.variables)

    def activation(self, facts: Facts) -> cel.Activation:
        """Return the values of all names for one request."""
        return self.inner.Activation({name: read(facts) for name, read in self._variables})

    def _reader(self, name: Name, groups: Mapping[str, Group]) -> _Reader:
        if name.signal:
            return self._signal_reader(name.kind, name.signal.key)
        read = name.read or _nothing
        if name.kind not in {Kind.GROUP, Kind.GROUPS}:
            return read
        message = self._message_reader(groups[name.group], groups)
        if name.kind is Kind.GROUP:
            return lambda facts: message(read(facts))
        return lambda facts: [message(item) for item in read(facts) or ()]

    def _message_reader(self, group: Group, groups: Mapping[str, Group]) -> _Reader:
        message = self._message(group.name.capitalize())
        members = tuple((name.name, self._reader(name, groups)) for name in group.names)
        return lambda facts: message(**{name: read(facts) for name, read in members})

    def _signal_reader(self, kind: Kind, key: str) -> _Reader:
        """Return a reader of a signal as a list: empty while it is unknown, or of another type than declared."""
        words = self._words

        def read(facts: Any) -> list[Any]:
            value: SignalValue | None = facts.signals.get(key)
            if value is None or isinstance(value, Unknown) or not _fits(kind, value):
                return []
            return [words(values=value)] if kind is Kind.TEXTS else [value]

        return read

    def _message(self, type_name: str) -> type[Message]:
        return message_factory.GetMessageClass(self._pool.FindMessageTypeByName(f"{PACKAGE}.{type_name}"))


def _nothing(_facts: Any) -> None:
    """Read a name that is not there."""


def _fits(kind: Kind, value: SignalValue) -> bool:
    match kind:
        case Kind.TRUTH:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.SCORE:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Kind.TEXT:
            return isinstance(value, str)
        case Kind.TEXTS:
            return isinstance(value, tuple)
        case _:
            return False


def _type_name(group: str) -> str:
    return f"{PACKAGE}.{group.capitalize()}"


def _pool(vocabulary: Vocabulary, *, inner: bool) -> descriptor_pool.DescriptorPool:
    file = descriptor_pb2.FileDescriptorProto(name="names.proto", package=PACKAGE, syntax="proto3")
    words = file.message_type.add(name=_WORDS)
    words.field.add(name="values", number=1, type=_Field.TYPE_STRING, label=_Field.LABEL_REPEATED)
    for group in vocabulary.groups:
        message = file.message_type.add(name=group.name.capitalize())
        for number, name in enumerate(group.names, 1):
            message.field.append(_field(number, name, inner=inner))
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return pool


def _field(number: int, name: Name, *, inner: bool) -> descriptor_pb2.FieldDescriptorProto:
    as_list = name.kind in {Kind.TEXTS, Kind.GROUPS} or (inner and name.signal is not None)
    label = _Field.LABEL_REPEATED if as_list else _Field.LABEL_OPTIONAL
    field = _Field(name=name.name, number=number, type=_WIRE[name.kind], label=label)
    if name.group:
        field.type_name = f".{_type_name(name.group)}"
    if inner and name.signal and name.kind is Kind.TEXTS:
        field.type = _Field.TYPE_MESSAGE
        field.type_name = f".{PACKAGE}.{_WORDS}"
    return field


def _env(vocabulary: Vocabulary, pool: descriptor_pool.DescriptorPool) -> cel.Env:
    variables = {name.name: _variable_type(name) for name in vocabulary.variables}
    functions = [_function(function) for function in vocabulary.functions]
    return cel.NewEnv(pool, variables=variables, extensions=[ext_strings.ExtStrings()], functions=functions)


def _function(function: Function) -> cel.FunctionDecl:
    texts = [cel.Type.STRING, cel.Type.STRING]
    overload = cel.Overload(
        function.name, return_type=cel.Type.BOOL, parameters=texts, is_member=True, impl=function.tell
    )
    return cel.FunctionDecl(function.name, [overload])


def _variable_type(name: Name) -> cel.Type:
    return cel.Type(_type_name(name.group)) if name.kind is Kind.GROUP else _SCALARS[name.kind]


ENVIRONMENT = Environment(VOCABULARY)
"""The environment of this version's names; built when first used."""
