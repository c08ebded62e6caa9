"""Files in calls to the YouTube Data API."""

import pytest

from tests.support.calls import call
from twohats.adapters.youtube import files
from twohats.errors import UnreadableActivityError

URL = "https://www.googleapis.com/upload/youtube/v3/videos"
RELATED = "multipart/related; boundary=b"


def test_words_and_film_in_one_body() -> None:
    content = (
        b'--b\nContent-Type: application/json\n\n{"snippet":{"title":"t"}}\n--b\nContent-Type: video/mp4\n\nfilm\n--b--'
    )
    request = call("POST", URL, content, content_type=RELATED)
    assert files.metadata(request) == {"snippet": {"title": "t"}}
    assert [media.content for media in files.films(request)] == [b"film"]


def test_a_film_alone_has_no_words() -> None:
    request = call("POST", URL, b"film", content_type="video/mp4")
    assert files.metadata(request) == {}
    assert [media.content for media in files.films(request)] == [b"film"]


def test_a_film_to_come_is_announced_by_its_size() -> None:
    request = call("POST", URL, {"snippet": {}}, x_upload_content_length="4140")
    assert [(media.size, media.content) for media in files.films(request)] == [(4140, None)]


def test_a_body_without_its_words_is_unreadable() -> None:
    content = b"--b\r\nContent-Type: video/mp4\r\n\r\nfilm\r\n--b--\r\n"
    with pytest.raises(UnreadableActivityError):
        files.metadata(call("POST", URL, content, content_type=RELATED))


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("4140", 4140), ("", None), ("-1", None), ("9" * 30, None)])
def test_counts_of_bytes(text: str, number: int | None) -> None:
    assert files.number(text) == number
