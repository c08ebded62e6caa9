"""Hootsuite: its profiles, its uploads, its two forms of errors."""

import base64
import json

from tests.support.calls import call, said
from twohats.adapter import Call, KeptAs, NameIs, Published
from twohats.adapters import hootsuite

API = "https://platform.hootsuite.com"


def test_profiles_say_who_stands_behind_them() -> None:
    profiles = [
        {"id": "1", "type": "TWITTER", "socialNetworkId": "1111", "socialNetworkUsername": None},
        {"id": 2, "type": "FACEBOOKPAGE", "socialNetworkId": "4444", "socialNetworkUsername": "acmetools"},
        {"id": "3", "type": "LINKEDIN"},
    ]
    facts = [*hootsuite.learn(call("GET", API + "/v1/me/socialProfiles"), said({"data": profiles}))]
    assert facts == [
        NameIs(network="x", platform_id="1111", handle="1"),
        NameIs(network="facebook", platform_id="4444", username="acmetools", handle="2"),
    ]
    one = [*hootsuite.learn(call("GET", API + "/v1/socialProfiles/1"), said({"data": profiles[0]}))]
    assert one == facts[:1]


def test_an_upload_is_found_again_by_the_address_in_its_id() -> None:
    address = "https://hootsuite-video.s3.amazonaws.com/production/1_a.png"
    key = base64.b64encode(address.encode()).decode().rstrip("=")
    (post,) = hootsuite.read(call("POST", API + "/v1/messages", {"socialProfileIds": ["1"], "media": [{"id": key}]}))
    (upload,) = hootsuite.read(call("PUT", address + "?Signature=s", b"png", content_type="image/png"))
    assert post.media[0].key == upload.media[0].key == address


def test_replies_name_uploads_and_messages() -> None:
    kept = [*hootsuite.learn(call("POST", API + "/v1/media"), said({"data": {"id": "m"}}))]
    assert kept == [KeptAs(key="m")]
    data = [{"id": "11", "postId": "900", "postUrl": "https://www.facebook.com/900"}, {"id": "12"}]
    sent = [*hootsuite.learn(call("POST", API + "/v1/messages"), said({"data": data}))]
    assert sent == [Published(id="900", url="https://www.facebook.com/900"), Published(id="12")]


def test_who_may_see_it_is_told() -> None:
    message = {"text": "hi", "socialProfileIds": ["1"], "privacy": {"linkedIn": {"visibility": ["CONNECTIONS"]}}}
    assert hootsuite.read(call("POST", API + "/v1/messages", message))[0].audience == "CONNECTIONS"


def test_the_profiles_are_asked_for_with_the_calls_own_token() -> None:
    question = hootsuite.whoami(call("POST", API + "/v1/messages", authorization="Bearer t"))
    assert question is not None
    assert (question.method, question.path) == ("GET", "/v1/socialProfiles")
    assert hootsuite.whoami(call("POST", API + "/v1/messages")) is None


def test_only_the_dashboards_calls_with_profiles_and_text_are_read() -> None:
    page = "https://hootsuite.com/ajax/"
    assert hootsuite.read(call("POST", page + "telemetry", {"event": "click"})) == ()
    assert not hootsuite.known(call("POST", page + "telemetry", {"event": "click"}))
    assert hootsuite.read(call("POST", page + "new", b"\x00\xff")) == ()
    assert hootsuite.call(call("PUT", "https://hootsuite-video.s3.amazonaws.com/x")) is Call.UPLOAD


def test_there_are_two_forms_of_errors() -> None:
    (error,) = json.loads(hootsuite.refusal(call("POST", API + "/v1/messages"), "no").content)["errors"]
    assert (error["code"], error["message"]) == (4009, "no")
    old = json.loads(hootsuite.refusal(call("POST", "https://api.hootsuite.com/api/2/messages"), "no").content)
    assert old["error"]["message"] == "no"
