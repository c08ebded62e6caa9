"""What TikTok's replies teach."""

from tests.support.calls import call, said
from twohats.adapter import LoginIs, Published
from twohats.adapters.tiktok.facts import learn

OPEN = "https://open.tiktokapis.com/v2/"
PAGE = "https://www.tiktok.com/"


def test_owners_of_tokens_and_sessions() -> None:
    user = said({"data": {"user": {"open_id": "o1", "username": "acme"}}})
    creator = said({"data": {"creator_username": "acme"}})
    account = said({"data": {"user_id_str": "7000000001", "username": "acme"}})
    assert [*learn(call("GET", OPEN + "user/info/"), user)] == [LoginIs("o1", "acme")]
    assert [*learn(call("POST", OPEN + "post/publish/creator_info/query/"), creator)] == [LoginIs("", "acme")]
    assert [*learn(call("GET", PAGE + "passport/web/account/info/"), account)] == [LoginIs("7000000001", "acme")]


def test_a_new_token_names_its_owner() -> None:
    reply = said({"open_id": "o1", "access_token": "made-up"})
    assert [*learn(call("POST", OPEN + "oauth/token/"), reply)] == [LoginIs("o1", credential="made-up")]


def test_a_post_is_named_first_by_its_process_then_by_its_id() -> None:
    begun = said({"data": {"publish_id": "p1"}})
    done = said({"data": {"status": "PUBLISH_COMPLETE", "publicaly_available_post_id": [7300]}})
    assert [*learn(call("POST", OPEN + "post/publish/video/init/"), begun)] == [Published("p1")]
    assert [*learn(call("POST", OPEN + "post/publish/status/fetch/"), done)] == [Published("7300")]


def test_a_comment_of_the_page_counts_if_it_worked() -> None:
    request = call("POST", PAGE + "api/comment/publish/")
    assert [*learn(request, said({"status_code": 0, "comment": {"cid": "99"}}))] == [Published("99")]
    assert [*learn(request, said({"status_code": 8, "comment": {"cid": "99"}}))] == []
