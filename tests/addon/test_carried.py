"""Media in the call itself."""

import base64

import pytest

from tests.support.calls import call
from twohats import carried
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind

URL = "https://a.example/"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("image/png", MediaKind.IMAGE),
        ("TWEET_VIDEO", MediaKind.VIDEO),
        ("audio/ogg", MediaKind.AUDIO),
        ("text/plain", MediaKind.UNKNOWN),
        ("unknown", MediaKind.UNKNOWN),
    ],
)
def test_a_kind_is_found_in_a_word(word: str, kind: MediaKind) -> None:
    assert carried.kind(word) is kind


def test_the_whole_body_can_be_the_file() -> None:
    (media,) = carried.files(call("PUT", URL, b"\x89PNG", content_type="image/png"), "k")
    assert (media.key, media.kind, media.content) == ("k", MediaKind.IMAGE, b"\x89PNG")


def test_file_parts_are_files_and_fields_are_not() -> None:
    content = (
        b'--b\r\nContent-Disposition: form-data; name="caption"\r\n\r\nhej\r\n'
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.mp4"\r\n'
        b"Content-Type: video/mp4\r\n\r\nxx\r\n--b--\r\n"
    )
    (media,) = carried.files(call("POST", URL, content, content_type="multipart/form-data; boundary=b"))
    assert (media.kind, media.content) == (MediaKind.VIDEO, b"xx")


def test_other_bodies_hold_no_file() -> None:
    assert carried.files(call("POST", URL, {"a": 1})) == ()


def test_base64_may_be_broken_into_lines_or_a_data_address() -> None:
    plain = base64.b64encode(b"picture").decode()
    assert carried.from_base64(plain[:4] + "\r\n" + plain[4:]) == b"picture"
    assert carried.from_base64("data:image/png;base64," + plain) == b"picture"
    with pytest.raises(UnreadableActivityError):
        carried.from_base64("not base64!")
