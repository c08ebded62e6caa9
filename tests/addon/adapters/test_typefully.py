"""Typefully: social sets, drafts for several networks, both versions of the API."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import typefully
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

API = "https://api.typefully.com/v2/social-sets"
DRAFTS = API + "/11/drafts"


def draft(*texts: str, **settings: object) -> dict[str, object]:
    return {"enabled": True, "posts": [{"text": text} for text in texts], "settings": settings}


def test_networks_with_the_same_words_get_one_post() -> None:
    platforms = {"x": draft("hi"), "linkedin": draft("hi"), "threads": draft("other")}
    same, other = typefully.read(call("POST", DRAFTS, {"platforms": platforms, "publish_at": "now"}))
    assert same.targets == (Target(network="x", ref="11"), Target(network="linkedin", ref="11"))
    assert (other.text, other.targets) == ("other", (Target(network="threads", ref="11"),))


def test_a_quote_says_of_what() -> None:
    platforms = {"x": {"posts": [{"text": "see", "quote_post_url": "https://x.com/a/status/9"}]}}
    (quote,) = typefully.read(call("POST", DRAFTS, {"platforms": platforms, "publish_at": "now"}))
    assert (quote.verb, quote.quote_of) == (Verb.QUOTE, "https://x.com/a/status/9")


def test_a_change_may_send_reschedule_or_rewrite() -> None:
    (moved,) = typefully.read(call("PATCH", DRAFTS + "/5", {"publish_at": "2030-01-01T09:00:00Z"}))
    assert (moved.verb, moved.uses, moved.schedule) == (Verb.EDIT, "5", "2030-01-01T09:00:00Z")
    (new,) = typefully.read(call("PATCH", DRAFTS + "/5", {"platforms": {"x": draft("new")}}))
    assert (new.text, new.uses) == ("new", "")
    (sent,) = typefully.read(call("POST", DRAFTS + "/5/publish"))
    assert (sent.verb, sent.uses) == (Verb.POST, "5")


def test_an_old_draft_without_a_time_stays_one() -> None:
    assert typefully.read(call("POST", "https://api.typefully.com/v1/drafts/", {"content": "a"}))[0].verb is Verb.UPLOAD
    with pytest.raises(UnreadableActivityError):
        typefully.read(call("POST", "https://api.typefully.com/v1/drafts/", {"threadify": True}))


def test_agents_change_drafts_too() -> None:
    arguments = {"social_set_id": 11, "draft_id": 5, "publish_at": "now"}
    message = {"method": "tools/call", "params": {"name": "update_draft", "arguments": arguments}}
    (sent,) = typefully.read(call("POST", "https://mcp.typefully.com/mcp", message))
    assert (sent.verb, sent.uses) == (Verb.EDIT, "5")


def test_a_sets_name_is_not_the_name_of_an_account_in_it() -> None:
    item = {"id": 11, "username": "acme", "platforms": {"x": {"username": "acmetools"}, "linkedin": None}}
    own = NameIs(network="typefully", platform_id="11", username="acme")
    assert [*typefully.learn(call("GET", API), said({"results": [item]}))] == [own]
    behind = NameIs(network="x", username="acmetools", handle="11")
    assert [*typefully.learn(call("GET", API + "/11"), said(item))] == [own, behind]


def test_replies_name_uploads_and_drafts() -> None:
    kept = [*typefully.learn(call("POST", API + "/11/media/upload"), said({"media_id": "m"}))]
    assert kept == [KeptAs(key="m")]
    made = said({"id": 5, "x_published_url": "https://x.com/1"}, 201)
    assert [*typefully.learn(call("POST", DRAFTS), made)] == [
        KeptAs(key="5"),
        Published(id="5", url="https://x.com/1"),
    ]


def test_the_question_is_about_the_set_in_question() -> None:
    question = typefully.whoami(call("POST", DRAFTS, authorization="Bearer k"))
    assert question is not None
    assert question.path == "/v2/social-sets/11"
    assert typefully.whoami(call("POST", DRAFTS, x_api_key="Bearer k")) is None


def test_keys_and_errors() -> None:
    assert typefully.credential(call("POST", DRAFTS, x_api_key="Bearer k")) == "k"
    assert typefully.credential(call("POST", "https://mcp.typefully.com/mcp?TYPEFULLY_API_KEY=k")) == "k"
    assert json.loads(typefully.refusal(call("POST", DRAFTS), "no").content)["error"]["message"] == "no"
    assert not typefully.known(call("POST", "https://api.typefully.com/v2/frobnicate"))
