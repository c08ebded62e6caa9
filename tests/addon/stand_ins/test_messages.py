"""What arrives at the stand-in platforms is told whole, and kept within bounds."""

import hashlib
import json

from twohats.stand_ins.messages import KEPT_BYTES, Answer, Arriving


def _arriving(host: str = "x.com") -> Arriving:
    return Arriving("POST", "/a?b=1", (("x-one", "1"), ("x-one", "2")), host=host, tunnel="tunnel.example")


def test_a_long_body_is_digested_whole_and_kept_in_part() -> None:
    arriving = _arriving()
    piece = b"x" * (KEPT_BYTES // 2 + 1)
    for _ in range(3):
        arriving.feed(piece)
    received = arriving.whole("HTTP/1.1")
    assert received.length == 3 * len(piece)
    assert received.sha256 == hashlib.sha256(piece * 3).hexdigest()
    assert len(received.content) == KEPT_BYTES


def test_a_request_without_a_host_field_is_for_the_host_of_its_tunnel() -> None:
    assert _arriving(host="").whole("HTTP/1.1").host == "tunnel.example"


def test_the_path_has_no_query_and_the_first_header_wins() -> None:
    received = _arriving().whole("HTTP/2.0")
    assert (received.path, received.header("x-one"), received.header("x-two")) == ("/a", "1", "")


def test_a_value_is_answered_as_json_with_its_length() -> None:
    answer = Answer.of({"text": "å"}, status=201)
    assert json.loads(answer.content) == {"text": "å"}
    assert (answer.status, dict(answer.fields)["content-length"]) == (201, str(len(answer.content)))
