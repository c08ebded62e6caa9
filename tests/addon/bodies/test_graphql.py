import pytest

from twohats.bodies.fields import Fields
from twohats.bodies.graphql import batch, operation
from twohats.bodies.json_text import Json
from twohats.errors import UnreadableActivityError


def test_an_operation_with_everything() -> None:
    found = operation(
        Fields([("operationName", "Post"), ("query", "mutation {}"), ("variables", {"a": 1}), ("extensions", {"h": 2})])
    )
    assert (found.name, found.document, found.variables) == ("Post", "mutation {}", {"a": 1})
    assert found.extra["extensions"] == {"h": 2}


def test_variables_in_a_string_and_meta_s_word_for_the_name() -> None:
    found = operation(Fields([("fb_api_req_friendly_name", "Compose"), ("variables", '{"input": {}}')]))
    assert (found.name, found.variables) == ("Compose", {"input": {}})


def test_a_persisted_operation_has_neither_document_nor_variables() -> None:
    found = operation(Fields([("extensions", {"persistedQuery": {"sha256Hash": "x"}})]))
    assert (found.name, found.document, found.variables) == ("", "", {})


@pytest.mark.parametrize("variables", ["[]", "{", 5, ["a"], True])
def test_variables_that_are_no_object_are_unreadable(variables: Json) -> None:
    with pytest.raises(UnreadableActivityError, match="variables"):
        operation(Fields([("variables", variables)]))


def test_a_batch_holds_several_operations() -> None:
    assert [found.name for found in batch([{"operationName": "a"}, {"operationName": "b"}])] == ["a", "b"]


def test_a_batch_of_something_else_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="batch"):
        batch([{"operationName": "a"}, "b"])
