"""The text of a condition."""

import pytest

from twohats_policy import expression
from twohats_policy.names import VOCABULARY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.b && c.d", {"b", "d"}),
        ("a.b.contains('x.y')", {"b", "contains"}),
        ('a . b == """ .c " .d """', {"b"}),
        ("a.`b`", {"b"}),
        ("a // .c\n.b", {"b"}),
        ("'it''s' + a.b", {"b"}),
        ("r'\\d.c' == a.b", {"b"}),
        ("'\\'.c' == a.b", {"b"}),
    ],
)
def test_the_names_after_dots_are_found_outside_of_texts(text: str, found: set[str]) -> None:
    assert expression.fields(text) == found


def test_words_stand_by_themselves() -> None:
    assert expression.words("post.text == 'account' && size(now.date) > 1") == {"post", "size", "now"}


def test_comments_go_and_addresses_in_texts_stay() -> None:
    assert expression.without_comments("a == 'https://b' // c") == "a == 'https://b'  "


def test_a_signal_becomes_the_first_of_a_list() -> None:
    text = "post.media.exists(m, m.approved && m.kind == '.approved')"

    assert expression.inner_form(text, VOCABULARY) == "post.media.exists(m, m.approved[0] && m.kind == '.approved')"


def test_patterns_and_comparisons_are_found() -> None:
    text = "a.matches(r'x+') && b.kind != \"y\" && c.matches(d)"

    assert list(expression.patterns(text)) == ["r'x+'"]
    assert list(expression.comparisons(text)) == [("kind", "y")]


def test_asking_for_the_presence_of_a_signal_is_seen() -> None:
    assert expression.asks_presence_of_signal("has( m.approved )", VOCABULARY) == "approved"
    assert expression.asks_presence_of_signal("has(post.text)", VOCABULARY) == ""
