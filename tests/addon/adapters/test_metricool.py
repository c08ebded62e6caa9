"""Metricool: brands, their networks, times in zones of their own."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published, Request
from twohats.adapters import metricool
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

API = "https://app.metricool.com/api/v2/"


def post(**values: object) -> Request:
    body = {"text": "hi", "providers": [{"network": "twitter"}, {"network": "gmb"}], **values}
    return call("POST", API + "scheduler/posts?blogId=7&userId=9", body)


def test_the_brand_acts_and_its_networks_are_targets() -> None:
    (activity,) = metricool.read(post())
    assert activity.actor is not None
    assert activity.actor.platform_id == "7"
    assert activity.targets == (Target(network="x", ref="7"), Target(network="google_business", ref="7"))


@pytest.mark.parametrize(
    ("date", "schedule"),
    [
        ({"dateTime": "2030-07-01T10:00:00", "timezone": "Europe/Stockholm"}, "2030-07-01T08:00:00Z"),
        ({"dateTime": "2030-07-01T10:00:00Z", "timezone": "Europe/Stockholm"}, "2030-07-01T10:00:00Z"),
        ({"dateTime": "2030-07-01T10:00:00"}, "2030-07-01T10:00:00Z"),
        ({"dateTime": "2030-07-01T10:00:00", "timezone": "../nowhere"}, "2030-07-01T10:00:00Z"),
        ({"dateTime": "soon", "timezone": "America"}, "soon"),
        ({}, ""),
    ],
)
def test_times_stand_in_their_own_zone(date: object, schedule: str) -> None:
    assert metricool.read(post(publicationDate=date))[0].schedule == schedule


def test_a_thread_is_read_to_its_end() -> None:
    parts = [{"text": "two", "media": ["https://a.example/a.jpg"]}]
    (thread,) = metricool.read(post(descendants=parts, youtubeData={"type": "SHORT", "title": "Video"}))
    assert (thread.text, len(thread.media), thread.verb, thread.title) == ("hi\ntwo", 1, Verb.VIDEO, "Video")


def test_a_change_that_stays_a_draft_publishes_nothing() -> None:
    body = {"text": "hi", "draft": True}
    (draft,) = metricool.read(call("PUT", API + "scheduler/posts/3?blogId=7", body))
    assert (draft.verb, draft.subject) == (Verb.UPLOAD, "3")


def test_agents_change_posts_too() -> None:
    info = json.dumps({"text": "new", "providers": [{"network": "x"}]})
    arguments = {"id": "3", "blogId": 7, "info": info}
    message = {"method": "tools/call", "params": {"name": "update_schedule_post", "arguments": arguments}}
    (change,) = metricool.read(call("POST", "https://ai.metricool.com/mcp", message))
    assert (change.verb, change.subject, change.text) == (Verb.EDIT, "3", "new")


def test_a_post_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        metricool.read(post(text=""))


def test_replies_name_the_accounts_of_brands_and_posts() -> None:
    brand = {"id": 7, "twitter": "acme", "instagram": None, "facebook": "acmetools", "label": "Acme"}
    assert [*metricool.learn(call("GET", API + "settings/brands"), said({"data": [brand]}))] == [
        NameIs(network="facebook", username="acmetools", handle="7"),
        NameIs(network="x", username="acme", handle="7"),
    ]
    made = [*metricool.learn(call("POST", API + "scheduler/posts"), said({"data": {"id": 3}}))]
    assert made == [KeptAs(key="3"), Published(id="3")]


def test_tokens_questions_and_errors() -> None:
    request = call("POST", API + "scheduler/posts?blogId=7&userId=9", x_mc_auth="t")
    assert metricool.credential(request) == "t"
    question = metricool.whoami(request)
    assert question is not None
    assert question.raw_target == "/api/v2/settings/brands?userId=9"
    assert metricool.whoami(call("POST", API + "scheduler/posts?userId=9")) is None
    assert json.loads(metricool.refusal(request, "no").content)["message"] == "no"
    assert not metricool.known(call("POST", API + "frobnicate"))
