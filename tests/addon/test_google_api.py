"""The conventions of Google's APIs."""

import json

import pytest

from tests.support.calls import call
from twohats import google_api

URL = "https://youtube.googleapis.com/youtube/v3/videos"


@pytest.mark.parametrize(
    ("url", "header"),
    [(URL, "Bearer made-up"), (URL + "?access_token=made-up", ""), (URL + "?oauth_token=made-up", "")],
)
def test_a_token_stands_in_header_or_query(url: str, header: str) -> None:
    assert google_api.bearer(call("POST", url, authorization=header)) == "made-up"


def test_what_is_no_token_is_none() -> None:
    assert google_api.bearer(call("POST", URL, authorization="SAPISIDHASH 1_a")) == ""


def test_a_refusal_says_why_and_makes_nobody_retry() -> None:
    refusal = google_api.refusal("no", "youtube.common")
    error = json.loads(refusal.content)["error"]
    assert (refusal.status, error["message"], error["errors"][0]["reason"]) == (403, "no", "forbidden")
