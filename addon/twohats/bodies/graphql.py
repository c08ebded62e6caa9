"""GraphQL operations as clients send them: an object, a batch of objects, form fields, or the query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json
from twohats.errors import UnreadableActivityError

NAMES = frozenset(
    {"query", "variables", "operations", "operationName", "doc_id", "queries", "fb_api_req_friendly_name"}
)
"""Fields that hold what an operation is; no honest client sends one as a file."""


@dataclass(frozen=True)
class Operation:
    """One GraphQL operation of a call: its name if given, document, variables, and the other fields beside them."""

    name: str
    document: str
    variables: Mapping[str, Any]
    extra: Mapping[str, Any]


def operation(values: Fields) -> Operation:
    """Return the operation that `values` describe; `variables` may be JSON in a string (facts: private 1.2).

    Raises:
        UnreadableActivityError: the variables are not an object.
    """
    variables = values.json("variables")
    if variables is not None and not isinstance(variables, dict):
        raise UnreadableActivityError("GraphQL variables are not an object")
    name = values.text("operationName", "operation_name", "fb_api_req_friendly_name")
    extra = {key: values.first(key) for key in values if key != "variables"}
    return Operation(name=name, document=values.text("query"), variables=variables or {}, extra=extra)


def batch(entries: list[Json]) -> tuple[Operation, ...]:
    """Return the operations of a batch body.

    Raises:
        UnreadableActivityError: an entry is not an operation.
    """
    return tuple(_entry(entry) for entry in entries)


def _entry(entry: Json) -> Operation:
    if not isinstance(entry, dict):
        raise UnreadableActivityError("GraphQL batch entry is not an object")
    return operation(Fields(list(entry.items())))
