import time

import pytest

from twohats.bodies.media_types import kind, parameters, require_unicode, text
from twohats.errors import UnreadableActivityError


def test_the_kind_is_lower_case_and_bare() -> None:
    assert kind("Application/JSON ; charset=utf-8") == "application/json"
    assert kind("") == ""


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("multipart/form-data; boundary=abc", {"boundary": "abc"}),
        ('multipart/form-data; boundary="a b;c"; charset=UTF-8', {"boundary": "a b;c", "charset": "UTF-8"}),
        ("multipart/form-data;BOUNDARY=--x--", {"boundary": "--x--"}),
        ('form-data; name="a\\"b"; filename="c:\\\\d"', {"name": 'a"b', "filename": "c:\\d"}),
        ("form-data; name=a; filename*=utf-8''na%C3%AFve.png", {"name": "a", "filename": "naïve.png"}),
        ("form-data; name=a; name=a", {"name": "a"}),
        ('form-data; name="', {"name": '"'}),
        ("form-data", {}),
    ],
)
def test_parameters(header: str, found: dict[str, str]) -> None:
    assert parameters(header) == found


@pytest.mark.parametrize("header", ["form-data; name=a; name=b", "multipart/x; boundary=a; BOUNDARY=b"])
def test_a_parameter_that_is_given_two_ways_is_unreadable(header: str) -> None:
    with pytest.raises(UnreadableActivityError, match="more than once"):
        parameters(header)


@pytest.mark.parametrize(
    "charset", ["utf-8", '"UTF-8"', "utf8", "UTF-16LE", "utf-32", "us-ascii", "iso-8859-1", "latin1"]
)
def test_what_json_may_be_in(charset: str) -> None:
    require_unicode(f"application/json; charset={charset}")


@pytest.mark.parametrize("charset", ["utf-7", "ibm037", "shift_jis", "made-up"])
def test_what_json_is_not_written_in(charset: str) -> None:
    with pytest.raises(UnreadableActivityError, match="JSON in an encoding"):
        require_unicode(f"application/json; charset={charset}")


def test_a_header_of_endless_length_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="too long"):
        parameters("form-data; name=" + "a" * 9000)


@pytest.mark.parametrize(
    "header", ["a" + ';"' * 4000, "a; b" + " " * 8000, "a" + "; b=" * 2000, 'a; b="' + "\\" * 8000]
)
def test_hostile_headers_are_read_at_once(header: str) -> None:
    started = time.perf_counter()
    assert isinstance(parameters(header), dict)
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize("charset", ["utf-8", "latin1", "windows-1252", "UTF-16", "shift_jis", "koi8-r", "us-ascii"])
def test_text_in_a_named_charset(charset: str) -> None:
    assert text("plain".encode(charset), f'text/plain; charset="{charset}"') == "plain"


def test_text_without_a_charset_is_utf_8() -> None:
    assert text("naïve".encode(), "") == "naïve"


@pytest.mark.parametrize(
    "charset", ["no-such", "idna", "punycode", "unicode_escape", "utf-7", "rot13", "zlib", "undefined", "\0"]
)
def test_what_is_no_charset_of_text_is_unreadable(charset: str) -> None:
    with pytest.raises(UnreadableActivityError):
        text(b"plain", f"text/plain; charset={charset}")


def test_text_that_is_not_in_its_charset_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        text("naïve".encode("latin1"), "text/plain; charset=utf-8")
