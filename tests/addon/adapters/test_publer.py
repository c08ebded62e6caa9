"""Publer: jobs of many posts for many accounts."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published, Request
from twohats.adapters import publer
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

API = "https://app.publer.com/api/v1/"


def job(networks: object, state: str = "scheduled", now: str = "", **post: object) -> Request:
    posts = [{"networks": networks, "accounts": [{"id": "a"}], **post}]
    return call("POST", API + "posts/schedule" + now, {"bulk": {"state": state, "posts": posts}})


def test_one_network_is_the_target_and_several_are_not_told_apart() -> None:
    assert publer.read(job({"twitter": {"text": "t"}}))[0].targets == (Target(network="x", ref="a"),)
    (post,) = publer.read(job({"twitter": {"text": "short"}, "facebook": {"text": "long"}}))
    assert (post.text, post.targets) == ("short\nlong", (Target(network="publer", ref="a"),))


def test_networks_may_stand_beside_the_posts() -> None:
    bulk = {"networks": {"twitter": {"text": "t"}}, "posts": [{"accounts": [{"id": "a"}]}]}
    assert publer.read(call("POST", API + "posts/schedule/publish", {"bulk": bulk}))[0].text == "t"


def test_a_time_does_not_count_where_the_job_is_for_now() -> None:
    when = {"scheduled_at": "2030-01-01T09:00:00Z"}
    assert publer.read(job({"twitter": {"text": "t"}}, **when))[0].verb is Verb.SCHEDULE
    assert publer.read(job({"twitter": {"text": "t"}}, now="/publish", **when))[0].verb is Verb.POST
    assert publer.read(job({"twitter": {"text": "t"}}, state="recycling"))[0].schedule == "recycling"
    assert publer.read(job({"twitter": {"text": "t"}}, state="draft_public"))[0].verb is Verb.UPLOAD


def test_a_post_without_accounts_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        publer.read(job({"twitter": {"text": "t"}}, accounts=[]))


def test_agents_post_by_account_or_by_job() -> None:
    def tool(name: str, **arguments: object) -> tuple[Verb, str, str]:
        message = {"method": "tools/call", "params": {"name": name, "arguments": arguments}}
        (activity,) = publer.read(call("POST", "https://mcp.publer.com/", message))
        return activity.verb, activity.text, activity.subject

    assert tool("schedule_post", bulk={"posts": [{"networks": {"x": {"text": "t"}}, "accounts": [{"id": "a"}]}]}) == (
        Verb.POST,
        "t",
        "",
    )
    assert tool("update_post", post_id="p", text="new") == (Verb.EDIT, "new", "p")
    with pytest.raises(UnreadableActivityError):
        tool("create_post", text="t")


def test_replies_name_accounts_uploads_and_jobs() -> None:
    account = {"id": "a", "provider": "facebook", "name": "Acme", "social_id": "4444", "type": "page"}
    assert [*publer.learn(call("GET", API + "accounts"), said([account, {"id": "b"}]))] == [
        NameIs(network="facebook", platform_id="4444", username="Acme", handle="a")
    ]
    assert [*publer.learn(call("POST", API + "media"), said({"id": "m"}))] == [KeptAs(key="m")]
    assert [*publer.learn(call("POST", API + "posts/schedule"), said({"job_id": "j"}))] == [Published(id="j")]


def test_keys_questions_and_errors() -> None:
    request = call("POST", API + "posts/schedule", authorization="Bearer-API k", publer_workspace_id="w")
    assert publer.credential(request) == "k"
    question = publer.whoami(request)
    assert question is not None
    assert (question.path, question.header("publer-workspace-id")) == ("/api/v1/accounts", "w")
    assert json.loads(publer.refusal(request, "no").content) == {"errors": ["no"]}
    assert not publer.known(call("POST", API + "frobnicate"))
