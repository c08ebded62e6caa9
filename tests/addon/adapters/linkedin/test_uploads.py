"""LinkedIn's uploads."""

import pytest

from tests.support.calls import call
from twohats.adapters.linkedin import uploads
from twohats_policy.activity import MediaKind

API = "https://api.linkedin.com"
OWNER = "urn:li:organization:8888888881"


@pytest.mark.parametrize(
    ("url", "key", "kind"),
    [
        ("https://www.linkedin.com/dms-uploads/sp/C1/uploaded-image/0", "C1", MediaKind.IMAGE),
        ("https://www.linkedin.com/dms-uploads/sp/v2/C2/uploadedVideo", "C2", MediaKind.VIDEO),
        (f"{API}/mediaUpload/C3/feedshare-uploadedImage/0?ca=x", "C3", MediaKind.IMAGE),
        (f"{API}/mediaUpload/C4", "C4", MediaKind.UNKNOWN),
    ],
)
def test_the_address_of_the_bytes_names_the_file(url: str, key: str, kind: MediaKind) -> None:
    request = call("PUT", url, b"bytes")
    (media,) = uploads.read(request).media
    assert uploads.is_upload(request)
    assert (media.key, media.kind, media.content) == (key, kind, b"bytes")


def test_a_file_in_a_form_is_taken_out_of_it() -> None:
    content = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\nP\r\n--b--\r\n'
    request = call("POST", f"{API}/mediaUpload/C1", content, content_type="multipart/form-data; boundary=b")
    assert uploads.read(request).media[0].content == b"P"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/rest/images?action=initializeUpload", {"initializeUploadRequest": {"owner": OWNER}}),
        ("/v2/assets?action=registerUpload", {"registerUploadRequest": {"owner": OWNER}}),
    ],
)
def test_an_announcement_names_its_owner(path: str, value: object) -> None:
    request = call("POST", API + path, value)
    owner = uploads.read(request).actor
    assert uploads.is_upload(request)
    assert owner is not None
    assert owner.platform_id == "8888888881"


def test_broken_announcements_and_other_calls_name_nobody() -> None:
    assert uploads.read(call("POST", f"{API}/rest/images?action=initializeUpload", b"{")).actor is None
    assert not uploads.is_upload(call("POST", f"{API}/rest/posts?action=initializeUpload"))
    assert not uploads.is_upload(call("POST", f"{API}/rest/images"))
