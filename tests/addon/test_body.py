import dataclasses
import gzip
import json
import time

import pytest

from twohats import body
from twohats.adapter import Request
from twohats.bodies import looks
from twohats.errors import UnreadableActivityError

MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="status"\r\n\r\nhello\r\n'
    b'--b\r\nContent-Disposition: form-data; name="json"\r\nContent-Type: application/json\r\n\r\n{"a": 1}\r\n'
    b'--b\r\nContent-Disposition: form-data; name="media"; filename="p.png"\r\n\r\n\x89PNG\r\n--b--\r\n'
)


def request(content: bytes | str = b"", content_type: str = "", target: str = "/x", **more: str) -> Request:
    headers = tuple(
        (name.replace("_", "-"), value) for name, value in ({"content_type": content_type} | more).items() if value
    )
    sent = content.encode() if isinstance(content, str) else content
    return Request("POST", "https", "x.example", 443, target.partition("?")[0], target, headers, sent)


@pytest.mark.parametrize(
    ("content", "content_type", "shape"),
    [
        ("", "application/json", "empty"),
        ("{}", "application/json; charset=utf-8", "json"),
        ("{}", "application/vnd.api+json", "json"),
        ("{}", "", "json"),
        (" [1]", "text/plain", "json"),
        ('{"a": 1}', "application/x-www-form-urlencoded", "json"),
        ("a=1", "application/x-www-form-urlencoded", "form"),
        ("{a}=1", "application/x-www-form-urlencoded", "form"),
        ("a=1", "", "form"),
        (MULTIPART, "Multipart/Form-Data; boundary=b", "multipart"),
        (b"\x89PNG", "image/png", "bytes"),
        (b"\x00", "application/octet-stream", "bytes"),
        ('{"a": 1}', "image/png", "json"),
        ('\ufeff{\n"a": 1}', "application/octet-stream", "json"),
        ("message=hi%21", "video/mp4", "form"),
        ("a=1", "application/x-protobuf", "unknown"),
        ("hello", "text/plain", "unknown"),
    ],
)
def test_the_shape_is_told_by_type_or_by_looks(content: str | bytes, content_type: str, shape: str) -> None:
    assert body.shape(request(content, content_type)) == shape


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ('{"status": "naïve ☕", "ids": ["1", "2"]}', "application/json"),
        ("status=na%C3%AFve+%E2%98%95&ids=1,2", "application/x-www-form-urlencoded"),
        ("status=na%C3%AFve%20☕&ids%5B%5D=1&ids%5B%5D=2", ""),
    ],
)
def test_fields_are_the_same_wherever_they_are(content: str, content_type: str) -> None:
    values = body.fields(request(content, content_type))
    assert (values.text("status"), values.all("ids")) == ("naïve ☕", ("1", "2"))


def test_fields_of_multipart_leave_the_pictures_out() -> None:
    call = request(MULTIPART, "multipart/form-data; boundary=b", "/x?lang=sv")
    values = body.fields(call)
    assert (values.text("status"), values.json("json"), values.text("lang"), "media" in values) == (
        "hello",
        {"a": 1},
        "sv",
        False,
    )
    assert [(part.name, part.content) for part in body.files(call)] == [("media", b"\x89PNG")]


def test_a_file_of_words_is_a_field_too() -> None:
    head = 'Content-Disposition: form-data; name="message"; filename="m.txt"\r\n'
    values = body.fields(request(f"--b\r\n{head}\r\nhallå\r\n--b--\r\n", "multipart/form-data; boundary=b"))
    assert values.text("message") == "hallå"


def test_a_body_with_two_types_is_unreadable() -> None:
    call = request("message=hi", "image/png")
    both = dataclasses.replace(call, headers=(*call.headers, ("content-type", looks.FORM)))
    with pytest.raises(UnreadableActivityError, match="more than one type"):
        body.fields(both)


def test_a_form_that_begins_with_a_mark_of_byte_order_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="mark of byte order"):
        body.fields(request("\ufeffmessage=hi", looks.FORM))


def test_graphql_beside_files_is_in_one_field() -> None:
    operation = '{"operationName": "CreatePost", "variables": {"a": 1}}'
    for sent, count in ((operation, 1), (f"[{operation}, {operation}]", 2)):
        head = 'Content-Disposition: form-data; name="operations"\r\n'
        found = body.operations(request(f"--b\r\n{head}\r\n{sent}\r\n--b--\r\n", "multipart/form-data; boundary=b"))
        assert [(one.name, one.variables) for one in found] == [("CreatePost", {"a": 1})] * count


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG", "image/png"),
        (
            '--b\r\nContent-Disposition: form-data; name="query"; filename="q"\r\n\r\n{a}\r\n--b--\r\n',
            "multipart/x; boundary=b",
        ),
    ],
)
def test_graphql_in_a_file_is_unreadable(content: bytes | str, kind: str) -> None:
    with pytest.raises(UnreadableActivityError, match="bytes"):
        body.operations(request(content, kind))


def test_only_multipart_has_files() -> None:
    assert body.files(request(b"PNG", "image/png")) == ()


def test_text_in_the_query_with_no_body() -> None:
    assert body.fields(request(target="/x?status=a%20b+c&empty=")).text("status") == "a b c"


def test_bytes_of_the_query_that_are_no_text_become_replacement_characters() -> None:
    assert body.fields(request(target="/x?status=a\udcff")).text("status") == "a�"


def test_another_text_in_the_query_than_in_the_body_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        body.fields(request("status=a", target="/x?status=b")).text("status")


def test_a_body_of_an_unknown_type_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="application/x-protobuf"):
        body.fields(request("a=1", "application/x-protobuf"))


def test_a_json_body_that_is_no_object_has_one_nameless_value() -> None:
    assert body.fields(request("[1, 2]")).first("") == [1, 2]
    with pytest.raises(UnreadableActivityError, match="not a JSON object"):
        body.json_object(request("[1, 2]"))


def test_an_empty_body_is_no_json() -> None:
    assert body.json_value(request(" \n")) is None


@pytest.mark.parametrize("content", ["a=%ff", b"a=\xff", "&".join(f"a{n}=1" for n in range(10_001))])
def test_broken_forms_are_unreadable(content: str | bytes) -> None:
    with pytest.raises(UnreadableActivityError):
        body.form(request(content, "application/x-www-form-urlencoded"))


def test_a_form_in_its_own_charset() -> None:
    call = request("a=é".encode("latin1"), "application/x-www-form-urlencoded; charset=iso-8859-1")
    assert body.form(call) == (("a", "é"),)


def test_a_form_inside_json() -> None:
    batch = body.parse_json('[{"body": "message=a%20b&x="}]', what="batch")
    assert body.form_text(body.dig(batch, 0, "body")) == (("message", "a b"), ("x", ""))


def test_json_inside_a_form() -> None:
    assert body.fields(request("batch=%5B%7B%22a%22%3A1%7D%5D")).json("batch") == [{"a": 1}]


@pytest.mark.parametrize("text", ['SIGNATURE.{"caption": "v1.0"}', '0f3a.{"caption": "v1.0"}', '{"caption": "v1.0"}'])
def test_signed_bodies(text: str) -> None:
    assert body.signed(text) == {"caption": "v1.0"}


@pytest.mark.parametrize("text", ["", "SIGNATURE.", "SIGNATURE.[]", 'SIGNATURE{"a":1}', "SIGNATURE.{"])
def test_broken_signed_bodies_are_unreadable(text: str) -> None:
    with pytest.raises(UnreadableActivityError):
        body.signed(text)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ('{"operationName": "Post", "variables": {"text": "a"}}', "/graphql"),
        ('{"operationName": "Post", "variables": "{\\"text\\": \\"a\\"}"}', "/graphql"),
        ("fb_api_req_friendly_name=Post&variables=%7B%22text%22%3A%22a%22%7D&doc_id=1", "/graphql"),
        ("", "/graphql?operationName=Post&variables=%7B%22text%22%3A%22a%22%7D"),
    ],
)
def test_one_operation_in_every_wrapping(content: str, target: str) -> None:
    (operation,) = body.operations(request(content, target=target))
    assert (operation.name, operation.variables) == ("Post", {"text": "a"})


def test_a_batch_of_operations() -> None:
    found = body.operations(request('[{"variables": {"a": 1}}, {"variables": {"a": 2}}]', "application/json"))
    assert [operation.variables for operation in found] == [{"a": 1}, {"a": 2}]


def test_variables_in_query_and_body_that_differ_are_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        body.operations(request('{"variables": {"a": 1}}', target="/graphql?variables=%7B%7D"))


def test_a_compressed_body_is_read_through_every_shape() -> None:
    call = request(gzip.compress(b'{"text": "a"}'), "application/json", content_encoding="gzip")
    assert body.json_object(call) == {"text": "a"}
    assert body.fields(request(gzip.compress(b"text=a"), content_encoding="gzip")).text("text") == "a"


def test_content_encodings_in_two_headers_are_one_stack() -> None:
    headers = (("content-encoding", "deflate"), ("content-encoding", "gzip"))
    call = dataclasses.replace(request(gzip.compress(b"x")), headers=headers)
    with pytest.raises(UnreadableActivityError, match="deflate"):
        body.decoded(call)


def test_a_body_is_parsed_once() -> None:
    call = request('{"text": "a"}', "application/json")
    assert body.json_value(call) is body.json_value(call)
    assert body.fields(call) is body.fields(call)
    assert body.fields(dataclasses.replace(call, content=b'{"text": "b"}')).text("text") == "b"


def test_an_unreadable_body_stays_unreadable() -> None:
    call = request("{", "application/json")
    for _ in range(2):
        with pytest.raises(UnreadableActivityError, match="body is not readable JSON"):
            body.fields(call)


def test_remembering_leaves_the_request_as_it_was() -> None:
    call, same = request("a=1"), request("a=1")
    body.fields(call)
    assert call == same
    assert repr(call) == repr(same)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"[" * 100_000, "application/json"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, ""),
        (json.dumps({"a": "x" * 1_000_000}).encode()[:-5], "application/json"),
        (b"variables=" + b"[" * 100_000, "application/x-www-form-urlencoded"),
        (b"--b\r\n" * 100_000, "multipart/form-data; boundary=b"),
        (b"&" * 1_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_hostile_bodies_cost_next_to_nothing(content: bytes, content_type: str) -> None:
    call = request(content, content_type)
    started = time.perf_counter()
    with pytest.raises(UnreadableActivityError):
        body.operations(call)
    assert time.perf_counter() - started < 0.5
