"""Tokens and literals of GraphQL documents."""

import pytest

from twohats.bodies.graphql_tokens import MAX_LENGTH, literal, tokens
from twohats.errors import UnreadableActivityError


def test_white_space_commas_and_comments_are_no_tokens() -> None:
    assert tokens("\ufeff{ a,b # c }\n}") == [("mark", "{"), ("name", "a"), ("name", "b"), ("mark", "}")]


def test_brackets_in_strings_are_text() -> None:
    assert [kind for kind, _ in tokens('("}\\"" """ " } \\""" """)')] == ["mark", "string", "block", "mark"]


@pytest.mark.parametrize(
    "document", ['"open', '"""open', "a ~ b", '"two\nlines"', "x" * (MAX_LENGTH + 1), '"\\' * 50_000]
)
def test_what_is_no_graphql_is_unreadable(document: str) -> None:
    with pytest.raises(UnreadableActivityError):
        tokens(document)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        ("true", True),
        ("null", None),
        ("shareNow", "shareNow"),
        ("-1.5e3", -1500.0),
        (r'"\u00e9 \ud83d\ude00 \u{1F600} \\u{41}"', "é 😀 😀 \\u{41}"),
        (r'"\u{FFFFFF}"', "\ufffd"),
        ('"tab\t"', "tab\t"),
        (r'"\ud800"', "\ufffd"),
        ('"""\n  hi\n    there \\""" "q"\n  """', 'hi\n  there """ "q"'),
    ],
)
def test_a_literal_is_its_json_value(document: str, value: object) -> None:
    (token,) = tokens(document)
    assert literal(token) == value


@pytest.mark.parametrize("document", ["1.2.3", "--1", r'"\q"'])
def test_a_broken_literal_is_unreadable(document: str) -> None:
    with pytest.raises(UnreadableActivityError):
        literal(tokens(document)[0])
