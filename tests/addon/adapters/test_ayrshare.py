"""Ayrshare: profiles, texts for each network, what else its calls do."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import ayrshare
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

API = "https://api.ayrshare.com/api/"


def test_networks_of_one_profile_are_targets_of_one_post() -> None:
    post = {"post": "hi", "platforms": ["twitter", "gmb"]}
    (activity,) = ayrshare.read(call("POST", API + "post", post, profile_key="K"))
    assert activity.targets == (Target(network="x", ref="K"), Target(network="google_business", ref="K"))


def test_profiles_may_stand_in_the_body() -> None:
    post = {"post": "hi", "platforms": ["twitter"], "profileKeys": ["A", "B"]}
    found = ayrshare.read(call("POST", API + "post", post))
    assert [activity.actor.platform_id for activity in found if activity.actor] == ["A", "B"]


def test_an_answer_or_a_quote_on_x() -> None:
    post = {"post": "hi", "platforms": ["twitter"], "twitterOptions": {"replyToTweetId": "9"}}
    assert ayrshare.read(call("POST", API + "post", post))[0].reply_to == "9"
    post = {"post": "hi", "platforms": ["twitter"], "twitterOptions": {"quoteTweetId": "9"}}
    assert ayrshare.read(call("POST", API + "post", post))[0].verb is Verb.QUOTE


def test_what_waits_for_approval_publishes_nothing_yet() -> None:
    post = {"post": "hi", "platforms": ["twitter"], "requiresApproval": True}
    assert ayrshare.read(call("POST", API + "post", post))[0].verb is Verb.UPLOAD


def test_times_may_be_left_to_the_tool() -> None:
    post = {"post": "hi", "platforms": ["twitter"], "autoSchedule": {"schedule": True}}
    assert ayrshare.read(call("POST", API + "post", post))[0].schedule == "auto"


def test_a_new_time_for_a_waiting_post_is_a_change() -> None:
    (change,) = ayrshare.read(call("PATCH", API + "post", {"id": "7", "scheduleDate": "2030-01-01T09:00:00Z"}))
    assert (change.verb, change.subject, change.uses) == (Verb.EDIT, "7", "7")


def test_a_feed_posts_by_itself_later() -> None:
    (feed,) = ayrshare.read(call("POST", API + "feed", {"url": "https://acme.example/rss"}, profile_key="K"))
    assert (feed.verb, feed.links) == (Verb.SCHEDULE, ("https://acme.example/rss",))


def test_messages_and_answers_to_reviews() -> None:
    (message,) = ayrshare.read(call("POST", API + "messages/instagram", {"recipientId": "5", "message": "hi"}))
    assert (message.verb, message.reply_to, message.targets[0].network) == (Verb.MESSAGE, "5", "instagram")
    (review,) = ayrshare.read(call("POST", API + "reviews", {"reviewId": "5", "reply": "thanks"}))
    assert (review.verb, review.reply_to) == (Verb.REPLY, "5")
    with pytest.raises(UnreadableActivityError):
        ayrshare.read(call("POST", API + "comments", {"id": "5"}))


def test_everything_scheduled_may_be_deleted_at_once() -> None:
    assert len(ayrshare.read(call("DELETE", API + "post", {"deleteAllScheduled": True}))) == 1
    assert [item.subject for item in ayrshare.read(call("DELETE", API + "post", {"bulk": ["1", "2"]}))] == ["1", "2"]


def test_replies_name_accounts_uploads_and_posts() -> None:
    names = said({"displayNames": [{"platform": "twitter", "username": "acme", "id": "1111"}, {"platform": "tiktok"}]})
    assert [*ayrshare.learn(call("GET", API + "user", profile_key="K"), names)] == [
        NameIs(network="x", platform_id="1111", username="acme", handle="K")
    ]
    kept = [*ayrshare.learn(call("POST", API + "media/upload"), said({"url": "https://images.ayrshare.com/a"}))]
    assert kept == [KeptAs(key="https://images.ayrshare.com/a")]
    posted = said({"id": "7", "postIds": [{"postUrl": "https://x.com/1"}]})
    assert [*ayrshare.learn(call("POST", API + "post"), posted)] == [
        KeptAs(key="7"),
        Published(id="7", url="https://x.com/1"),
    ]


def test_the_question_is_about_the_calls_own_profile() -> None:
    question = ayrshare.whoami(call("POST", API + "post", authorization="Bearer k", profile_key="K"))
    assert question is not None
    assert (question.path, question.header("profile-key")) == ("/api/user", "K")


def test_the_refusal_is_that_of_a_failed_post() -> None:
    told = json.loads(ayrshare.refusal(call("POST", API + "post"), "no").content)
    assert (told["status"], told["errors"][0]["message"]) == ("error", "no")
    assert not ayrshare.known(call("POST", API + "frobnicate"))
