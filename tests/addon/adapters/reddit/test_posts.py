"""What calls of Reddit's API show."""

import pytest

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import reddit
from twohats.adapters.reddit.posts import embedded, storage_key
from twohats.bodies.json_text import Json
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

API = "https://oauth.reddit.com/api/"


@pytest.mark.parametrize("path", ["submit", "submit/", "submit.json", "/submit"])
def test_odd_spellings_of_the_path_are_read(path: str) -> None:
    (post,) = reddit.read(call("POST", f"{API}{path}".replace("//submit", "/submit"), {"title": "t", "sr": "tools"}))
    assert (post.verb, post.title) == (Verb.POST, "t")


def test_a_video_has_its_file_and_its_poster() -> None:
    values = {"kind": "videogif", "title": "t", "url": "https://v.example/1", "video_poster_url": "https://v.example/p"}
    (post,) = reddit.read(call("POST", API + "submit", values))
    kinds = [(media.key, media.kind) for media in post.media]
    assert kinds == [("https://v.example/1", MediaKind.VIDEO), ("https://v.example/p", MediaKind.IMAGE)]
    assert post.links == ()


def test_a_link_is_a_link_and_rich_text_is_text() -> None:
    document = {"document": [{"e": "par", "c": [{"e": "text", "t": "hej"}]}]}
    (post,) = reddit.read(call("POST", API + "submit", {"kind": "link", "url": "https://a.example", "title": "t"}))
    assert (post.links, post.media) == (("https://a.example",), ())
    (post,) = reddit.read(call("POST", API + "submit", {"kind": "self", "title": "t", "richtext_json": document}))
    assert post.text == "hej"


def test_an_answer_to_a_private_message_is_one() -> None:
    (answer,) = reddit.read(call("POST", API + "comment", {"thing_id": "t4_m", "text": "psst"}))
    assert (answer.verb, answer.reply_to) == (Verb.MESSAGE, "t4_m")


def test_votes_and_subscriptions_can_be_taken_back() -> None:
    verbs = {"vote": [{"id": "t3_x", "dir": 1}, {"id": "t3_x", "dir": 0}]}
    assert [reddit.read(call("POST", API + "vote", values))[0].verb for values in verbs["vote"]] == [
        Verb.REACT,
        Verb.DELETE,
    ]
    (gone,) = reddit.read(call("POST", API + "subscribe", {"action": "unsub", "sr_name": "tools"}))
    (here,) = reddit.read(call("POST", API + "subscribe", {"action": "sub", "sr": "t5_x"}))
    assert (gone.verb, gone.subject, here.verb, here.subject) == (Verb.DELETE, "tools", Verb.FOLLOW, "t5_x")


def test_a_comment_of_nothing_is_unreadable() -> None:
    for url in (API + "comment", "https://www.reddit.com/svc/shreddit/t3_x/create-comment"):
        with pytest.raises(UnreadableActivityError):
            reddit.read(call("POST", url, {"thing_id": "t3_x"}))


def test_the_new_pages_own_form_for_posts_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        reddit.read(call("POST", "https://www.reddit.com/svc/shreddit/submit", {"title": "t"}))


def test_a_comment_of_the_new_page_can_be_plain_or_an_edit() -> None:
    page = "https://www.reddit.com/svc/shreddit/"
    (comment,) = reddit.read(call("POST", page + "t3_x/create-comment", {"content": "hej"}))
    (edit,) = reddit.read(call("POST", page + "t1_c/edit-comment", {"content": "hej"}))
    assert (comment.verb, comment.reply_to, edit.verb, edit.subject) == (Verb.REPLY, "t3_x", Verb.EDIT, "t1_c")


def test_media_in_a_document_are_found_at_any_depth() -> None:
    inner: list[Json] = [{"e": "video", "id": "v1"}, {"e": "gif", "id": "g1", "c": "a dance"}, {"e": "img"}]
    found = [(media.key, media.kind, media.alt) for media in embedded({"document": [{"e": "par", "c": inner}]})]
    assert found == [("v1", MediaKind.VIDEO, ""), ("g1", MediaKind.IMAGE, "a dance")]


def test_storage_is_told_by_its_host() -> None:
    upload = call(
        "PUT", "https://reddit-uploaded-video.s3-accelerate.amazonaws.com/a/b", b"x", content_type="video/mp4"
    )
    assert reddit.call(upload) is Call.UPLOAD
    assert storage_key(upload) == "a/b"


def test_measurements_are_none_of_our_business() -> None:
    assert reddit.call(call("POST", "https://e.reddit.com/", {"a": 1})) is Call.READ
    assert not reddit.known(call("POST", API + "something_new", {"a": 1}))
