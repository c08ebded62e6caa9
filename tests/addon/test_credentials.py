"""Tokens in headers."""

from tests.support.calls import call
from twohats.credentials import bearer, oauth1_token

URL = "https://a.example/"


def test_a_bearer_is_found_whatever_its_case() -> None:
    assert bearer(call("GET", URL, authorization="bearer  abc ")) == "abc"
    assert bearer(call("GET", URL, authorization="Bearer abc")) == "abc"


def test_other_schemes_count_only_when_named() -> None:
    request = call("GET", URL, authorization="Bot abc")
    assert (bearer(request), bearer(request, "bot")) == ("", "abc")
    assert bearer(call("GET", URL)) == ""


def test_an_oauth_1_header_shows_its_token() -> None:
    header = 'OAuth oauth_consumer_key="ck",oauth_nonce="n",oauth_token="made-up",oauth_version="1.0"'
    assert oauth1_token(call("GET", URL, authorization=header)) == "made-up"
    assert oauth1_token(call("GET", URL, authorization='OAuth oauth_token="first"')) == "first"
    assert oauth1_token(call("GET", URL, authorization='Bearer x, oauth_token="first"')) == ""
