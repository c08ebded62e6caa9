from pathlib import Path

import pytest

from tests.support.recordings import write_flows
from tests.support.x_calls import OAUTH1, call
from twohats.proxy.flow_file import exchanges

POSTS = [call("POST", "https://api.x.com/2/tweets?a=b", {"text": text}, **OAUTH1) for text in ("one", "two")]


def test_each_flow_is_a_request_in_normal_form_with_its_reply(tmp_path: Path) -> None:
    (first, status, headers, content), (_, unanswered, none, empty) = exchanges(write_flows(tmp_path / "f", POSTS))
    assert (first.host, first.path, first.raw_target) == ("api.x.com", "/2/tweets", "/2/tweets?a=b")
    assert first.content == POSTS[0].content
    assert (status, content) == (200, b'{"data": {"id": "19"}}')
    assert ("content-type", "application/json") in headers
    assert (unanswered, none, empty) == (0, (), b"")


def test_a_damaged_file_gives_what_is_whole_and_then_an_error(tmp_path: Path) -> None:
    file = write_flows(tmp_path / "f", POSTS)
    file.write_bytes(file.read_bytes()[:-5])
    found = exchanges(file)
    assert next(found)[0].content == POSTS[0].content
    with pytest.raises(ValueError, match="damaged flow file"):
        next(found)
