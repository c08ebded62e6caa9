"""Who acts on TikTok."""

import pytest

from tests.support.calls import call
from twohats.adapters.tiktok.who import credential, evidence, whoami

PAGE = "https://www.tiktok.com/api/comment/publish/"
OPEN = "https://open.tiktokapis.com/v2/post/publish/video/init/"


@pytest.mark.parametrize(
    ("cookie", "numbers"),
    [
        ("sessionid=b; multi_sids=7000000001%3Aa%7C7000000002%3Ab", ["7000000002"]),
        ("sid_tt=a; multi_sids=7000000001:a|7000000002:b", ["7000000001"]),
        ("sessionid=c; multi_sids=7000000001%3Aa", []),
        ("sessionid=a; multi_sids=nobody%3Aa", []),
        ("multi_sids=7000000001%3Aa", []),
    ],
)
def test_the_session_tells_which_account_of_the_browser_it_is(cookie: str, numbers: list[str]) -> None:
    assert [sign.platform_id for sign in evidence(call("POST", PAGE, cookie=cookie))] == numbers


def test_token_and_session_are_asked_about() -> None:
    for request, target in (
        (
            call("POST", OPEN, authorization="Bearer made-up"),
            "/v2/user/info/?fields=open_id,union_id,display_name,username",
        ),
        (call("POST", PAGE, cookie="sessionid=made-up"), "/passport/web/account/info/"),
    ):
        question = whoami(request)
        assert question is not None
        assert (question.raw_target, credential(question)) == (target, "made-up")


def test_there_is_no_question_elsewhere() -> None:
    assert whoami(call("POST", OPEN)) is None
    business = call(
        "POST", "https://business-api.tiktok.com/open_api/v1.3/business/video/publish/", access_token="made-up"
    )
    assert credential(business) == "made-up"
    assert whoami(business) is None
