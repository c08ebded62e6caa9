"""The app's and the page's own calls of Threads."""

from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.threads import calls
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

HOST = "https://www.threads.com/api/v1/"


def form(path: str, **fields: str) -> Request:
    content = urlencode(fields).encode()
    return call("POST", HOST + path, content, content_type="application/x-www-form-urlencoded")


def test_the_text_may_stand_with_its_entities() -> None:
    found = calls.read(
        form("media/configure_text_only_post/", text_post_app_info='{"text_with_entities":{"text":"hej @bo"}}')
    )
    assert found is not None
    assert (found.verb, found.text) == (Verb.POST, "hej @bo")


def test_a_link_alone_is_a_post() -> None:
    info = '{"link_attachment_url":"https://acme.example/"}'
    found = calls.read(form("media/configure_text_only_post/", text_post_app_info=info))
    assert found is not None
    assert found.links == ("https://acme.example/",)


def test_the_upload_id_of_a_text_is_no_picture() -> None:
    text = calls.read(form("media/configure_text_only_post/", caption="a", upload_id="1", publish_mode="text_post"))
    picture = calls.read(form("media/configure_text_post_app_feed/", caption="a", upload_id="1"))
    assert text is not None
    assert picture is not None
    assert (text.media, picture.media[0].key) == ((), "1")


@pytest.mark.parametrize(
    ("path", "verb", "subject"),
    [
        ("media/37_1/like/", Verb.REACT, "37_1"),
        ("media/37_1/unlike/", Verb.DELETE, "37_1"),
        ("media/37_1/delete/", Verb.DELETE, "37_1"),
        ("friendships/create/7/", Verb.FOLLOW, "7"),
        ("friendships/destroy/7/", Verb.DELETE, "7"),
        ("repost/delete_text_app_repost/", Verb.DELETE, ""),
    ],
)
def test_what_is_done_to_others_posts_and_accounts(path: str, verb: Verb, subject: str) -> None:
    found = calls.read(form(path))
    assert found is not None
    assert (found.verb, found.subject) == (verb, subject)


def test_edits_and_profiles_show_their_text() -> None:
    edit, profile = (
        calls.read(form("media/37_1/edit_media/", caption_text="new")),
        calls.read(form("accounts/edit_profile/", biography="We make tools", first_name="Acme")),
    )
    assert edit is not None
    assert profile is not None
    assert (edit.verb, edit.text, edit.subject) == (Verb.EDIT, "new", "37_1")
    assert (profile.verb, profile.text, profile.title) == (Verb.PROFILE, "We make tools", "Acme")


def test_nothing_to_say_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        calls.read(form("media/configure_text_only_post/", text_post_app_info='{"reply_control":0}'))


def test_quiet_calls_are_known_and_others_not() -> None:
    assert calls.known(form("notifications/seen/"))
    assert not calls.known(form("text_feed/something_new/"))
