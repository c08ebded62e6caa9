"""Every kind of file that `twohats why` reads. `test_har` has the traps of HAR."""

from pathlib import Path

import pytest

from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from tests.support.recordings import har, har_entry, line, tweet, write_flows
from tests.support.x_calls import OAUTH1, call
from twohats.body import json_value
from twohats.errors import UsageError
from twohats.replays.recordings import Exchange, files_of, read_file

CASSETTE = """\
about: a post
origin: handmade
captured: 2026-01-15
request:
  method: POST
  url: https://api.x.com/2/tweets
  http: HTTP/2.0
  headers: {content-type: application/json}
  body: '{"text": "Launch day"}'
reply: {status: 201, headers: {Content-Type: application/json}, body: '{"data": {"id": "19"}}'}
expect: {verb: post}
"""


def until_damage(file: Path) -> tuple[list[Exchange], str]:
    """Return what could be read, and the words about the damage."""
    found: list[Exchange] = []
    try:
        for exchange in read_file(file):
            found.append(exchange)
    except UsageError as error:
        return found, str(error)
    return found, ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", tweet() + "\n\n" + tweet("second") + "\n"),
        ("a.har", har(har_entry(), har_entry())),
        ("A.HAR", har(har_entry())),
        ("a.yaml", CASSETTE),
        ("a.yml", CASSETTE),
    ],
)
def test_each_kind_of_file_gives_requests_in_order_with_their_replies(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    found, damage = until_damage(tmp_path / name)
    assert damage == ""
    assert [exchange.index for exchange in found] == list(range(len(found)))
    assert found[0].source == str(tmp_path / name)
    assert json_value(found[0].request) == {"text": "Launch day"}
    assert found[0].reply is not None
    assert found[0].reply.content == b'{"data": {"id": "19"}}'


def test_flows_are_read_as_the_proxy_read_them(tmp_path: Path) -> None:
    posts = [call("POST", "https://api.x.com/2/tweets", {"text": text}, **OAUTH1) for text in ("one", "two")]
    found, damage = until_damage(write_flows(tmp_path / "a.flow", posts))
    assert damage == ""
    assert [json_value(exchange.request) for exchange in found] == [{"text": "one"}, {"text": "two"}]
    assert (found[0].request.host, found[0].request.path) == ("api.x.com", "/2/tweets")
    assert found[0].reply is not None
    assert found[1].reply is None


def test_a_cassette_without_reply_or_headers_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("request: {method: GET, url: https://x.com/a}")
    ((exchange),), _ = until_damage(tmp_path / "a.yaml")
    assert (exchange.reply, exchange.request.headers, exchange.request.content) == (None, (), b"")


def test_a_line_that_holds_an_odd_line_break_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(tweet(note="a\u2028b\x85c").replace("\\u2028", "\u2028") + "\n", "utf-8")
    found, damage = until_damage(tmp_path / "a.jsonl")
    assert (len(found), damage) == (1, "")


@pytest.mark.parametrize(
    "tail", ['{"method": "POST", "url": "https', "\xff", "null\n", "[]\n", '{"method": 1}\n', tweet(headers=[1])]
)
def test_of_a_damaged_file_the_good_requests_come_first(tmp_path: Path, tail: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(f"{tweet()}\n{tweet()}\n".encode() + tail.encode("latin-1"))
    found, damage = until_damage(tmp_path / "a.jsonl")
    assert len(found) == 2
    assert damage.endswith("a.jsonl` is damaged after request 1, or not a recording: record it again")


def test_of_damaged_flows_the_good_ones_come_first(tmp_path: Path) -> None:
    posts = [call("POST", "https://api.x.com/2/tweets", {"text": text}, **OAUTH1) for text in ("one", "two", "three")]
    file = write_flows(tmp_path / "a.flow", posts)
    file.write_bytes(file.read_bytes()[:-20])
    found, damage = until_damage(file)
    assert [json_value(exchange.request) for exchange in found] == [{"text": "one"}, {"text": "two"}]
    assert "is damaged after request 1" in damage


HOSTILE = {
    "nothing.jsonl": "not json",
    "deep.jsonl": "[" * 100_000,
    "deep.har": "[" * 100_000,
    "empty.har": "",
    "empty.flow.har": "\x00",
    "list.yaml": "- a",
    "empty.yaml": "",
    "laughs.yaml": "a: &a [x, x]\nb: &b [*a, *a]\nrequest: {method: *b, url: *b}",
    "many.yaml": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n" for y, x in zip("abcdefgh", "bcdefghi", strict=True))
    + "request: {method: POST, url: https://x.com/, headers: {a: *i}}",
    "deep.yaml": "[" * 1_200,
    "twice.yaml": "request: {method: GET}\nrequest: {method: GET}",
    "tag.yaml": "request: !!python/object/apply:os.system ['true']",
    "text.flow": "no flows at all",
    "number.jsonl": line("POST", "https://x.com:99999999/"),
    "status.jsonl": tweet(status="many"),
    "infinite.jsonl": tweet(status=float("inf")),
    "base64.jsonl": tweet(body_b64="a"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_recording_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HOSTILE[name])
    found, damage = until_damage(tmp_path / name)
    assert found == []
    assert damage.endswith("is damaged from its first request on, or not a recording: record it again")
    assert "\n" not in damage


def test_another_kind_of_file_and_a_file_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hi")
    assert until_damage(tmp_path / "a.txt")[1].endswith("give a .flow, .har, .jsonl or cassette file")
    assert "(no such file or directory)" in until_damage(tmp_path / "gone.har")[1]
    assert "(no such file or directory)" in until_damage(tmp_path / "gone.flow")[1]
    with folder_of_an_ordinary_user() as folder:
        (folder / "a.har").write_text(har(har_entry()))
        (folder / "a.har").chmod(0)
        with without_privilege():
            assert "(permission denied): make it readable" in until_damage(folder / "a.har")[1]


def test_a_folder_means_every_readable_file_below_it_in_name_order(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.har", "a.jsonl", "notes.txt", "deeper/c.yaml", "labels.json"):
        (tmp_path / name).write_text("")
    assert [file.name for file in files_of(tmp_path)] == ["a.jsonl", "b.har", "c.yaml"]
    assert files_of(tmp_path / "notes.txt") == [tmp_path / "notes.txt"]


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        files_of(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="nothing to read in"):
        files_of(tmp_path)
