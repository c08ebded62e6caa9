"""TikTok's APIs for programs."""

import json

import pytest

from tests.support.calls import call
from twohats.adapters.tiktok import api
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

OPEN = "https://open.tiktokapis.com/v2/post/publish/"
BUSINESS = "https://business-api.tiktok.com/open_api/v1.3/business/"


def one(url: str, value: object) -> Activity:
    (found,) = api.read(call("POST", url, value))
    return found


def test_a_film_names_its_size_or_its_address() -> None:
    sent = one(OPEN + "video/init/", {"source_info": {"source": "FILE_UPLOAD", "video_size": 9}})
    pulled = one(OPEN + "video/init/", {"source_info": {"video_url": "https://c.example/a.mp4"}})
    assert (sent.verb, sent.media[0].size, pulled.media[0].url) == (Verb.VIDEO, 9, "https://c.example/a.mp4")


def test_what_goes_to_the_inbox_waits() -> None:
    film = one(OPEN + "inbox/video/init/", {"source_info": {"video_size": 9}})
    photos = {"post_mode": "media_upload", "source_info": {"photo_images": ["https://c.example/a.jpg"]}}
    assert {film.verb, one(OPEN + "content/init/", photos).verb} == {Verb.UPLOAD}


@pytest.mark.parametrize(
    ("path", "value", "verb"),
    [
        ("video/publish/", {"video_url": "https://c.example/a.mp4", "post_info": {"caption": "a"}}, Verb.VIDEO),
        ("photo/publish/", {"photo_images": ["https://c.example/a.jpg"], "caption": "a"}, Verb.POST),
        ("comment/create/", {"video_id": "7", "text": "a"}, Verb.REPLY),
        ("comment/reply/create/", {"video_id": "7", "comment_id": "8", "text": "a"}, Verb.REPLY),
    ],
)
def test_the_business_api_names_its_account(path: str, value: dict[str, object], verb: Verb) -> None:
    found = one(BUSINESS + path, {"business_id": "biz", **value})
    assert (found.verb, found.text, found.actor and found.actor.platform_id) == (verb, "a", "biz")


def test_a_comment_is_deleted() -> None:
    assert one(BUSINESS + "comment/delete/", {"comment_id": "8"}).verb is Verb.DELETE


@pytest.mark.parametrize(
    "url",
    [OPEN + "video/init/", OPEN + "content/init/", BUSINESS + "video/publish/", BUSINESS + "comment/create/"],
)
def test_what_does_not_say_its_content_is_unreadable(url: str) -> None:
    with pytest.raises(UnreadableActivityError):
        api.read(call("POST", url, {}))


def test_pieces_of_a_film_have_their_place() -> None:
    url = "https://open-upload.tiktokapis.com/video/?upload_id=5&upload_token=t"
    request = call("PUT", url, b"film", content_range="bytes 4-7/8")
    (media,) = api.read(request)[0].media
    assert api.is_upload(request)
    assert (media.key, media.offset, media.size) == ("5", 4, 8)
    assert api.read(call("PUT", url, b"film"))[0].media[0].offset is None
    assert api.is_upload(call("PUT", "https://upload.eu.tiktokapis.com/video/", b"film"))


def test_questions_tokens_and_strangers() -> None:
    assert api.is_question(call("POST", OPEN + "status/fetch/", {}))
    assert api.known(call("POST", "https://open.tiktokapis.com/v2/oauth/token/", b"a=b"))
    assert not api.known(call("POST", OPEN + "something/new/", {}))
    assert not api.is_question(call("POST", "https://www.tiktok.com/v2/post/publish/status/fetch/", {}))


def test_each_api_has_its_own_error() -> None:
    posting = api.refusal(call("POST", OPEN + "video/init/", {}), "no")
    business = api.refusal(call("POST", BUSINESS + "video/publish/", {}), "no")
    assert (posting.status, json.loads(posting.content)["error"]["message"]) == (403, "no")
    assert (business.status, json.loads(business.content)["message"]) == (200, "no")
