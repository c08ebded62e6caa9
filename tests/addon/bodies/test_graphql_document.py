"""Root fields of GraphQL documents."""

import pytest

from twohats.bodies.graphql_document import Field, root_fields
from twohats.errors import UnreadableActivityError


def test_aliases_do_not_hide_fields() -> None:
    document = "mutation { a: createPost(text: 1) { id } b: createPost(text: 2) { id } }"
    assert root_fields(document, {}) == (
        Field("mutation", "createPost", {"text": 1}),
        Field("mutation", "createPost", {"text": 2}),
    )


def test_values_stand_inline_in_variables_or_in_defaults() -> None:
    document = 'mutation M($i: [In!]! = [{a: 1}] @d(x: ")"), $j: In = 5) { f(a: $i, b: $j, c: {d: [$j, E, null]}) }'
    (field,) = root_fields(document, {"j": "given"})
    assert field.arguments == {"a": [{"a": 1}], "b": "given", "c": {"d": ["given", "E", None]}}


def test_fragments_are_unfolded_wherever_they_stand() -> None:
    document = "mutation { ...A @x ... on Mutation @y { two } ... { three } } fragment A on Mutation { one ...B }"
    found = root_fields(document + " fragment B on Mutation { four }", {})
    assert [field.name for field in found] == ["one", "four", "two", "three"]


def test_every_operation_of_a_document_counts() -> None:
    found = root_fields("query Q { account { id(first: 3) } } mutation M @live { createPost }", {})
    assert [(field.kind, field.name) for field in found] == [("query", "account"), ("mutation", "createPost")]
    assert root_fields("{ account }", {}) == (Field("query", "account", {}),)


def test_what_is_selected_below_the_root_is_skipped() -> None:
    (field,) = root_fields('{ a { b(c: "}") { d } ... on E { f(g: {h: [1]}) } } }', {})
    assert field.name == "a"


@pytest.mark.parametrize(
    "document",
    [
        "mutation { createPost(",
        "mutation { createPost { id }",
        "mutation { f(a: 1, a: 2) }",
        "mutation { ...A } fragment A on Mutation { ...A }",
        "mutation { ...Missing }",
        "mutation { ...A } fragment A on Mutation { a } fragment A on Mutation { b }",
        "mutation { ...A0 }" + "".join(f" fragment A{n} on M {{ ...A{n + 1} ...A{n + 1} }}" for n in range(40)),
        "mutation { ...A0 }" + "".join(f" fragment A{n} on M {{ ...A{n + 1} }}" for n in range(2000)),
        "type Query { a: Int }",
        "mutation M($a: Int = $b) { f(a: !) }",
        "{" * 60_000,
        "{ a(b: " + "[" * 60_000,
        "{ " + "... { " * 200 + "a" + " }" * 201,
    ],
)
def test_what_cannot_be_read_to_its_end_is_unreadable(document: str) -> None:
    with pytest.raises(UnreadableActivityError):
        root_fields(document, {})
