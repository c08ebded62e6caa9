"""Who acts on a Mastodon server."""

import json

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, Published, Reply
from twohats.adapters.mastodon.who import credential, evidence, learn, whoami

SERVER = "https://Mastodon.example"
ACME = {"id": "6666666661", "username": "Acme", "acct": "Acme"}


def test_the_token_may_be_in_header_query_or_form() -> None:
    for request in (
        call("POST", SERVER + "/api/v1/statuses", b"status=x", authorization="Bearer made-up"),
        call("POST", SERVER + "/api/v1/statuses?access_token=made-up"),
        call("POST", SERVER + "/api/v1/statuses", {"access_token": "made-up"}),
    ):
        assert credential(request) == "made-up"
        assert [*evidence(request)] == []


def test_a_broken_body_hides_only_a_token_inside_it() -> None:
    request = call("POST", SERVER + "/api/v1/statuses?access_token=made-up", b"{", content_type="application/json")
    assert credential(request) == "made-up"


def test_verify_credentials_names_the_owner_with_the_server() -> None:
    facts = [*learn(call("GET", SERVER + "/api/v1/accounts/verify_credentials"), said(ACME))]
    assert facts == [LoginIs("6666666661", "acme@mastodon.example")]


def test_an_own_status_names_the_owner_and_what_was_published() -> None:
    reply = said({"id": "1", "url": "https://mastodon.example/@acme/1", "account": ACME})
    facts = [*learn(call("POST", SERVER + "/api/v1/statuses"), reply)]
    assert facts == [LoginIs("6666666661", "acme@mastodon.example"), Published("1", "https://mastodon.example/@acme/1")]


def test_a_boost_names_the_owner_only_where_it_wraps_the_other_status() -> None:
    request = call("POST", SERVER + "/api/v1/statuses/9/reblog")
    assert [*learn(request, said({"id": "2", "account": ACME, "reblog": {"id": "9"}}))] == [
        LoginIs("6666666661", "acme@mastodon.example")
    ]
    assert [*learn(request, said({"id": "9", "account": ACME, "reblog": None}))] == []


def test_somebody_elses_account_teaches_no_login() -> None:
    stranger = said({"id": "9", "account": {"id": "7", "username": "stranger"}})
    assert [*learn(call("POST", SERVER + "/api/v1/statuses/9/favourite"), stranger)] == []
    assert [*learn(call("GET", SERVER + "/api/v1/statuses/9"), stranger)] == []
    assert [*learn(call("GET", SERVER + "/api/v1/accounts/7"), said({"id": "7", "username": "stranger"}))] == []


def test_uploads_are_kept_under_the_id_of_the_reply() -> None:
    for path in ("/api/v1/media", "/api/v2/media"):
        assert [*learn(call("POST", SERVER + path), said({"id": 22}, 202))] == [KeptAs("mastodon.example/22")]
    assert [*learn(call("PUT", SERVER + "/api/v1/media/22"), said({"id": "22"}))] == []


def test_the_web_page_holds_the_token_and_whose_it_is() -> None:
    state = json.dumps({"meta": {"access_token": "made-up", "me": "6666666661"}, "accounts": {"6666666661": ACME}})
    page = f"<body><script id='initial-state' type='application/json'>{state}</script>".encode()
    assert [*learn(call("GET", SERVER + "/home"), Reply(200, (), page))] == [
        LoginIs("6666666661", "acme@mastodon.example", "made-up")
    ]


def test_a_page_without_a_login_teaches_nothing() -> None:
    for page in (
        b"<body>",
        b"<script id='initial-state'>{</script>",
        b"<script id='initial-state'>{\"meta\":{}}</script>",
    ):
        assert [*learn(call("GET", SERVER + "/home"), Reply(200, (), page))] == []


def test_a_token_reply_that_names_its_owner_is_learnt() -> None:
    reply = said({"access_token": "made-up", "me": "https://mastodon.example/users/acme"})
    assert [*learn(call("POST", SERVER + "/oauth/token"), reply)] == [LoginIs("", "acme@mastodon.example", "made-up")]
    assert [*learn(call("POST", SERVER + "/oauth/token"), said({"access_token": "made-up"}))] == []


def test_whoami_needs_a_token() -> None:
    assert whoami(call("POST", SERVER + "/api/v1/statuses")) is None
    question = whoami(call("POST", SERVER + "/api/v1/statuses?access_token=made-up"))
    assert question is not None
    assert question.header("authorization") == "Bearer made-up"
