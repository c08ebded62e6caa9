"""Facebook's Graph API."""

import pytest

from tests.support.calls import call
from twohats.adapters.facebook import pages
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

URL = "https://graph.facebook.com/v24.0"
PAGE = "444444444441"


def read(place: str, **fields: object) -> Activity:
    found = pages.read(call("POST", f"{URL}/{place}", fields))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("place", "fields", "verb", "form"),
    [
        (f"{PAGE}/feed", {"message": "a"}, Verb.POST, None),
        (f"{PAGE}/feed", {"message": "a", "published": False}, Verb.UPLOAD, Verb.POST),
        (f"{PAGE}/feed", {"message": "a", "scheduled_publish_time": "next friday"}, Verb.SCHEDULE, Verb.POST),
        (f"{PAGE}/photos", {"url": "https://c.example/a.jpg", "temporary": "true"}, Verb.UPLOAD, Verb.POST),
        (f"{PAGE}/videos", {"file_url": "https://c.example/a.mp4"}, Verb.VIDEO, None),
        (f"{PAGE}/videos", {"upload_phase": "start", "file_size": 9}, Verb.UPLOAD, Verb.VIDEO),
        (f"{PAGE}/videos", {"upload_phase": "finish", "upload_session_id": "5"}, Verb.VIDEO, None),
        (f"{PAGE}/video_stories", {"upload_phase": "finish", "video_id": "5"}, Verb.STORY, None),
        (f"{PAGE}/live_videos", {"status": "LIVE_NOW"}, Verb.VIDEO, None),
        (f"{PAGE}/live_videos", {"status": "UNPUBLISHED"}, Verb.UPLOAD, Verb.VIDEO),
        (f"{PAGE}/live_videos", {"planned_start_time": 1893488400}, Verb.SCHEDULE, Verb.VIDEO),
        (f"{PAGE}_9/likes", {}, Verb.REACT, None),
        (PAGE, {"about": "We make tools"}, Verb.PROFILE, None),
        (f"{PAGE}_9", {"message": "b"}, Verb.EDIT, None),
        ("77", {"published": True}, Verb.EDIT, None),
        (f"{PAGE}_9", {"scheduled_publish_time": 1893488400}, Verb.SCHEDULE, Verb.POST),
    ],
)
def test_what_a_call_does_is_told_by_edge_and_switches(
    place: str, fields: dict[str, object], verb: Verb, form: Verb | None
) -> None:
    found = read(place, **fields)
    assert (found.verb, found.form) == (verb, form)


def test_a_time_in_words_stays_as_it_is() -> None:
    assert read(f"{PAGE}/feed", message="a", scheduled_publish_time="next friday").schedule == "next friday"


def test_the_path_names_the_account_unless_it_is_me() -> None:
    by_number, by_name = read(f"{PAGE}/feed", message="a").actor, read("acmetools/feed", message="a").actor
    assert by_number is not None
    assert by_name is not None
    assert (by_number.platform_id, by_name.username) == (PAGE, "acmetools")
    assert read("me/feed", message="a").actor is None
    assert read("feed/feed", message="a").actor is not None


def test_a_post_that_goes_out_by_a_switch_uses_what_was_prepared() -> None:
    assert read(f"{PAGE}_9", is_published=True).uses == f"{PAGE}_9"
    assert read(f"{PAGE}_9", is_published=False).uses == ""
    assert read(f"{PAGE}_9", is_published=True, message="own words").uses == ""


def test_pieces_of_a_film_have_their_place() -> None:
    content = (
        b'--b\r\nContent-Disposition: form-data; name="upload_phase"\r\n\r\ntransfer\r\n'
        b'--b\r\nContent-Disposition: form-data; name="upload_session_id"\r\n\r\n5\r\n'
        b'--b\r\nContent-Disposition: form-data; name="start_offset"\r\n\r\n1024\r\n'
        b'--b\r\nContent-Disposition: form-data; name="video_file_chunk"; filename="c"\r\n\r\nfilm\r\n--b--\r\n'
    )
    request = call("POST", f"{URL}/{PAGE}/videos", content, content_type="multipart/form-data; boundary=b")
    found = pages.read(request)
    assert found is not None
    assert [(media.key, media.offset, media.content) for media in found.media] == [("5", 1024, b"film")]


@pytest.mark.parametrize("place", [f"{PAGE}/feed", f"{PAGE}/photos", f"{PAGE}_9/comments", f"{PAGE}/videos"])
def test_what_does_not_say_its_content_is_unreadable(place: str) -> None:
    with pytest.raises(UnreadableActivityError):
        pages.read(call("POST", f"{URL}/{place}", {"access_token": "made-up"}))


def test_a_message_goes_to_its_recipient() -> None:
    found = read(f"{PAGE}/messages", recipient={"id": "7"}, message={"text": "hello"})
    assert (found.verb, found.text, found.subject) == (Verb.MESSAGE, "hello", "7")
    private = read(f"{PAGE}_9/private_replies", message="hello")
    assert (private.text, private.subject, private.actor) == ("hello", f"{PAGE}_9", None)


def test_tokens_hooks_and_moderation_are_known_and_nothing() -> None:
    for place, fields in (
        (f"{PAGE}/subscribed_apps", {}),
        ("oauth/access_token", {}),
        (f"{PAGE}_9", {"is_hidden": True}),
        (f"{PAGE}_9", {"access_token": "made-up"}),
    ):
        request = call("POST", f"{URL}/{place}", fields)
        assert pages.read(request) is None
        assert pages.known(request)
    assert not pages.known(call("POST", f"{URL}/{PAGE}/something_new"))
