import pytest

from twohats.bodies.multipart import MAX_PARTS, Part, split
from twohats.errors import UnreadableActivityError

TYPE = "multipart/form-data; boundary=b"


def body(*parts: bytes, boundary: bytes = b"b") -> bytes:
    return b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


def field(name: str, value: bytes, *, more: bytes = b"") -> bytes:
    return f'Content-Disposition: form-data; name="{name}"'.encode() + more + b"\r\n\r\n" + value


def test_fields_and_files_in_order() -> None:
    picture = field("media", b"\x89PNG\r\n\r\n--x", more=b'; filename="p.png"\r\nContent-Type: image/png')
    text, file = split(body(field("status", "naïve".encode()), picture), TYPE)
    assert (text.name, text.text(), text.is_file) == ("status", "naïve", False)
    assert file == Part("media", "p.png", "image/png", b"\x89PNG\r\n\r\n--x")
    assert file.is_file


@pytest.mark.parametrize("boundary", ["----WebKit+/=?", "a b", "'()_,-./:=?", "x" * 70])
def test_odd_boundaries(boundary: str) -> None:
    parts = split(body(field("a", b"1"), boundary=boundary.encode()), f'multipart/form-data; boundary="{boundary}"')
    assert [(part.name, part.text()) for part in parts] == [("a", "1")]


def test_text_before_and_after_the_parts_is_no_part() -> None:
    assert [part.name for part in split(b"hello\r\n" + body(field("a", b"1")) + b"bye", TYPE)] == ["a"]


def test_a_line_that_looks_like_the_boundary_stays_in_the_value() -> None:
    assert split(body(field("a", b"x\r\n-b\r\n --b")), TYPE)[0].text() == "x\r\n-b\r\n --b"


def test_lines_may_end_with_a_line_feed_alone() -> None:
    content = b"--b\nContent-Type: application/json\n\n{}\n--b\nContent-Type: video/mp4\n\n\r\n\0\n--b--"
    assert [(part.content_type, part.content) for part in split(content, "multipart/related; boundary=b")] == [
        ("application/json", b"{}"),
        ("video/mp4", b"\r\n\0"),
    ]


def test_a_value_in_its_own_charset() -> None:
    part = field("a", "naïve".encode("latin1"), more=b"\r\nContent-Type: text/plain; charset=iso-8859-1")
    assert split(body(part), TYPE)[0].text() == "naïve"


@pytest.mark.parametrize(
    ("encoding", "sent"), [(b"base64", b"bmHDr3Zl"), (b"quoted-printable", b"na=C3=AFve"), (b"8bit", "naïve".encode())]
)
def test_transfer_encodings(encoding: bytes, sent: bytes) -> None:
    part = field("a", sent, more=b"\r\nContent-Transfer-Encoding: " + encoding)
    assert split(body(part), TYPE)[0].text() == "naïve"


def test_a_json_blob_is_a_field_and_a_json_document_is_a_file() -> None:
    blob = field("json", b"{}", more=b'; filename="blob"\r\nContent-Type: application/json')
    document = field("json", b"{}", more=b'; filename="data.json"\r\nContent-Type: application/json')
    assert [part.is_file for part in split(body(blob, document), TYPE)] == [False, True]


def test_no_parts_at_all() -> None:
    assert split(b"--b--\r\n", TYPE) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        body(field("a", b"1"))[:-4],
        b"--b\r\n" + field("a", b"1"),
        body(b"no head"),
        body(field("a", b"1"), boundary=b"bb"),
        b"--bx\r\n" + field("a", b"1") + b"\r\n--b--",
        b"--b\n" + field("a", b"1") + b"\r\n--b--",
        body(field("a", b"!", more=b"\r\nContent-Transfer-Encoding: base64")),
        body(field("a", b"1\n--b\n" + field("b", b"2"))),
        b"--b\nA: 1\n\n1\r\n--b\nA: 1\n\n2\n--b--",
        body(b"X: " + b"a" * 20_000 + b"\r\n\r\n1"),
        body(*[field("a", b"1")] * MAX_PARTS),
    ],
)
def test_broken_bodies_are_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableActivityError):
        split(content, TYPE)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary=""']
)
def test_no_boundary_is_unreadable(content_type: str) -> None:
    with pytest.raises(UnreadableActivityError, match="boundary"):
        split(body(field("a", b"1")), content_type)


def test_a_field_that_is_no_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        split(body(field("a", b"\xff")), TYPE)[0].text()


def test_a_folded_head_is_one_line() -> None:
    (part,) = split(body(b'Content-Disposition: form-data;\r\n\tname="a"\r\n\r\n1'), TYPE)
    assert (part.name, part.text()) == ("a", "1")


@pytest.mark.parametrize(
    "more", [b"\r\nContent-Disposition: form-data; name=b", b"; name=b", b"\r\nContent-Type: a/b\r\nContent-Type: c/d"]
)
def test_a_part_that_says_two_things_of_itself_is_unreadable(more: bytes) -> None:
    with pytest.raises(UnreadableActivityError):
        split(body(field("a", b"1", more=more)), TYPE)
