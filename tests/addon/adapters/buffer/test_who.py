"""Who acts in Buffer."""

import json

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters.buffer.who import credential, learn, whoami

API = "https://api.buffer.com/"
REST = "https://api.bufferapp.com/1/"


def test_channels_say_who_stands_behind_them_wherever_they_stand() -> None:
    channel = {"id": "c1", "service": "twitter", "serviceId": "1111", "name": "acme"}
    reply = said({"data": {"account": {"organizations": [{"id": "o", "channels": [channel, {"id": "c2"}]}]}}})
    facts = [*learn(call("POST", API), reply)]
    assert facts == [NameIs(network="x", platform_id="1111", username="acme", handle="c1")]


def test_profiles_of_the_rest_api_too() -> None:
    profile = {"id": "p", "service": "linkedin", "service_id": "5", "service_username": "Acme"}
    facts = [*learn(call("GET", REST + "profiles.json"), said([profile]))]
    assert facts == [NameIs(network="linkedin", platform_id="5", username="Acme", handle="p")]


def test_new_posts_have_ids() -> None:
    made = said({"data": {"a": {"post": {"id": "p", "externalLink": "https://x.com/1"}}, "b": {"message": "no"}}})
    assert [*learn(call("POST", API), made)] == [KeptAs(key="p"), Published(id="p", url="https://x.com/1")]
    sent = said({"success": True, "updates": [{"id": "u", "service_update_id": "9"}]})
    assert [*learn(call("POST", REST + "updates/create.json"), sent)] == [KeptAs(key="u"), Published(id="9")]


def test_the_token_stands_in_a_header_the_query_or_the_form() -> None:
    form = call("POST", REST + "x", b"access_token=f", content_type="application/x-www-form-urlencoded")
    assert credential(form) == "f"
    assert credential(call("POST", REST + "x?access_token=q")) == "q"
    assert credential(call("POST", REST + "x?access_token=q", b"{", content_type="application/json")) == "q"
    assert credential(call("POST", "https://publish.buffer.com/rpc", cookie="buffer_session=s")) == "s"


def test_the_question_lists_the_channels() -> None:
    question = whoami(call("POST", API, {"query": "mutation { x }"}, authorization="Bearer t"))
    assert question is not None
    assert "channels" in json.loads(question.content)["query"]
    rest = whoami(call("POST", REST + "updates/create.json?access_token=1/f"))
    assert rest is not None
    assert rest.raw_target == "/1/profiles.json?access_token=1/f"
    assert whoami(call("POST", "https://publish.buffer.com/rpc", cookie="buffer_session=s")) is None
