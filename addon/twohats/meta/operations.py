"""GraphQL calls of Meta's own pages and apps: told by what their variables hold, since ids and names change (facts:
private 5.2 and 17).
"""

from typing import Any

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.bodies.graphql import Operation
from twohats.bodies.json_text import as_text, is_object
from twohats.errors import UnreadableActivityError
from twohats.replies import json_refusal

_PATHS = frozenset({"/api/graphql", "/graphql/query", "/graphql_www", "/graphql", "/query"})
_BATCHES = frozenset({"/api/graphqlbatch", "/graphqlbatch"})
_READS = ("Query", "Subscription", "QueryWithoutFragments", "QueryLegacy", "Pagination", "RefetchQuery")
_KEPT = "meta.operations"
_NO_RIGHT = 200  # of the error codes 200 to 299; others make the page ask for a new login


def is_operation(request: Request) -> bool:
    """Tell whether the call is a GraphQL call, one operation or many."""
    return request.path.rstrip("/") in _PATHS | _BATCHES


def operations(request: Request) -> tuple[Operation, ...]:
    """Return the operations of a call; a batch is an object of them in the field `queries`. Kept with the request, as
    `twohats.body` does.

    Raises:
        UnreadableActivityError: the call cannot be taken apart.
    """
    memory = vars(request)
    if _KEPT not in memory:
        memory[_KEPT] = _operations(request)
    kept: tuple[Operation, ...] = memory[_KEPT]
    return kept


def name(operation: Operation, request: Request) -> str:
    """Return the operation's friendly name: clients may leave it out, or give a wrong one in the header."""
    return operation.name or request.header("x-fb-friendly-name")


def is_query(name: str) -> bool:
    """Tell whether an operation of this name only reads."""
    return name.endswith(_READS)


def refusal(message: str) -> Refusal:
    """Return a GraphQL error as Meta's pages get it, with the sentence wherever they look for one."""
    error = {"message": message, "code": _NO_RIGHT, "summary": message, "description": message, "severity": "ERROR"}
    return json_refusal(200, {"errors": [error], "data": None, "status": "fail"})


def _operations(request: Request) -> tuple[Operation, ...]:
    if request.path.rstrip("/") not in _BATCHES:
        return body.operations(request)
    queries = body.fields(request).json("queries")
    if not is_object(queries) or not all(map(is_object, queries.values())):
        raise UnreadableActivityError("a batch without its queries")
    return tuple(_query(entry) for entry in queries.values())


def _query(entry: dict[str, Any]) -> Operation:
    variables: Any = entry.get("query_params") or entry.get("variables")
    if variables and not is_object(variables):
        raise UnreadableActivityError("GraphQL variables are not an object")
    called = as_text(entry.get("friendly_name"))
    return Operation(name=called, document="", variables=variables or {}, extra=entry)
