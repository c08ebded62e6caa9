"""The disguises of the tests do what their names say, and the evasions' files say nothing else."""

import gzip
from pathlib import Path

import brotli
import pytest
from pydantic import ValidationError

from tests.support.disguises import DISGUISES, encoded, in_query, packed, percent, target
from tests.support.evasions import Outcome, load, outcome
from tests.support.multiparts import multipart
from tests.support.wire import Wire, arrived, wire

JSON = wire(
    "POST", "https://x.com/2/tweets?a=1", {"content-type": "application/json"}, b'{"text": "hall\xc3\xa5 d\xc3\xa5"}'
)


def test_a_request_arrives_as_it_was_sent() -> None:
    flow = arrived(JSON)
    assert (flow.request.method, flow.request.path, flow.request.raw_content) == ("POST", "/2/tweets?a=1", JSON.body)
    assert flow.request.headers["content-length"] == str(len(JSON.body))
    assert JSON.content == JSON.head + b"\r\n\r\n" + JSON.body


def test_chunks_are_written() -> None:
    chunked = DISGUISES["framed"](JSON, by="chunked")
    assert chunked.content.endswith(b"\r\n\r\n16\r\n" + JSON.body + b"\r\n0\r\n\r\n")
    assert b"content-length" not in chunked.head


def test_layers_are_put_on_in_order() -> None:
    sent = packed(JSON, with_=["gzip", "br"])
    assert gzip.decompress(brotli.decompress(sent.body)) == JSON.body
    assert sent.header("content-encoding") == "gzip, br"


def test_percent_code_grows_with_each_time() -> None:
    assert [percent(JSON, of="w", times=times).target for times in (1, 2)] == ["/2/t%77eets?a=1", "/2/t%2577eets?a=1"]


def test_the_path_changes_and_the_query_stays() -> None:
    assert target(JSON, old="tweets", new="Tweets", before="/", after=".").target == "//2/Tweets.?a=1"
    with pytest.raises(ValueError, match="not in the path"):
        target(JSON, old="status")


def test_values_move_into_the_query_and_into_parts() -> None:
    assert in_query(JSON).target == "/2/tweets?a=1&text=hall%C3%A5+d%C3%A5"
    part = multipart(JSON, part="base64").body
    assert part == b'--sample\r\nContent-Disposition: form-data; name="text"\r\n\r\naGFsbMOlIGTDpQ==\r\n--sample--\r\n'


def test_text_is_written_in_another_encoding() -> None:
    sent = encoded(JSON, as_="utf-16-le", said="UTF-16LE")
    assert sent.body.decode("utf-16-le") == JSON.body.decode()
    assert sent.header("content-type") == "application/json; charset=UTF-16LE"


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (JSON, "activity"),
        (wire("GET", "https://x.com/home", {}, b""), "nothing"),
        (wire("POST", "https://x.com/other", {}, b""), "unknown"),
        (wire("POST", "https://cdn.example/2/tweets", {}, b""), "unguarded"),
        (wire("POST", "https://x.com/2/tweets", {}, b"{"), "unreadable"),
        (DISGUISES["host"](JSON, name="cdn.example"), "refused"),
        (DISGUISES["framed"](JSON, by="both"), "refused"),
    ],
)
def test_what_the_guard_makes_of_a_request(sent: Wire, what: str) -> None:
    found = outcome(sent)
    assert isinstance(found, Outcome)
    assert found.what == what


@pytest.mark.parametrize("spoilt", ["reads: nothing", "honest: nobody", "extra: 1", "by: {cut: 1}"])
def test_a_file_that_says_something_else_is_refused(spoilt: str, tmp_path: Path) -> None:
    entry = {"name": "n", "honest": "x", "by": "[{cut: {off: 1}}]", "reads": "same"}
    entry |= dict([spoilt.split(": ", 1)])
    lines = [
        "about: a",
        "honest: {x: {url: https://x.example/}}",
        "evasions:",
        "  - {" + ", ".join(map(": ".join, entry.items())) + "}",
    ]
    file = tmp_path / "sample.yaml"
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises((ValidationError, KeyError)):
        list(load(file))
