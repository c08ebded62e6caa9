import base64

import pytest

from tests.support.x_calls import OAUTH1, OAUTH2, WEB, call
from twohats.adapter import Request
from twohats.adapters import x
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Media, MediaKind, Verb

UPLOAD = "https://upload.x.com/i/media/upload.json"
PART = (
    b'--b\r\nContent-Disposition: form-data; name="media"; filename="blob"\r\nContent-Type: %s\r\n\r\nPNG\r\n--b--\r\n'
)
MULTIPART = {"content-type": "multipart/form-data; boundary=b"}


def media(request: Request) -> Media:
    (activity,) = x.read(request)
    assert activity.verb is Verb.UPLOAD
    (found,) = activity.media
    return found


def test_init_says_how_large_it_will_be_and_of_what_kind() -> None:
    found = media(call("POST", f"{UPLOAD}?command=INIT&total_bytes=802&media_type=video%2Fmp4", **WEB))
    assert (found.key, found.size, found.kind, found.content) == ("", 802, MediaKind.VIDEO, None)


@pytest.mark.parametrize("kind", [b"application/octet-stream", b"image/png"])
def test_append_carries_a_numbered_piece(kind: bytes) -> None:
    found = media(call("POST", f"{UPLOAD}?command=APPEND&media_id=18&segment_index=3", PART % kind, **WEB, **MULTIPART))
    assert (found.key, found.offset, found.content) == ("18", 3, b"PNG")


def test_append_with_everything_in_the_form() -> None:
    data = base64.b64encode(b"PNG?>").decode().replace("+", "%2B")
    found = media(call("POST", UPLOAD, f"command=APPEND&media_id=18&segment_index=0&media_data={data}", **OAUTH1))
    assert (found.key, found.offset, found.content) == ("18", 0, b"PNG?>")


def test_append_of_bare_bytes() -> None:
    found = media(
        call(
            "POST",
            f"{UPLOAD}?command=APPEND&media_id=18&segment_index=1",
            b"PNG",
            content_type="application/octet-stream",
        )
    )
    assert (found.key, found.offset, found.content) == ("18", 1, b"PNG")


def test_finalize_names_the_upload_only() -> None:
    found = media(call("POST", f"{UPLOAD}?command=FINALIZE&media_id=18&original_md5=x", **WEB))
    assert (found.key, found.offset, found.content) == ("18", None, None)


def test_version_2_names_the_upload_in_the_path() -> None:
    url = "https://api.x.com/2/media/upload/18/append"
    assert media(call("POST", url, {"media": "UE5H", "segment_index": 2}, **OAUTH2)) == Media(
        key="18", offset=2, content=b"PNG"
    )
    assert media(call("POST", "https://api.x.com/2/media/upload/18/finalize", **OAUTH2)).key == "18"


def test_a_whole_picture_has_no_key_yet() -> None:
    found = media(
        call("POST", "https://upload.twitter.com/1.1/media/upload.json", PART % b"image/png", **OAUTH1, **MULTIPART)
    )
    assert (found.key, found.kind, found.content, found.offset) == ("", MediaKind.IMAGE, b"PNG", None)


def test_an_upload_seen_by_its_head_alone_is_still_an_upload() -> None:
    found = media(call("POST", f"{UPLOAD}?command=APPEND&media_id=18&segment_index=0", **WEB, **MULTIPART))
    assert (found.key, found.content) == ("18", None)


def test_broken_base64_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(call("POST", UPLOAD, {"media": "!!", "media_category": "tweet_image"}, **OAUTH2))


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://x.com/i/api/1.1/media/metadata/create.json", {"media_id": "18", "alt_text": {"text": "a hammer"}}),
        ("https://api.x.com/2/media/metadata", {"id": "18", "metadata": {"alt_text": {"text": "a hammer"}}}),
    ],
)
def test_alt_texts(url: str, value: dict[str, object]) -> None:
    assert media(call("POST", url, value, **WEB)) == Media(key="18", alt="a hammer")
