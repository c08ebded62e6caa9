"""What calls show on Tumblr."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import tumblr
from twohats_policy.activity import Activity, MediaKind, Verb

BLOG = "https://api.tumblr.com/v2/blog/acme/"


def post(value: object, path: str = "posts", method: str = "POST") -> Activity:
    (activity,) = tumblr.read(call(method, BLOG + path, value))
    return activity


def test_blocks_hold_headings_links_polls_and_media() -> None:
    content = [
        {"type": "text", "subtype": "heading1", "text": "Sale"},
        {"type": "link", "url": "https://a.example", "title": "Shop"},
        {"type": "poll", "question": "Which?", "answers": [{"answer_text": "red"}]},
        {"type": "video", "url": "https://v.example/1"},
        {"type": "audio", "media": {"url": "https://s.example/1"}},
    ]
    found = post({"content": content})
    assert found.text == "Sale\nShop\nWhich?\nred"
    assert [(media.kind, media.url) for media in found.media] == [
        (MediaKind.VIDEO, "https://v.example/1"),
        (MediaKind.AUDIO, "https://s.example/1"),
    ]
    assert found.links[0] == "https://a.example"


def test_tags_may_have_spaces() -> None:
    content = [{"type": "text", "text": "hej"}]
    assert post({"content": content, "tags": "big tools, #sale"}).tags == ("big tools", "sale")
    assert post({"content": content, "tags": ["big tools"]}).tags == ("big tools",)


@pytest.mark.parametrize(("told", "targets"), [("true", 1), ("new on the blog", 1), ("off", 0), ("", 0)])
def test_a_crosspost_is_a_target_of_its_own(told: str, targets: int) -> None:
    assert len(post({"type": "text", "body": "hej", "tweet": told}, "post").targets) == targets


def test_the_queue_is_a_plan_even_without_a_time() -> None:
    queued = post({"content": [{"type": "text", "text": "hej"}], "state": "queue"})
    assert (queued.verb, queued.form, queued.schedule) == (Verb.SCHEDULE, Verb.POST, "queue")
    again = post({"post_id": "7", "insert_after": "8"}, "posts/queue/reorder")
    assert (again.verb, again.subject) == (Verb.SCHEDULE, "7")


def test_what_nobody_sees_is_kept_for_later() -> None:
    for state in ("draft", "private"):
        assert post({"content": [{"type": "text", "text": "hej"}], "state": state}).verb is Verb.UPLOAD
    hidden = post({"state": "draft"}, "posts/77", "PUT")
    assert (hidden.verb, hidden.subject) == (Verb.UPLOAD, "77")


def test_a_change_of_state_to_public_publishes_what_was_kept() -> None:
    shown = post({"state": "queue", "publish_on": "2030-01-01T09:00:00Z"}, "posts/77", "PUT")
    assert (shown.verb, shown.uses, shown.schedule) == (Verb.EDIT, "77", "2030-01-01T09:00:00Z")


def test_old_media_may_be_files_base64_or_addresses() -> None:
    photo = post({"type": "photo", "source": "https://a.example/p.jpg"}, "post")
    assert [(media.kind, media.url) for media in photo.media] == [(MediaKind.IMAGE, "https://a.example/p.jpg")]
    many = post({"type": "photo", "data64": ["cGlj", "cGlj"]}, "post")
    assert [media.content for media in many.media] == [b"pic", b"pic"]


def test_posts_are_deleted_in_both_ways() -> None:
    assert [post({}, "posts/77", "DELETE").subject, post({"id": "77"}, "post/delete").subject] == ["77", "77"]


def test_messages_and_settings_name_their_blog() -> None:
    message = call(
        "POST", "https://www.tumblr.com/api/v2/conversations/messages", {"participant": "acme", "message": "a"}
    )
    (sent,) = tumblr.read(message)
    assert (sent.verb, sent.text, sent.actor and sent.actor.username) == (Verb.MESSAGE, "a", "acme")
    settings = post({"title": "Acme", "description": "tools"}, "settings")
    assert (settings.verb, settings.title, settings.text) == (Verb.PROFILE, "Acme", "tools")


def test_kinds_of_calls() -> None:
    assert tumblr.call(call("POST", "https://www.tumblr.com/api/v2/media/video")) is Call.UPLOAD
    assert not tumblr.known(call("POST", BLOG + "hologram"))
    assert tumblr.known(call("POST", BLOG + "blocks"))


def test_the_sentence_is_where_either_kind_of_client_looks() -> None:
    told = json.loads(tumblr.refusal(call("POST", BLOG + "posts"), "no").content)
    assert (told["meta"]["msg"], told["errors"][0]["title"]) == ("no", "no")
