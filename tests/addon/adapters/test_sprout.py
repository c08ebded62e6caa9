"""Sprout Social: profiles and times."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import sprout
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

API = "https://api.sproutsocial.com/v1/5/"


def test_every_profile_and_time_is_a_post_of_its_own() -> None:
    times = ["2030-01-01T09:00:00Z", "2030-01-02T09:00:00Z"]
    body = {"customer_profile_ids": [1, 2], "text": "hi", "delivery": {"scheduled_times": times}}
    found = sprout.read(call("POST", API + "publishing/posts", body))
    assert [(item.actor.platform_id, item.schedule) for item in found if item.actor] == [
        (profile, time) for time in times for profile in ("1", "2")
    ]


def test_a_draft_publishes_nothing() -> None:
    body = {"customer_profile_ids": [1], "text": "hi", "is_draft": True}
    assert sprout.read(call("POST", API + "publishing/posts", body))[0].verb is Verb.UPLOAD


def test_a_post_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        sprout.read(call("POST", API + "publishing/posts", {"customer_profile_ids": [1]}))


def test_replies_name_profiles_uploads_and_posts() -> None:
    profile = {"customer_profile_id": 5, "network_type": "fb_page", "native_name": "Acme", "native_id": "4444"}
    listed = said({"data": [profile, {"customer_profile_id": 6}]})
    (fact,) = sprout.learn(call("GET", API + "metadata/customer"), listed)
    assert fact == NameIs(network="facebook", platform_id="4444", username="Acme", handle="5")
    kept = [*sprout.learn(call("POST", API + "media"), said({"data": [{"media_id": "m"}]}))]
    assert kept == [KeptAs(key="m")]
    made = [*sprout.learn(call("POST", API + "publishing/posts"), said({"data": [{"publishing_post_id": 9}]}))]
    assert made == [KeptAs(key="9"), Published(id="9")]


def test_the_question_is_about_the_calls_own_customer() -> None:
    question = sprout.whoami(call("POST", API + "publishing/posts", authorization="Bearer t"))
    assert question is not None
    assert question.path == "/v1/5/metadata/customer"
    assert sprout.whoami(call("GET", "https://api.sproutsocial.com/v1/metadata/client")) is None


def test_errors_and_unknown_calls() -> None:
    assert json.loads(sprout.refusal(call("POST", API + "publishing/posts"), "no").content) == {"error": "no"}
    assert not sprout.known(call("POST", API + "frobnicate"))
    assert sprout.known(call("POST", API + "analytics/posts", {}))
