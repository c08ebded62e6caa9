"""Who acts on Reddit."""

import json

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, Published, Reply
from twohats.adapters import reddit
from twohats.adapters.reddit.who import credential, evidence, whoami
from twohats_policy.account import Strength

API = "https://oauth.reddit.com/api/"


def test_the_owner_of_a_page_is_a_weak_sign_and_a_community_none() -> None:
    (sign,) = evidence(call("POST", API + "submit", {"sr": "u_anna"}))
    assert (sign.username, sign.strength) == ("anna", Strength.HINT)
    assert list(evidence(call("POST", API + "submit", {"sr": "tools"}))) == []
    assert list(evidence(call("POST", API + "submit", b"{"))) == []


def test_token_and_session_are_asked_about_where_they_count() -> None:
    by_token = whoami(call("POST", API + "submit", authorization="bearer t"))
    by_session = whoami(call("POST", "https://old.reddit.com/api/submit", cookie="reddit_session=s"))
    assert by_token is not None
    assert by_session is not None
    assert (by_token.path, credential(by_token)) == ("/api/v1/me", "t")
    assert (by_session.path, credential(by_session)) == ("/api/me.json", "s")
    assert whoami(call("POST", API + "submit")) is None


def test_both_answers_name_the_login() -> None:
    acme = LoginIs(platform_id="1a", username="acme")
    assert list(reddit.learn(call("GET", API + "v1/me"), said({"id": "1a", "name": "acme"}))) == [acme]
    page = call("GET", "https://www.reddit.com/api/me.json")
    assert list(reddit.learn(page, said({"data": {"id": "1a", "name": "acme"}}))) == [acme]


def test_a_sign_in_says_whose_the_new_token_is() -> None:
    url = "https://www.reddit.com/api/v1/access_token"
    form = b"grant_type=password&username=acme&password=made-up"
    request = call("POST", url, form, content_type="application/x-www-form-urlencoded")
    expected = LoginIs(platform_id="", username="acme", credential="t")
    assert list(reddit.learn(request, said({"access_token": "t"}))) == [expected]
    assert list(reddit.learn(call("POST", url, b"{"), said({"access_token": "t"}))) == []
    assert (
        list(reddit.learn(call("POST", url, {"grant_type": "client_credentials"}), said({"access_token": "t"}))) == []
    )


def test_new_posts_and_comments_are_named() -> None:
    post = said({"json": {"data": {"name": "t3_p", "url": "https://www.reddit.com/r/t/p"}}})
    assert list(reddit.learn(call("POST", API + "submit"), post)) == [Published("t3_p", "https://www.reddit.com/r/t/p")]
    thing = {"name": "t1_c", "permalink": "/r/t/c"}
    comment = said({"json": {"data": {"things": [{"data": thing}]}}})
    published = [Published("t1_c", "https://www.reddit.com/r/t/c")]
    assert list(reddit.learn(call("POST", API + "comment"), comment)) == published


def test_a_stored_file_is_kept_under_the_end_of_its_name() -> None:
    url = "https://reddit-uploaded-media.s3-accelerate.amazonaws.com/"
    request = call("POST", url, b"key=rte_images%2Fa1", content_type="application/x-www-form-urlencoded")
    assert list(reddit.learn(request, Reply(201))) == [KeptAs("a1")]
    assert list(reddit.learn(request, Reply(403))) == []


def test_scripts_get_the_list_of_errors() -> None:
    refusal = reddit.refusal(call("POST", API + "submit"), "no")
    assert json.loads(refusal.content)["json"]["errors"][0][1] == "no"
