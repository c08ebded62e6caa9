"""The Threads API."""

import pytest

from tests.support.calls import call
from twohats.adapters.threads import api
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

URL = "https://graph.threads.net/v1.0"
FORM = "application/x-www-form-urlencoded"


def test_a_container_prepares_and_says_what_it_will_be() -> None:
    value = {"text": "#new with @bo", "image_url": "https://c.example/a.jpg", "alt_text": "a cup", "reply_to_id": "9"}
    found = api.read(call("POST", f"{URL}/5555555551/threads", value))
    assert found is not None
    assert (found.verb, found.form, found.reply_to) == (Verb.UPLOAD, Verb.REPLY, "9")
    assert [(media.url, media.kind, media.alt) for media in found.media] == [
        ("https://c.example/a.jpg", MediaKind.IMAGE, "a cup")
    ]


@pytest.mark.parametrize("switch", ["true", "TRUE", "1", True])
def test_a_container_that_publishes_itself_is_the_post(switch: object) -> None:
    found = api.read(call("POST", f"{URL}/me/threads", {"text": "hej", "auto_publish_text": switch}))
    assert found is not None
    assert (found.verb, found.form, found.actor) == (Verb.POST, None, None)


def test_topic_link_and_gif_belong_to_the_post() -> None:
    value = {"text": "x", "topic_tag": "tools", "link_attachment": "https://acme.example/"}
    found = api.read(call("POST", f"{URL}/me/threads", {**value, "gif_attachment": {"gif_id": "g1"}}))
    assert found is not None
    assert (found.tags, found.links, found.media[0].url) == (("tools",), ("https://acme.example/",), "gif:g1")


@pytest.mark.parametrize(
    ("path", "content"),
    [("me/threads", b""), ("1/threads_publish", b""), ("", b"batch=[]"), ("me/threads", b"text=a&text=b")],
)
def test_what_does_not_say_its_content_is_unreadable(path: str, content: bytes) -> None:
    with pytest.raises(UnreadableActivityError):
        api.read(call("POST", f"{URL}/{path}", content, content_type=FORM))


def test_quiet_calls_are_known_and_others_not() -> None:
    assert api.known(call("POST", f"{URL}/9/manage_reply"))
    assert api.known(call("POST", "https://graph.threads.net/oauth/access_token"))
    assert not api.known(call("POST", f"{URL}/9/something_new"))
