"""What a Graph call puts on the page."""

import pytest

from tests.support.calls import call
from twohats import body
from twohats.adapter import Request
from twohats.adapters.facebook import contents
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

URL = "https://graph.facebook.com/1/feed"
FORM = "application/x-www-form-urlencoded"


def form(content: bytes) -> Request:
    return call("POST", URL, content, content_type=FORM)


def test_words_links_and_people_are_found() -> None:
    value = {"message": "new", "link": "https://b.example/", "tags": "7,8"}
    request = call("POST", URL, {**value, "privacy": {"value": "EVERYONE"}})
    found = contents.activity(request, body.fields(request), Verb.POST)
    assert (found.links, found.mentions, found.audience) == (("https://b.example/",), ("7", "8"), "EVERYONE")


@pytest.mark.parametrize(
    "content",
    [
        b'attached_media[0]={"media_fbid":"1"}&attached_media[1]={"media_fbid":"2"}',
        b'attached_media=[{"media_fbid":"1"},{"media_fbid":"2"}]',
    ],
)
def test_attached_pictures_in_every_spelling(content: bytes) -> None:
    request = form(content)
    assert [media.key for media in contents.media(request, body.fields(request))] == ["1", "2"]


def test_one_attached_picture_needs_no_list() -> None:
    request = form(b'attached_media={"media_fbid":"1"}')
    assert [media.key for media in contents.media(request, body.fields(request))] == ["1"]


def test_pictures_and_films_by_id_and_address() -> None:
    request = form(b"video_id=5&url=https://c.example/a.jpg")
    found = contents.media(request, body.fields(request))
    assert [(media.key or media.url, media.kind) for media in found] == [
        ("5", MediaKind.VIDEO),
        ("https://c.example/a.jpg", MediaKind.IMAGE),
    ]


def test_broken_lists_are_unreadable() -> None:
    request = form(b"attached_media=[{")
    with pytest.raises(UnreadableActivityError):
        contents.media(request, body.fields(request))


def test_messages_are_words_or_objects() -> None:
    assert contents.message(body.fields(form(b"message=hello"))) == ("hello", ())
    value = {"message": {"attachment": {"payload": {"url": "https://c.example/a.jpg"}}}, "recipient": {"comment_id": 9}}
    fields = body.fields(call("POST", URL, value))
    assert [media.url for media in contents.message(fields)[1]] == ["https://c.example/a.jpg"]
    assert contents.recipient(fields) == "9"


def test_a_piece_without_a_number_has_no_place() -> None:
    content = b'--b\r\nContent-Disposition: form-data; name="video_file_chunk"; filename="c"\r\n\r\nfilm\r\n--b--\r\n'
    request = call("POST", URL, content, content_type="multipart/form-data; boundary=b")
    assert [media.offset for media in contents.piece(request, body.fields(request))] == [None]
