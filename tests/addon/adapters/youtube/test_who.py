"""Who acts on YouTube."""

import base64

from tests.support.calls import call
from twohats.adapters.youtube import who

STUDIO = "https://studio.youtube.com/youtubei/v1/video_manager/metadata_update"
ACME, ANNA = "UCacme00000000000000001x", "UCanna00000000000000002x"
PACKED = base64.b64encode(b"\x12\x18" + ACME.encode()).decode()


def test_the_channel_may_stand_in_body_and_header() -> None:
    value = {
        "channelId": ACME,
        "delegationContext": {"externalChannelId": ACME},
        "context": {"user": {"serializedDelegationContext": PACKED}},
    }
    request = call("POST", STUDIO, value, x_youtube_delegation_context=PACKED)
    assert {sign.platform_id for sign in who.evidence(request)} == {ACME}
    assert len([*who.evidence(request)]) == 4
    actor = who.acting(request)
    assert actor is not None
    assert actor.platform_id == ACME


def test_two_channels_are_nobody() -> None:
    request = call("POST", STUDIO, {"channelId": ANNA}, x_youtube_delegation_context=PACKED)
    assert [sign.platform_id for sign in who.evidence(request)] == [ACME, ANNA]
    assert who.acting(request) is None


def test_what_is_no_channel_says_nothing() -> None:
    spoilt: list[object] = [{"channelId": "x"}, {"context": {"user": {"serializedDelegationContext": "!"}}}, []]
    for value in spoilt:
        assert [*who.evidence(call("POST", STUDIO, value))] == []
    assert [*who.evidence(call("POST", STUDIO, b"\x0a"))] == []


def test_a_session_is_one_for_each_account_and_page_of_the_browser() -> None:
    sessions = [
        call("POST", STUDIO, {}, cookie="SID=made-up", x_goog_authuser=user, x_goog_pageid=page)
        for user, page in (("0", ""), ("1", ""), ("0", "9"))
    ]
    assert len({who.credential(request) for request in sessions}) == 3
    assert who.credential(call("POST", STUDIO, {}, x_goog_authuser="0")) == ""


def test_tokens_are_asked_about_and_cookies_are_not() -> None:
    request = call("POST", "https://www.googleapis.com/upload/youtube/v3/videos", {}, authorization="Bearer made-up")
    question = who.whoami(request)
    assert question is not None
    assert (question.path, who.credential(question)) == ("/youtube/v3/channels", "made-up")
    assert who.whoami(call("POST", STUDIO, {}, cookie="SID=made-up")) is None


def test_channels_and_films_in_protobuf() -> None:
    assert who.channels_in(PACKED.rstrip("=")) == [ACME]
    packed = base64.urlsafe_b64encode(b"\x12\x0bvid00000001*\x02").decode()
    assert who.video_in(packed.replace("=", "%3D")) == "vid00000001"
    assert who.video_in("é") == ""
