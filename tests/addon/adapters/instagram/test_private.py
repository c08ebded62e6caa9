"""Instagram's app and web calls, by path."""

import pytest

from tests.support.calls import call
from twohats.adapters.instagram import private
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

APP, WEB = "https://i.instagram.com/api/v1/", "https://www.instagram.com/"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "verb"),
    [
        ("media/configure/", Verb.POST),
        ("media/configure_something_new/", Verb.POST),
        ("media/configure_to_clips/?video=1", Verb.VIDEO),
        ("media/configure_to_quick_snap/", Verb.STORY),
        ("media/1_2/undo_only_me/", Verb.EDIT),
        ("media/1_2/only_me/", Verb.DELETE),
        ("media/1_2/unlike/", Verb.DELETE),
        ("media/1_2/comment/bulk_delete/", Verb.DELETE),
        ("media/1_2/3/story_poll_vote/", Verb.REACT),
        ("highlights/create_reel/", Verb.STORY),
        ("web/likes/1/like/", Verb.REACT),
        ("web/friendships/77/follow/", Verb.FOLLOW),
        ("web/accounts/edit/", Verb.PROFILE),
        ("accounts/set_public/", Verb.PROFILE),
        ("direct_v2/threads/broadcast/link/", Verb.MESSAGE),
        ("upload/photo/", Verb.UPLOAD),
    ],
)
def test_paths_tell_what_a_call_does(path: str, verb: Verb) -> None:
    found = private.read(call("POST", APP + path, b"upload_id=1", content_type=FORM))
    assert found is not None
    assert found.verb is verb


@pytest.mark.parametrize(
    "path",
    [
        "qe/sync/",
        "accounts/login/",
        "media/upload_finish/",
        "media/1_2/save/",
        "live/create/",
        "feed/timeline/",
        "direct_v2/inbox/",
    ],
)
def test_calls_without_effect_in_public_are_nothing_and_known(path: str) -> None:
    request = call("POST", APP + path, b"\xff", content_type=FORM)
    assert private.read(request) is None
    assert private.known(request)


def test_a_new_path_is_unknown() -> None:
    assert not private.known(call("POST", APP + "holograms/create/"))


def test_an_upload_is_named_by_its_parameters_or_by_its_path() -> None:
    url = "https://www.instagram.com/rupload_igphoto/fb_uploader_17"
    assert private.is_upload(call("POST", url))
    assert private.is_upload(call("POST", "https://www.instagram.com/create/upload/photo/"))
    named = private.read(call("POST", url, b"x", x_instagram_rupload_params='{"upload_id": "18"}'))
    plain = private.read(call("POST", url, b"x", offset="0"))
    assert named is not None
    assert plain is not None
    assert (named.media[0].key, plain.media[0].key, plain.media[0].offset) == ("18", "17", None)


def test_a_comment_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        private.read(call("POST", APP + "media/1/comment/", b"a=b", content_type=FORM))


def test_links_of_a_profile_are_read() -> None:
    content = b"biography=Tools&bio_links=%5B%7B%22url%22%3A%22https%3A%2F%2Fa.example%22%7D%5D"
    found = private.read(call("POST", APP + "accounts/update_bio_links/", content, content_type=FORM))
    assert found is not None
    assert found.links == ("https://a.example",)
