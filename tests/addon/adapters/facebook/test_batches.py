"""Graph calls within one call."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.facebook import batches
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

URL = "https://graph.facebook.com/v24.0/"
FORM = "application/x-www-form-urlencoded"


def batch(*entries: object) -> Request:
    return call("POST", URL, urlencode({"batch": json.dumps(entries)}).encode(), content_type=FORM)


def test_every_call_is_read_in_its_own_right() -> None:
    posts = [{"method": "post", "relative_url": f"{page}/feed", "body": "message=a"} for page in (1, 2)]
    found = batches.read(batch(*posts, {"method": "DELETE", "relative_url": "1_9"}, {"relative_url": "me"}))
    assert [(one.verb, one.actor.platform_id if one.actor else "") for one in found] == [
        (Verb.POST, "1"),
        (Verb.POST, "2"),
        (Verb.DELETE, ""),
    ]


def test_a_method_in_the_address_counts() -> None:
    (found,) = batches.read(batch({"method": "GET", "relative_url": "1/feed?method=post&message=a"}))
    assert (found.verb, found.text) == (Verb.POST, "a")


def test_a_batch_may_be_json_and_hold_dots_and_slashes() -> None:
    entry = {"method": "POST", "relative_url": "//v24.0/x/../1/feed", "body": "message=a"}
    (found,) = batches.read(call("POST", URL, {"batch": [entry]}))
    assert found.actor is not None
    assert found.actor.platform_id == "1"


def test_attached_files_belong_to_their_call() -> None:
    entry = {"method": "POST", "relative_url": "1/photos", "body": "message=a", "attached_files": "f1"}
    content = (
        b'--b\r\nContent-Disposition: form-data; name="batch"\r\n\r\n' + json.dumps([entry]).encode() + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="f1"; filename="a.png"\r\n\r\nP\r\n--b--\r\n'
    )
    (found,) = batches.read(call("POST", URL, content, content_type="multipart/form-data; boundary=b"))
    assert [media.content for media in found.media] == [b"P"]


@pytest.mark.parametrize(
    "value",
    [
        "{}",
        "[]",
        "[1]",
        '[{"method":"POST","relative_url":"1/feed","body":5}]',
        '[{"method":"POST","relative_url":"17841433333333331/media_publish","body":"creation_id=1"}]',
        '[{"method":"POST","relative_url":"","body":"batch=%5B%5D"}]',
        json.dumps([{"relative_url": "me"}] * 101),
    ],
)
def test_what_is_no_honest_batch_is_unreadable(value: str) -> None:
    with pytest.raises(UnreadableActivityError):
        batches.read(call("POST", URL, urlencode({"batch": value}).encode(), content_type=FORM))


def test_a_refusal_answers_every_call() -> None:
    refusal = batches.refusal(batch({"relative_url": "me"}, {"relative_url": "me"}), "no")
    answers = json.loads(refusal.content)
    assert (refusal.status, len(answers)) == (200, 2)
    assert json.loads(answers[0]["body"])["error"]["message"] == "no"
    assert batches.refusal(call("POST", URL + "1/feed", {"message": "a"}), "no").status == 403
    assert batches.refusal(call("POST", URL, b"{", content_type="application/json"), "no").status == 403


def test_reads_are_known_and_strangers_not() -> None:
    assert batches.known(batch({"relative_url": "me"}))
    assert not batches.known(batch({"relative_url": "me"}, {"method": "POST", "relative_url": "1/new"}))
    assert not batches.known(batch(1))
