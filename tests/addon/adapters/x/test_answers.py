import json

import pytest

from tests.support.x_calls import OAUTH1, OAUTH2, SHARED_BEARER, WEB, call, operation
from twohats.adapters import x


def test_version_2_gets_a_problem() -> None:
    refusal = x.refusal(call("POST", "https://api.x.com/2/tweets", {"text": "a"}), "not this hat")
    assert (refusal.status, refusal.content_type) == (403, "application/problem+json")
    assert json.loads(refusal.content) == {
        "title": "Forbidden",
        "status": 403,
        "type": "about:blank",
        "detail": "not this hat",
    }


def test_graphql_gets_errors_and_empty_data() -> None:
    refusal = x.refusal(operation("CreateTweet", tweet_text="a"), "not this hat")
    assert (refusal.status, json.loads(refusal.content)) == (
        403,
        {"errors": [{"message": "not this hat", "code": 87}], "data": {}},
    )


@pytest.mark.parametrize(
    "url", ["https://api.x.com/1.1/statuses/update.json", "https://ads-api.x.com/12/accounts/a/tweet"]
)
def test_version_1_and_ads_get_errors(url: str) -> None:
    refusal = x.refusal(call("POST", url), "not this hat")
    assert (refusal.status, json.loads(refusal.content)) == (403, {"errors": [{"message": "not this hat", "code": 87}]})


def test_a_bearer_is_asked_at_version_2_on_its_own_domain() -> None:
    whoami = x.whoami(call("POST", "https://api.twitter.com/2/tweets", {"text": "a"}, **OAUTH2, x_other="1"))
    assert whoami is not None
    assert (whoami.method, whoami.url) == ("GET", "https://api.twitter.com/2/users/me")
    assert (whoami.headers, whoami.content) == ((("authorization", "Bearer made-up-oauth2"),), b"")


def test_a_web_session_is_asked_for_its_settings() -> None:
    whoami = x.whoami(call("POST", "https://upload.x.com/i/media/upload.json", **WEB))
    assert whoami is not None
    assert whoami.url == "https://x.com/i/api/1.1/account/settings.json"
    assert {name for name, _ in whoami.headers} == {"authorization", "cookie"}


@pytest.mark.parametrize("headers", [{}, OAUTH1, {"authorization": SHARED_BEARER}])
def test_without_a_credential_that_can_be_used_again_nobody_is_asked(headers: dict[str, str]) -> None:
    assert x.whoami(call("POST", "https://api.x.com/2/tweets", {"text": "a"}, **headers)) is None
