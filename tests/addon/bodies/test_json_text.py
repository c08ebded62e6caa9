import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.bodies.json_text import (
    MAX_DEPTH,
    Json,
    as_text,
    decode_json,
    dig,
    is_list,
    is_object,
    items,
    parse_json,
    whole,
)
from twohats.errors import UnreadableActivityError


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_json_is_read_in_every_unicode_encoding(encoding: str) -> None:
    assert parse_json(decode_json('{"text": "naïve ☕"}'.encode(encoding)), what="body") == {"text": "naïve ☕"}


@pytest.mark.parametrize("content", [b'{"a": "\xff"}', b'\xff\xfe{\x00"', b"\xef\xbb\xbf\xff"])
def test_bytes_that_are_no_text_are_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableActivityError, match="not text"):
        decode_json(content)


@pytest.mark.parametrize("text", ["", "{", '{"a"}', "{} {}", "'a'", '{"a": 1,}', "1" * 5000, '"\x01"'])
def test_what_is_not_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableActivityError, match="`variables` is not readable JSON"):
        parse_json(text, what="`variables`")


def test_a_key_with_two_values_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        parse_json('{"text": "a", "text": "b"}', what="body")


def test_a_key_given_twice_with_the_same_value_is_fine() -> None:
    assert parse_json('{"text": "a", "text": "a"}', what="body") == {"text": "a"}


def test_half_an_emoji_becomes_a_replacement_character() -> None:
    assert parse_json('{"text": "caf\\u00e9 \\ud83d", "list": ["\\uDE00"]}', what="body") == {
        "text": "café �",
        "list": ["�"],
    }


def test_a_whole_emoji_in_two_escapes_stays() -> None:
    assert parse_json('"\\ud83d\\ude00"', what="body") == "😀"
    assert whole("a\ud83d\ude00b\ud83d") == "a😀b�"


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert parse_json(nested(MAX_DEPTH), what="body") is not None


@pytest.mark.parametrize("text", [nested(MAX_DEPTH + 1), "[" * 100_000, '{"a":' * 100_000, nested(100_000)])
def test_deeper_nesting_is_unreadable_at_once(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableActivityError, match="too deep"):
        parse_json(text, what="body")
    assert time.perf_counter() - started < 0.5


def test_brackets_in_strings_do_not_count() -> None:
    text = json.dumps({"text": "[" * 1000 + '\\"{'})
    assert parse_json(text, what="body") == {"text": "[" * 1000 + '\\"{'}


@pytest.mark.parametrize(
    "text", ['"' + '\\"' * 200_000 + "[" * 300, "[" * 201 + '"\\' * 100_000, '"' * 200_001 + "[" * 201]
)
def test_hostile_strings_cost_no_more_than_their_length(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableActivityError):
        parse_json(text, what="body")
    assert time.perf_counter() - started < 0.5


def test_too_long_a_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="too large"):
        parse_json(" " * (32 * 1024 * 1024 + 1), what="body")


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ("é", "é"), (1, "1"), (True, "true"), (["é"], '["é"]'), (1.5, "1.5")]
)
def test_scalars_as_text(value: Json, text: str) -> None:
    assert as_text(value) == text


def test_digging_ends_quietly_where_the_way_ends() -> None:
    value = {"a": [{"b": 1}, 2]}
    assert dig(value, "a", 0, "b") == 1
    assert dig(value, "a", -1) == 2
    assert [dig(value, *way) for way in (("a", 2), ("a", "b"), (0,), ("x", "y"), ("a", 1, "b"))] == [None] * 5


def test_shapes_are_told() -> None:
    assert (is_object({}), is_object([]), is_list([]), is_list({})) == (True, False, True, False)
    assert (items([1]), items({"a": 1}), items(None)) == ([1], [], [])


@pytest.mark.parametrize(
    "text", ['{"a": NaN}', "[Infinity]", "-Infinity", '{"a": 1,}', "{'a': 1}", '{"a": 1} {}', "/**/{}"]
)
def test_what_only_some_readers_take_for_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableActivityError, match="not readable JSON"):
        parse_json(text, what="body")


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "1",
        '"a: b"',
        '{"a": 1, "b": [{"a": 2}, {"a": "c: d"}]}',
        '{"a" \t: "https://a.example:80/", "b":{"c" : null}}',
        '{"a": "quote\\": not a key"}',
        '[1e5, -0, 123456789012345678901234567890, 1.5, true, null, "\\u00e5\\ud83d\\ude00"]',
        '{"": {"": {"": ""}}}',
        '{"\\u0061": 1, "b": 2}',
    ],
)
def test_plain_json_is_what_the_standard_parser_makes_of_it(text: str) -> None:
    assert parse_json(text, what="body") == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "\\u0061" : 2}',
        '{"a":":", "a":2, "b\\\\":3}',
        '{"a": "x: y", "a":1}',
        '[{"b": {"a": "\\":", "a": 1}}]',
    ],
)
def test_a_key_given_twice_is_seen_among_colons_in_texts(text: str) -> None:
    with pytest.raises(UnreadableActivityError, match="not readable JSON"):
        parse_json(text, what="body")


@given(st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_any_value_is_read_as_it_was_written(value: object) -> None:
    assert parse_json(json.dumps(value), what="body") == value
    assert parse_json(json.dumps(value, ensure_ascii=False, indent=1), what="body") == value
