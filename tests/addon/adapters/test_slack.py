"""Slack's Web API and webhooks."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import Call, LoginIs, Published
from twohats.adapters import slack
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

API = "https://slack.com/api/"
HOOK = "https://hooks.slack.com/services/T0/B0/made-up"


def sent(method: str, **values: object) -> Activity:
    (activity,) = slack.read(call("POST", API + method, values))
    return activity


def test_the_method_in_the_path_decides_not_the_http_method() -> None:
    assert slack.call(call("GET", API + "chat.postMessage?text=a")) is Call.WRITE
    assert slack.call(call("GET", API + "conversations.list")) is Call.READ
    assert slack.call(call("POST", "https://files.slack.com/upload/v1/x")) is Call.UPLOAD
    assert slack.call(call("GET", HOOK)) is Call.READ


def test_families_that_show_nothing_are_known_and_new_ways_to_show_are_not() -> None:
    assert slack.known(call("POST", API + "conversations.mark"))
    assert slack.known(call("POST", "https://edgeapi.slack.com/cache/T0/users/list"))
    assert not slack.known(call("POST", API + "chat.sendHologram"))
    assert not slack.known(call("POST", "https://slack.com/something/new"))


@pytest.mark.parametrize(
    ("channel", "verb"), [("C0123", Verb.POST), ("#sale", Verb.POST), ("D0123", Verb.MESSAGE), ("@bo", Verb.MESSAGE)]
)
def test_a_message_to_a_person_is_no_post(channel: str, verb: Verb) -> None:
    assert sent("chat.postMessage", channel=channel, text="a").verb is verb


def test_blocks_and_attachments_are_read_beside_the_text() -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "<https://a.example|shop>"}}]
    found = sent(
        "chat.postMessage", channel="C1", text="note", blocks=blocks, attachments=[{"title_link": "https://b.example"}]
    )
    assert found.text == "note\n<https://a.example|shop>"
    assert found.links == ("https://b.example", "https://a.example")
    assert sent("chat.postMessage", channel="C1", text="same", blocks=[{"text": "same"}]).text == "same"


def test_a_picture_may_be_a_file_that_slack_has() -> None:
    found = sent("chat.postMessage", channel="C1", attachments=[{"slack_file_id": "F1"}])
    assert [media.key for media in found.media] == ["F1"]


def test_profiles_and_topics_are_read() -> None:
    profile = sent("users.profile.set", profile={"title": "Tools"})
    topic = sent("conversations.setTopic", channel="C1", topic="sale")
    assert (profile.verb, profile.text, topic.verb, topic.text) == (Verb.PROFILE, "Tools", Verb.PROFILE, "sale")


def test_a_hook_without_words_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        slack.read(call("POST", HOOK, {"username": "x"}))


def test_credentials_stand_in_headers_fields_and_addresses() -> None:
    assert slack.credential(call("POST", API + "chat.postMessage", authorization="Bearer t")) == "t"
    assert slack.credential(call("POST", API + "chat.postMessage", {"token": "t"})) == "t"
    assert slack.credential(call("POST", API + "chat.postMessage?token=t", b"{")) == "t"
    assert slack.credential(call("POST", HOOK, {"text": "a"})) == "services/T0/B0/made-up"


def test_only_tokens_can_be_asked_about() -> None:
    question = slack.whoami(call("POST", API + "chat.postMessage", {"token": "t"}))
    assert question is not None
    assert (question.path, slack.credential(question)) == ("/api/auth.test", "t")
    assert slack.whoami(call("POST", HOOK, {"text": "a"})) is None
    assert slack.read(question) == ()


def test_owners_are_learnt() -> None:
    reply = said({"ok": True, "user_id": "U1", "user": "acme"})
    assert list(slack.learn(call("POST", API + "auth.test"), reply)) == [LoginIs(platform_id="U1", username="acme")]
    both = {"ok": True, "access_token": "b", "bot_user_id": "UB", "authed_user": {"id": "U2", "access_token": "p"}}
    facts = list(slack.learn(call("POST", API + "oauth.v2.access"), said(both)))
    assert facts == [LoginIs(platform_id="UB", credential="b"), LoginIs(platform_id="U2", credential="p")]
    assert list(slack.learn(call("POST", API + "auth.test"), said({"ok": False, "user_id": "U1"}))) == []


def test_a_new_message_is_named_by_its_time() -> None:
    reply = said({"ok": True, "channel": "C1", "ts": "1.2"})
    assert list(slack.learn(call("POST", API + "chat.postMessage"), reply)) == [Published(id="1.2")]


def test_the_sentence_is_the_error() -> None:
    refusal = slack.refusal(call("POST", API + "chat.postMessage"), "no")
    assert json.loads(refusal.content) == {"ok": False, "error": "no", "detail": "no"}
    assert slack.refusal(call("POST", HOOK), "no").content == b"no"
