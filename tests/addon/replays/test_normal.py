import gzip

import pytest

from twohats.replays.normal import reply_of, request_of, text_of


def test_a_recorded_request_is_in_the_proxy_s_normal_form() -> None:
    headers = [(":authority", "x.com"), ("X-HTTP-Method-Override", "POST"), ("Content-Type", "a/b")]
    found = request_of("GET", "https://X.com.:8443//2/./tweets;x=1?a=b#c", headers, b"", "HTTP/2")
    assert (found.method, found.scheme, found.host, found.port) == ("POST", "https", "x.com", 8443)
    assert (found.path, found.raw_target, found.http_version) == ("/2/tweets", "//2/./tweets;x=1?a=b", "HTTP/2")
    assert found.headers == (("x-http-method-override", "POST"), ("content-type", "a/b"))


@pytest.mark.parametrize(
    ("url", "scheme", "port", "target"),
    [("http://x.com", "http", 80, "/"), ("https://x.com/a", "https", 443, "/a"), ("//x.com/a", "https", 443, "/a")],
)
def test_what_an_address_leaves_out_is_filled_in(url: str, scheme: str, port: int, target: str) -> None:
    found = request_of("GET", url, [], b"")
    assert (found.scheme, found.port, found.raw_target, found.host) == (scheme, port, target, "x.com")


def test_a_body_makes_a_reading_call_a_writing_one() -> None:
    assert request_of("GET", "https://x.com/", [], b"x").method == "POST"


@pytest.mark.parametrize("url", ["https://x.com:99999999/", "https://[::1/", "https://x.com:port/"])
def test_an_address_that_is_none_is_a_value_error(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        request_of("GET", url, [], b"")


def test_a_reply_s_encoding_is_undone_or_its_body_left_out() -> None:
    assert reply_of(200, [("Content-Encoding", "gzip")], gzip.compress(b"hi")).content == b"hi"
    assert reply_of(200, [("Content-Encoding", "gzip")], b"no gzip").content == b""
    assert reply_of(204, [], b"").headers == ()


@pytest.mark.parametrize("value", [None, 1, True, ["a"], {"a": 1}, b"a"])
def test_only_text_is_text(value: object) -> None:
    assert text_of("a") == "a"
    with pytest.raises(TypeError):
        text_of(value)
