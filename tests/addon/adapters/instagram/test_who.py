"""Who acts on Instagram."""

import base64

from tests.support.calls import call
from twohats.adapters.instagram.who import credential, evidence, whoami
from twohats_policy.account import Strength

URL = "https://i.instagram.com/api/v1/media/configure/"
TOKEN = "IGT:2:" + base64.b64encode(b'{"ds_user_id": "3333333331"}').decode()


def test_every_place_that_names_the_account_is_named() -> None:
    request = call(
        "POST",
        URL,
        b'signed_body=SIGNATURE.{"_uid":"3333333331"}',
        authorization=f"Bearer {TOKEN}",
        ig_intended_user_id="3333333331",
        cookie="ds_user_id=3333333331; sessionid=3333333331%3Aa; ds_user=acme",
        content_type="application/x-www-form-urlencoded",
    )
    signs = [*evidence(request)]
    assert {sign.platform_id for sign in signs if sign.strength is Strength.STATED} == {"3333333331"}
    assert [sign.where for sign in signs] == [
        "header.authorization",
        "header.ig-intended-user-id",
        "cookie.ds_user_id",
        "cookie.sessionid",
        "form._uid",
        "cookie.ds_user",
    ]


def test_accounts_that_disagree_are_all_named() -> None:
    request = call("POST", URL, authorization=f"Bearer {TOKEN}", ig_intended_user_id="3333333332")
    assert [sign.platform_id for sign in evidence(request)] == ["3333333331", "3333333332"]


def test_logged_out_and_broken_signs_say_nothing() -> None:
    for request in (
        call("POST", URL, ig_intended_user_id="0"),
        call("POST", URL, authorization="Bearer IGT:2:!!!"),
        call("POST", URL, authorization="Bearer IGT:2:bnVsbA=="),
        call("POST", URL, authorization="Bearer other"),
    ):
        assert [*evidence(request)] == []


def test_graph_tokens_say_nothing_and_may_be_anywhere() -> None:
    url = "https://graph.instagram.com/me/media"
    for request in (
        call("POST", url + "?access_token=made-up"),
        call("POST", url, {"access_token": "made-up"}),
        call("POST", url, authorization="OAuth made-up"),
    ):
        assert credential(request) == "made-up"
        assert [*evidence(request)] == []


def test_the_session_cookie_is_the_credential_of_the_page() -> None:
    assert credential(call("POST", URL, cookie="sessionid=made-up")) == "made-up"


def test_each_surface_has_its_own_question() -> None:
    questions = [
        whoami(call("POST", URL, authorization=f"Bearer {TOKEN}")),
        whoami(call("POST", "https://www.instagram.com/api/v1/x/", cookie="sessionid=made-up")),
        whoami(call("POST", "https://graph.instagram.com/v24.0/me/media?access_token=made-up")),
        whoami(call("POST", "https://graph.facebook.com/v24.0/17841433333333331/media?access_token=made-up")),
    ]
    assert [question.url for question in questions if question] == [
        "https://i.instagram.com/api/v1/accounts/current_user/?edit=true",
        "https://www.instagram.com/api/v1/accounts/edit/web_form_data/",
        "https://graph.instagram.com/me?fields=user_id,username",
        "https://graph.facebook.com/17841433333333331?fields=id,username",
    ]


def test_without_credential_or_account_there_is_no_question() -> None:
    assert whoami(call("POST", URL)) is None
    assert whoami(call("POST", "https://graph.facebook.com/me/media?access_token=made-up")) is None
