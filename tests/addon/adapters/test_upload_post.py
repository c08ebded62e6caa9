"""Upload-Post: profiles by name, files in the post itself."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import upload_post
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Target, Verb

API = "https://api.upload-post.com/api/"
FORM = "application/x-www-form-urlencoded"


def test_the_profile_is_a_name() -> None:
    form = b"user=acme&platform[]=x&platform[]=linkedin&title=hi"
    (post,) = upload_post.read(call("POST", API + "upload_text", form, content_type=FORM))
    assert post.actor is not None
    assert (post.actor.username, post.actor.platform_id) == ("acme", "")
    assert post.targets == (Target(network="x", ref="acme"), Target(network="linkedin", ref="acme"))


def test_texts_for_single_networks_are_read_too() -> None:
    form = b"user=a&platform[]=x&x_title=short&title=long&description=more&link=https://acme.example"
    (post,) = upload_post.read(call("POST", API + "upload_text", form, content_type=FORM))
    assert post.text.splitlines()[0] == "long"
    assert set(post.text.splitlines()) == {"long", "more", "short"}
    assert post.links == ("https://acme.example",)


def test_a_video_is_one_without_being_called_so() -> None:
    (post,) = upload_post.read(call("POST", API + "upload", {"user": "a", "video": "https://a.example/v"}))
    assert (post.verb, post.media[0].kind) == (Verb.VIDEO, MediaKind.VIDEO)


def test_the_queue_and_changes_of_what_waits() -> None:
    form = b"user=a&title=hi&add_to_queue=true"
    assert upload_post.read(call("POST", API + "upload_text", form, content_type=FORM))[0].schedule == "queue"
    change = call("PATCH", API + "uploadposts/schedule/j", {"scheduled_date": "2030-01-01T09:00:00Z"})
    (edit,) = upload_post.read(change)
    assert (edit.verb, edit.subject, edit.uses) == (Verb.EDIT, "j", "j")


def test_only_likes_of_a_moderator_show() -> None:
    hidden = call("POST", API + "uploadposts/comments/action", {"action": "hide", "comment_id": "9", "user": "a"})
    assert upload_post.read(hidden) == ()
    assert upload_post.known(hidden)


def test_a_message_without_words_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        upload_post.read(call("POST", API + "uploadposts/dms/send", {"user": "a", "recipient_id": "5"}))


def test_display_names_teach_nothing() -> None:
    accounts = {"x": {"display_name": "Acme", "username": "acme"}, "tiktok": {"display_name": "A"}, "facebook": ""}
    facts = [
        *upload_post.learn(
            call("GET", API + "uploadposts/users"), said({"profiles": [{"username": "p", "social_accounts": accounts}]})
        )
    ]
    assert facts == [NameIs(network="x", username="acme", handle="p")]


def test_a_post_has_an_id_and_an_address() -> None:
    reply = said({"request_id": "r", "results": {"x": {"url": "https://x.com/1"}}})
    assert [*upload_post.learn(call("POST", API + "upload_text"), reply)] == [
        KeptAs(key="r"),
        Published(id="r", url="https://x.com/1"),
    ]


def test_keys_questions_and_errors() -> None:
    request = call("POST", API + "upload_text", authorization="Apikey k")
    assert upload_post.credential(request) == "k"
    question = upload_post.whoami(request)
    assert question is not None
    assert question.path == "/api/uploadposts/users"
    assert json.loads(upload_post.refusal(request, "no").content)["message"] == "no"
    assert not upload_post.known(call("POST", API + "frobnicate"))
