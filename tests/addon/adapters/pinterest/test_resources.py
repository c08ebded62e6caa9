"""The page's resources and its tunnel; kinds of calls, what is known, refusals."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Call, Request
from twohats.adapters import pinterest
from twohats.adapters.pinterest.resources import unwrapped, values
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

API = "https://api.pinterest.com/v5/"


def tunnel(options: object, deed: str = "create") -> Request:
    content = urlencode({"data": json.dumps({"options": options})}).encode()
    url = f"https://www.pinterest.se/resource/ApiResource/{deed}/"
    return call("POST", url, content, content_type="application/x-www-form-urlencoded")


def test_a_tunnelled_call_is_read_as_if_it_stood_alone() -> None:
    inner = unwrapped(tunnel({"url": "/v3/pins/7/?a=b", "data": {"description": "hej"}}, "update"))
    assert (inner.method, inner.path, inner.raw_target) == ("PUT", "/v3/pins/7/", "/v3/pins/7/?a=b")
    assert values(inner).text("description") == "hej"


def test_the_path_in_a_tunnel_is_put_into_normal_form() -> None:
    assert unwrapped(tunnel({"url": "/v3//./%70ins/", "data": {}})).path == "/v3/pins/"


def test_the_tunnels_resource_or_its_options_name_the_method() -> None:
    assert unwrapped(tunnel({"url": "/v3/pins/7/"}, "delete")).method == "DELETE"
    assert unwrapped(tunnel({"url": "/v3/pins/7/", "method": "delete"})).method == "DELETE"
    assert [activity.verb for activity in pinterest.read(tunnel({"url": "/v3/pins/7/"}, "delete"))] == [Verb.DELETE]


def test_a_tunnelled_call_that_nobody_knows_is_unknown() -> None:
    assert pinterest.read(tunnel({"url": "/v3/new/thing/"})) == ()
    assert not pinterest.known(tunnel({"url": "/v3/new/thing/"}))
    assert not pinterest.known(tunnel({}))
    assert pinterest.known(tunnel({"url": "/v3/users/me/"}, "get"))


def test_a_resource_without_options_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        values(call("POST", "https://www.pinterest.com/resource/PinResource/create/"))


def test_other_calls_stay_as_they_are() -> None:
    request = call("POST", "https://api.pinterest.com/v5/pins", {"title": "t"})
    assert unwrapped(request) is request


def test_bytes_go_up_by_themselves() -> None:
    assert pinterest.call(call("POST", "https://www.pinterest.com/upload-image/")) is Call.UPLOAD
    storage = call("POST", "https://pinterest-media-upload.s3-accelerate.amazonaws.com/", b"", content_type="video/mp4")
    assert pinterest.call(storage) is Call.UPLOAD
    assert len(pinterest.read(storage)[0].media) == 1
    assert pinterest.call(call("POST", API + "pins")) is Call.WRITE


def test_an_unknown_writing_call_is_unknown() -> None:
    assert not pinterest.known(call("POST", API + "ad_accounts/5/ads", []))
    assert pinterest.known(call("POST", API + "oauth/token"))
    assert pinterest.known(call("GET", API + "pins"))


def test_the_page_gets_its_own_error() -> None:
    refusal = pinterest.refusal(call("POST", "https://www.pinterest.com/resource/PinResource/create/"), "no")
    assert json.loads(refusal.content)["resource_response"]["message"] == "no"
    assert json.loads(pinterest.refusal(call("POST", API + "pins"), "no").content) == {"code": 3, "message": "no"}
