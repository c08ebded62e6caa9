"""A scene as requests."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from twohats import body
from twohats.incidents.incident import Call, Scene, Site
from twohats.incidents.scene import calls_of, reply_in, request_in, site_reply

URL = "https://api.x.com/2/tweets"


def call(**parts: Any) -> Call:
    return Call.model_validate({"url": URL, **parts}, strict=False)


@pytest.mark.parametrize(
    ("parts", "kind", "content"),
    [
        ({"json": {"text": "a"}}, "application/json", b'{"text": "a"}'),
        ({"json": []}, "application/json", b"[]"),
        ({"form": {"status": "a b&"}}, "application/x-www-form-urlencoded", b"status=a+b%26"),
        ({"body": "plain", "headers": {"Content-Type": "text/plain"}}, "text/plain", b"plain"),
        ({"file": "a.bin"}, "", b"\x00\x01"),
        ({}, "", b""),
    ],
)
def test_a_call_has_the_body_and_the_type_that_it_names(
    tmp_path: Path, parts: dict[str, Any], kind: str, content: bytes
) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    request = request_in(call(**parts), tmp_path)
    assert (request.method, request.host, request.path) == ("POST", "api.x.com", "/2/tweets")
    assert (request.header("content-type"), request.content) == (kind, content)


def test_parts_are_values_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    parts = [{"name": "status", "value": "hi"}, {"name": "media[]", "file": "a.png", "type": "image/png"}]
    request = request_in(call(parts=parts), tmp_path)
    assert body.fields(request).text("status") == "hi"
    assert [(part.name, part.content) for part in body.files(request)] == [("media[]", b"\x89PNG")]


def test_a_reply_is_json_with_its_status() -> None:
    reply = reply_in(call(status=201, reply={"id": 1}))
    assert (reply.status, reply.content) == (201, b'{"id": 1}')


def test_calls_come_in_order_and_as_often_as_they_say() -> None:
    now = datetime(2011, 3, 25, tzinfo=UTC)
    scene = Scene(employee="anna", now=now, before=(call(body="a", times=2), call(body="b")), request=call(body="c"))
    assert [one.body for one in calls_of(scene)] == ["a", "a", "b", "c"]


def test_a_site_shows_something_or_leads_on() -> None:
    moved = site_reply(Site(status=301, location="https://a.example/b"))
    assert (moved.status, dict(moved.headers)["location"]) == (301, "https://a.example/b")
    assert dict(site_reply(Site(type="image/png")).headers) == {"content-type": "image/png"}
