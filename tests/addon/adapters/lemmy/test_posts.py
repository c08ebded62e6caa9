"""What calls show on Lemmy."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import lemmy
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

API = "https://lemmy.example/api/v3/"


def done(path: str, value: object, method: str = "POST") -> Activity:
    (activity,) = lemmy.read(call(method, API + path, value))
    return activity


def test_paths_of_other_families_are_left_to_them() -> None:
    assert lemmy.claims(call("POST", API + "post"))
    assert lemmy.claims(call("POST", "https://a.example/api/v4/comment/"))
    for path in ("/api/v1/statuses", "/api/notes/create", "/api/v3/posts", "/pictrs"):
        assert not lemmy.claims(call("POST", "https://a.example" + path))


def test_a_link_is_a_link_and_a_kept_picture_media() -> None:
    link = done("post", {"name": "t", "url": "https://shop.example"})
    assert (link.links, link.media) == (("https://shop.example",), ())
    kept = done("post", {"name": "t", "url": "https://lemmy.example/pictrs/image/x.webp"})
    assert (len(kept.media), kept.links) == (1, ())


def test_an_answer_to_a_comment_names_the_comment() -> None:
    assert done("comment", {"post_id": 7, "parent_id": 8, "content": "a"}).reply_to == "8"
    edit = done("comment", {"comment_id": 9, "content": "b"}, "PUT")
    assert (edit.verb, edit.form, edit.subject) == (Verb.EDIT, Verb.REPLY, "9")


@pytest.mark.parametrize("path", ["comment", "private_message", "post"])
def test_what_has_no_words_is_unreadable(path: str) -> None:
    with pytest.raises(UnreadableActivityError):
        done(path, {"post_id": 7})


def test_what_was_taken_back_can_come_again() -> None:
    assert done("post/delete", {"post_id": 7, "deleted": True}).verb is Verb.DELETE
    assert done("post/delete", {"post_id": 7, "deleted": False}).verb is Verb.EDIT
    assert done("community/follow", {"community_id": 1, "follow": False}).verb is Verb.DELETE


def test_pages_hold_their_pictures() -> None:
    page = done("community", {"name": "tools", "title": "Tools", "icon": "https://a.example/i.png"})
    assert (page.verb, page.title, page.media[0].url) == (Verb.PROFILE, "tools", "https://a.example/i.png")


def test_kinds_of_calls() -> None:
    assert lemmy.call(call("POST", "https://a.example/pictrs/image")) is Call.UPLOAD
    assert lemmy.call(call("GET", API + "post/list")) is Call.READ
    assert lemmy.known(call("PUT", API + "post/save"))
    assert not lemmy.known(call("POST", "https://a.example/api/v4/site"))


def test_the_refusal_says_it_twice() -> None:
    assert json.loads(lemmy.refusal(call("POST", API + "post"), "no").content) == {"error": "no", "message": "no"}
