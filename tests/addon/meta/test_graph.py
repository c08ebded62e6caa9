"""The conventions of Meta's Graph API."""

import pytest

from tests.support.calls import call
from twohats import body
from twohats.meta import graph

NODE = "17841433333333331"
OWN, FACEBOOK = "https://graph.instagram.com", "https://graph.facebook.com"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        (f"{FACEBOOK}/v24.0/{NODE}/media", True),
        (f"{FACEBOOK}/{NODE}/media_publish", True),
        (f"{FACEBOOK}/me/media_publish", True),
        (f"{FACEBOOK}/v24.0/18003330000000002/comments", True),
        (f"{FACEBOOK}/v24.0/{NODE}?fields=username", True),
        (f"{FACEBOOK}/me/accounts?fields=instagram_business_account", True),
        (f"{FACEBOOK}/v24.0/444444444441/feed", False),
        (f"{FACEBOOK}/v24.0/444444444441_555099/comments", False),
        (f"{FACEBOOK}/me?fields=id,name", False),
        (f"{FACEBOOK}/", False),
        (f"{OWN}/anything", True),
        ("https://rupload.facebook.com/ig-api-upload/v24.0/1", True),
        ("https://rupload.facebook.com/video-upload/v24.0/1", False),
    ],
)
def test_instagrams_calls_are_told_from_facebooks(url: str, owned: bool) -> None:
    assert graph.is_instagrams(call("POST", url)) is owned


def test_a_version_and_slashes_are_no_part_of_the_place() -> None:
    assert graph.place(call("POST", f"{OWN}/v24.0/{NODE}/media/")) == (NODE, "media")
    assert graph.place(call("POST", f"{OWN}/me/media")) == ("me", "media")
    assert graph.place(call("GET", f"{OWN}/v24.0/me")) == ("me", "")


def test_the_method_in_the_query_counts() -> None:
    assert graph.method(call("GET", f"{OWN}/me/media?method=post&caption=x")) == "POST"
    assert graph.method(call("POST", f"{OWN}/me/media_publish?method=get")) == "POST"


def test_a_token_may_be_anywhere_and_a_broken_body_hides_only_its_own() -> None:
    url = f"{FACEBOOK}/me/feed"
    for request in (
        call("POST", url + "?access_token=made-up"),
        call("POST", url, {"access_token": "made-up"}),
        call("POST", url, authorization="OAuth made-up"),
        call("POST", url + "?access_token=made-up", b"{", content_type="application/json"),
    ):
        assert graph.token(request) == "made-up"
    assert graph.token(call("POST", url)) == ""


def test_a_delete_is_told_wherever_its_method_stands() -> None:
    for request in (
        call("DELETE", f"{FACEBOOK}/1_2"),
        call("POST", f"{FACEBOOK}/1_2?method=delete"),
        call("POST", f"{FACEBOOK}/1_2", b"method=DELETE", content_type=FORM),
    ):
        assert graph.deletes(request, body.fields(request))
    assert not graph.deletes(call("POST", f"{FACEBOOK}/1_2"), body.fields(call("POST", f"{FACEBOOK}/1_2")))


def test_an_account_is_named_by_its_number_only() -> None:
    named = graph.actor("444444444441")
    assert named is not None
    assert named.platform_id == "444444444441"
    assert graph.actor("me") is None


@pytest.mark.parametrize("content", [b"c=11,12", b'c=["11","12"]', b"c[]=11&c[]=12", b"c[0]=11&c[1]=12"])
def test_lists_in_every_spelling(content: bytes) -> None:
    request = call("POST", f"{FACEBOOK}/me/x", content, content_type=FORM)
    assert graph.listed_names(body.fields(request), "c") == ("11", "12")


def test_a_refusal_says_why_twice_and_logs_nobody_out() -> None:
    error = graph.error("no")["error"]
    assert (error["message"], error["error_user_msg"], error["code"]) == ("no", "no", 200)
    assert graph.refusal("no").status == 403
