"""HAR files with the traps that real tools set (facts: mitm i)."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.recordings import POST, har, har_entry
from twohats.adapter import Reply, Request
from twohats.body import fields, json_value, parts
from twohats.replays.har import exchanges


def read(tmp_path: Path, text: str) -> list[tuple[Request, Reply | None]]:
    file = tmp_path / "a.har"
    file.write_text(text, "utf-8")
    return list(exchanges(file))


def one(tmp_path: Path, entry: dict[str, Any]) -> Request:
    ((request, _),) = read(tmp_path, har(entry))
    return request


def test_a_plain_entry_is_a_request_and_its_reply(tmp_path: Path) -> None:
    ((request, reply),) = read(tmp_path, har(har_entry()))
    assert (request.method, request.path, json_value(request)) == ("POST", "/2/tweets", POST)
    assert reply is not None
    assert (reply.status, reply.content) == (201, b'{"data": {"id": "19"}}')


def test_a_byte_order_mark_is_none(tmp_path: Path) -> None:
    assert len(read(tmp_path, "\ufeff" + har(har_entry()))) == 1


def test_form_fields_without_their_text_are_written_again(tmp_path: Path) -> None:
    params = [{"name": "status", "value": "hi å&b"}, {"name": "empty"}]
    headers = [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}]
    request = one(tmp_path, har_entry(post_data={"mimeType": "x", "params": params}, headers=headers))
    assert fields(request).text("status") == "hi å&b"


def test_multipart_parts_without_their_text_are_written_again(tmp_path: Path) -> None:
    params = [
        {"name": "media", "value": "GIF89a", "fileName": "p.gif", "contentType": "image/gif"},
        {"name": "caption", "value": "hi"},
    ]
    headers = [{"name": "content-type", "value": 'multipart/form-data; boundary="bb"; charset=utf-8'}]
    request = one(tmp_path, har_entry(post_data={"mimeType": "multipart/form-data", "params": params}, headers=headers))
    assert [(part.name, part.is_file, part.content) for part in parts(request)] == [
        ("media", True, b"GIF89a"),
        ("caption", False, b"hi"),
    ]


def test_a_body_in_base64_is_decoded(tmp_path: Path) -> None:
    data = {"encoding": "base64", "text": base64.b64encode(b'{"text": "b64"}').decode()}
    assert json_value(one(tmp_path, har_entry(post_data=data))) == {"text": "b64"}


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("HTTP/2.0", "HTTP/2"),
        ("h2", "HTTP/2"),
        ("http/2", "HTTP/2"),
        ("h3", "HTTP/3"),
        ("HTTP/1.0", "HTTP/1.0"),
        ("HTTP/1.1", "HTTP/1.1"),
        ("", "HTTP/1.1"),
        (None, "HTTP/1.1"),
    ],
)
def test_the_version_is_kept_however_it_is_spelled(tmp_path: Path, said: str | None, version: str) -> None:
    assert one(tmp_path, har_entry(httpVersion=said)).http_version == version


def test_pseudo_headers_are_no_headers(tmp_path: Path) -> None:
    headers = [{"name": ":authority", "value": "x.com"}, {"name": "A", "value": "b"}]
    assert one(tmp_path, har_entry(headers=headers)).headers == (("a", "b"),)


@pytest.mark.parametrize("response", [None, {}, {"status": 0}, {"status": -1}, {"status": None}])
def test_no_status_is_no_reply(tmp_path: Path, response: object) -> None:
    ((_, reply),) = read(tmp_path, har(har_entry() | {"response": response}))
    assert reply is None


@pytest.mark.parametrize("content", [None, {}, {"text": None}, {"size": 3}])
def test_a_reply_without_text_has_an_empty_body(tmp_path: Path, content: object) -> None:
    entry = har_entry()
    entry["response"]["content"] = content
    ((_, reply),) = read(tmp_path, har(entry))
    assert reply is not None
    assert reply.content == b""


def test_a_reply_in_base64_is_decoded(tmp_path: Path) -> None:
    entry = har_entry()
    entry["response"]["content"] = {"encoding": "base64", "text": base64.b64encode(b"\xff\x00").decode()}
    ((_, reply),) = read(tmp_path, har(entry))
    assert reply is not None
    assert reply.content == b"\xff\x00"


@pytest.mark.parametrize(("end", "whole"), [("}", 3), ('"content"', 2), ('"url"', 2)])
def test_of_a_file_that_was_cut_off_what_is_whole_is_read_first(tmp_path: Path, end: str, whole: int) -> None:
    text = json.dumps(json.loads(har(har_entry(), har_entry(), har_entry())), indent=1)
    file = tmp_path / "a.har"
    file.write_text(text[: text.rindex(end)])
    found: list[Request] = []
    with pytest.raises(ValueError, match=r".+"):  # noqa: PT012  the requests before the damage are what is looked at
        for request, _ in exchanges(file):
            found.append(request)
    assert [request.path for request in found] == ["/2/tweets"] * whole


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"log": 1}', '{"log": {"entries": [1]}}', "[" * 100_000]
)
def test_what_is_no_har_raises_what_the_caller_expects(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.har"
    file.write_text(text)
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError, RecursionError)):
        list(exchanges(file))
