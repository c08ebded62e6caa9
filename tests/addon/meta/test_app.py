"""What the apps and pages of Instagram and Threads share."""

import base64
import json
from urllib.parse import quote

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.errors import UnreadableActivityError
from twohats.meta import app
from twohats.meta.app import fields_of
from twohats_policy.activity import MediaKind

URL = "https://i.instagram.com/api/v1/media/configure/"
FORM = "application/x-www-form-urlencoded"
TOKEN = "IGT:2:" + base64.b64encode(b'{"ds_user_id": "3333333331"}').decode()


def signed(value: object, url: str = URL) -> Request:
    content = f"signed_body={'0' * 64}.{quote(json.dumps(value))}&ig_sig_key_version=4".encode()
    return call("POST", url, content, content_type=FORM)


def test_signed_and_plain_fields_lie_side_by_side() -> None:
    fields = fields_of(signed({"caption": "hej"}, URL + "?video=1"))
    assert (fields.text("caption"), fields.text("video"), fields.text("ig_sig_key_version")) == ("hej", "1", "4")


def test_a_form_is_opened_once() -> None:
    request = signed({"caption": "hej"})
    assert fields_of(request) is fields_of(request)


@pytest.mark.parametrize(
    ("url", "headers", "threads"),
    [
        ("https://i.instagram.com/api/v1/media/configure_text_only_post/", {}, True),
        ("https://i.instagram.com/api/v1/text_feed/1/replies/", {}, True),
        (URL, {}, False),
        (URL, {"user_agent": "Barcelona 291.0.0.31.111 Android"}, True),
        (URL, {"user_agent": "Instagram 291.0.0.31.111 Android"}, False),
        ("https://www.instagram.com/rupload_igphoto/1", {"x_ig_app_id": "238260118697367"}, True),
        ("https://www.instagram.com/rupload_igphoto/1", {"origin": "https://www.threads.com"}, True),
        ("https://www.instagram.com/rupload_igphoto/1", {"referer": "https://www.threads.net/"}, True),
        ("https://www.instagram.com/rupload_igphoto/1", {"origin": "https://threads.com.example"}, False),
    ],
)
def test_threads_calls_are_told_from_instagrams(url: str, headers: dict[str, str], threads: bool) -> None:
    assert app.is_threads(call("POST", url, **headers)) is threads


def test_every_place_that_names_the_session_is_named() -> None:
    request = call(
        "POST", URL, authorization=f"Bearer {TOKEN}", cookie="ds_user_id=3333333332; sessionid=3333333331%3Aa"
    )
    assert [*app.session_ids(request)] == [
        ("header.authorization", "3333333331"),
        ("cookie.ds_user_id", "3333333332"),
        ("cookie.sessionid", "3333333331"),
    ]


def test_logged_out_and_broken_sessions_name_nobody() -> None:
    for request in (call("POST", URL, ig_intended_user_id="0"), call("POST", URL, authorization="Bearer IGT:2:!!!")):
        assert [*app.session_ids(request)] == []


def test_the_token_counts_before_the_cookie() -> None:
    assert app.session_credential(call("POST", URL, cookie="sessionid=made-up")) == "made-up"
    assert app.session_credential(call("POST", URL, cookie="sessionid=a", authorization="Bearer made-up")) == "made-up"


def test_an_upload_is_named_by_its_parameters_or_its_path() -> None:
    url = "https://i.instagram.com/rupload_igvideo/77_0_-12"
    by_path = app.uploaded(call("POST", url, b"film", offset="5", x_entity_length="9"))
    assert (by_path.key, by_path.kind, by_path.offset, by_path.size) == ("77", MediaKind.VIDEO, 5, 9)
    named = call("POST", url, b"film", x_instagram_rupload_params='{"upload_id": "78"}')
    assert app.uploaded(named).key == "78"
    with pytest.raises(UnreadableActivityError):
        app.uploaded(call("POST", url, b"film", x_instagram_rupload_params="{"))


def test_what_begins_like_json_and_is_none_is_unreadable() -> None:
    assert app.opened("plain") == "plain"
    assert app.opened('["a"]') == ["a"]
    with pytest.raises(UnreadableActivityError):
        app.opened("{in")
