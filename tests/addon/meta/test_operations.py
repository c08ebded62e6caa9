"""GraphQL calls of Meta's own pages and apps."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.errors import UnreadableActivityError
from twohats.meta import operations

HOST = "https://www.facebook.com"
FORM = "application/x-www-form-urlencoded"


def form(path: str, **fields: str) -> Request:
    return call("POST", HOST + path, urlencode(fields).encode(), content_type=FORM)


@pytest.mark.parametrize("path", ["/api/graphql/", "/api/graphql", "/graphql/query", "/api/graphqlbatch/", "/graphql"])
def test_operations_are_told_by_their_path(path: str) -> None:
    assert operations.is_operation(form(path))
    assert not operations.is_operation(form("/ajax" + path))


def test_a_batch_is_taken_apart() -> None:
    queries = json.dumps({"o0": {"doc_id": "1", "query_params": {"a": 1}}, "o1": {"doc_id": "2"}})
    found = operations.operations(form("/api/graphqlbatch/", queries=queries))
    assert [operation.variables for operation in found] == [{"a": 1}, {}]


@pytest.mark.parametrize("queries", ["[]", "", '{"o0": 1}', '{"o0": {"query_params": "x"}}'])
def test_a_batch_of_something_else_is_unreadable(queries: str) -> None:
    with pytest.raises(UnreadableActivityError):
        operations.operations(form("/api/graphqlbatch/", queries=queries))


def test_the_name_in_the_body_counts_before_the_header() -> None:
    request = call("POST", HOST + "/api/graphql/", {"fb_api_req_friendly_name": "A"}, x_fb_friendly_name="B")
    assert operations.name(operations.operations(request)[0], request) == "A"
    bare = call("POST", HOST + "/api/graphql/", {}, x_fb_friendly_name="B")
    assert operations.name(operations.operations(bare)[0], bare) == "B"


def test_a_refusal_has_no_data_and_says_why() -> None:
    refusal = operations.refusal("no")
    value = json.loads(refusal.content)
    assert (refusal.status, value["data"], value["errors"][0]["description"]) == (200, None, "no")
