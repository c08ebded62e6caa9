"""Postiz: its own service, anybody's server, its agents' door."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import postiz
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

API = "https://api.postiz.com/public/v1/"
POST = {"integration": {"id": "i"}, "value": [{"content": "hi"}], "settings": {"__type": "linkedin-page"}}


def test_servers_of_any_name_are_told_by_the_public_api() -> None:
    assert postiz.claims(call("POST", "https://social.example/api/public/v1/posts"))
    assert postiz.claims(call("POST", "https://api.postiz.com/posts"))
    assert not postiz.claims(call("POST", "https://social.example/api/v1/posts"))


def test_the_dashboard_and_the_api_send_the_same_posts() -> None:
    for url in (API + "posts", "https://api.postiz.com/posts"):
        (post,) = postiz.read(call("POST", url, {"type": "now", "posts": [POST]}))
        assert (post.text, post.targets) == ("hi", (Target(network="linkedin", ref="i"),))


def test_text_without_markup_stays_as_it_is() -> None:
    post = {**POST, "value": [{"content": "a < b &amp; c"}]}
    assert postiz.read(call("POST", API + "posts", {"type": "now", "posts": [post]}))[0].text == "a < b &amp; c"


def test_another_time_is_a_change() -> None:
    moved = postiz.read(call("PUT", API + "posts/p/date", {"date": "2030-01-01T09:00:00Z"}))[0]
    assert (moved.verb, moved.form, moved.schedule) == (Verb.EDIT, Verb.POST, "2030-01-01T09:00:00Z")


def test_a_post_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        postiz.read(call("POST", API + "posts", {"type": "now", "posts": [{"integration": {"id": "i"}}]}))


def test_agents_may_send_the_apis_own_posts() -> None:
    arguments = {"type": "now", "posts": [POST]}
    message = {"method": "tools/call", "params": {"name": "POSTIZ_SCHEDULE_POST", "arguments": arguments}}
    (post,) = postiz.read(call("POST", "https://api.postiz.com/mcp/key", message))
    assert post.text == "hi"


def test_replies_name_integrations_uploads_and_posts() -> None:
    listed = said([{"id": "i", "identifier": "x", "profile": "acme", "internalId": "1111"}, {"id": "j"}])
    assert [*postiz.learn(call("GET", API + "integrations"), listed)] == [
        NameIs(network="x", platform_id="1111", username="acme", handle="i")
    ]
    kept = [*postiz.learn(call("POST", API + "upload"), said({"id": "m", "path": "https://uploads.postiz.com/a"}))]
    assert kept == [KeptAs(key="https://uploads.postiz.com/a"), KeptAs(key="m")]
    made = [*postiz.learn(call("POST", API + "posts"), said([{"postId": "p"}, {}]))]
    assert made == [KeptAs(key="p"), Published(id="p")]


def test_the_key_has_no_scheme() -> None:
    request = call("POST", "https://social.example/api/public/v1/posts", authorization="key")
    assert postiz.credential(request) == "key"
    assert postiz.credential(call("POST", API + "posts", authorization="Bearer key")) == "key"
    question = postiz.whoami(request)
    assert question is not None
    assert (question.host, question.path) == ("social.example", "/api/public/v1/integrations")
    assert postiz.whoami(call("POST", "https://api.postiz.com/posts", authorization="key")) is None


def test_every_door_has_its_own_error() -> None:
    assert json.loads(postiz.refusal(call("POST", API + "posts"), "no").content)["statusCode"] == 403
    assert "result" in json.loads(postiz.refusal(call("POST", "https://api.postiz.com/mcp", {}), "no").content)
    assert not postiz.known(call("POST", API + "frobnicate"))
