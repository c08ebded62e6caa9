import pytest

from twohats.bodies.looks import FORM, is_file, may_be_field, shape
from twohats.bodies.multipart import Part


@pytest.mark.parametrize(
    ("content", "kind", "found"),
    [
        (b'{"a": 1}', FORM, "json"),
        (b"{a}=1", FORM, "form"),
        (b"a=1", "text/plain", "form"),
        (b"a=1", "text/html", "unknown"),
        (b" [1]", "text/html", "json"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "bytes"),
        (b"", "image/png", "bytes"),
        (b'{"a": 1}', "image/png", "json"),
        (b'{ \r\n "a": 1}', "application/octet-stream", "json"),
        (b'\xef\xbb\xbf[{"a": 1}]', "application/octet-stream", "json"),
        (b"mess%61ge=hi+there", "video/mp4", "form"),
        (b'{"a\x00', "video/mp4", "bytes"),
        (b"WEBVTT\n\n00:01 --> 00:02\nhello", "application/octet-stream", "bytes"),
    ],
)
def test_a_body_is_told_by_its_looks_where_its_label_says_nothing_or_lies(
    content: bytes, kind: str, found: str
) -> None:
    assert shape(content, kind) == found


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/ogg", "application/octet-stream"])
def test_what_is_called_a_file(kind: str) -> None:
    assert is_file(kind)
    assert not is_file("text/plain")


@pytest.mark.parametrize(
    ("content_type", "content", "expected"),
    [
        ("", b"hello", True),
        ("text/plain; charset=utf-8", "hallå".encode(), True),
        ("application/octet-stream", b"hello", True),
        ("application/octet-stream", b"\xff\xd8\xff", False),
        ("application/octet-stream", b"a\x00b", False),
        ("image/png", b"hello", False),
        ("text/plain", b"x" * (64 * 1024 + 1), False),
    ],
)
def test_a_short_file_of_words_may_be_a_field(content_type: str, content: bytes, expected: bool) -> None:
    assert may_be_field(Part("message", "m.txt", content_type, content)) is expected
