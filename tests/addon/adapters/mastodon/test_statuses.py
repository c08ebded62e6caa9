"""Statuses, media and profiles of the Mastodon family."""

import pytest

from tests.support.calls import call
from twohats.adapters.mastodon import statuses
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

URL = "https://mastodon.example/api/v1/statuses"
FORM = "application/x-www-form-urlencoded"


def test_a_status_may_be_in_query_form_or_json() -> None:
    for request in (
        call("POST", URL + "?status=hej&media_ids[]=1&media_ids[]=2"),
        call("POST", URL, b"status=hej&media_ids%5B%5D=1&media_ids%5B%5D=2", content_type=FORM),
        call("POST", URL, {"status": "hej", "media_ids": ["1", 2]}),
    ):
        status = statuses.written(request)
        assert status is not None
        assert (status.verb, status.text, [media.key for media in status.media]) == (Verb.POST, "hej", ["1", "2"])


def test_mentions_tags_and_links_are_found() -> None:
    status = statuses.written(call("POST", URL, {"status": "@anna@b.example #sale https://a.example", "to": ["bo"]}))
    assert status is not None
    assert (status.mentions, status.tags, status.links) == (("anna@b.example", "bo"), ("sale",), ("https://a.example",))


def test_a_boolean_preview_is_told_from_a_false_one() -> None:
    assert statuses.written(call("POST", URL, {"status": "a", "preview": True})) is None
    assert statuses.written(call("POST", URL + "?preview=true", {"status": "a"})) is None
    assert statuses.written(call("POST", URL, {"status": "a", "preview": False})) is not None


def test_a_scheduled_direct_message_keeps_its_form() -> None:
    status = statuses.written(
        call("POST", URL, {"status": "a", "visibility": "direct", "scheduled_at": "2030-01-01T09:00:00Z"})
    )
    assert status is not None
    assert (status.verb, status.form) == (Verb.SCHEDULE, Verb.MESSAGE)


def test_a_status_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        statuses.written(call("POST", URL, {"status": ""}))


def test_fields_of_a_profile_are_part_of_its_text() -> None:
    pairs = [{"name": "Shop", "value": "https://a.example"}]
    profile = statuses.profile(call("PATCH", URL, {"note": "Tools", "fields_attributes": pairs}))
    assert (profile.text, profile.links) == ("Tools\nShop\nhttps://a.example", ("https://a.example",))


def test_fields_of_a_profile_in_a_form() -> None:
    content = b"fields_attributes[0][name]=Shop&fields_attributes[0][value]=yes"
    assert statuses.profile(call("PATCH", URL, content, content_type=FORM)).text == "Shop\nyes"


def test_an_upload_whose_body_was_not_kept_is_still_an_upload() -> None:
    upload = statuses.upload(
        call("POST", "https://mastodon.example/api/v2/media", content_type="multipart/form-data; boundary=x")
    )
    assert (upload.verb, upload.media[0].content) == (Verb.UPLOAD, None)


def test_a_story_names_its_picture() -> None:
    story = statuses.story(call("POST", URL, {"media_id": 5}))
    assert (story.verb, story.media[0].key) == (Verb.STORY, "5")


def test_a_pixelfed_message_names_its_reader() -> None:
    found = statuses.message(call("POST", URL, {"to_id": "9", "message": "psst"}), "send")
    assert (found.text, found.subject) == ("psst", "9")


def test_a_remote_follow_names_the_address() -> None:
    assert statuses.follow(call("POST", URL, b"uri=anna%40b.example", content_type=FORM)).subject == "anna@b.example"
