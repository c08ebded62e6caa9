"""No secret of a recorded call is left in its cassette."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from tests.support.cassettes import Cassette
from tests.support.x_calls import call
from twohats.adapter import Request
from twohats.adapters import ADAPTERS
from twohats.body import fields, parts
from twohats.errors import UsageError
from twohats.replays.cassette import cassette_text, tiny_picture
from twohats.replays.recordings import Exchange, read_file

DAY = date(2026, 11, 22)
TOKEN, WORDS, ID, PICTURE = "sEcr3t-t0ken_9", "Sunday with Berta", "4815162342108", b"\xff\xd8\xff a real picture"
HEADERS = {
    "authorization": f"Bearer {TOKEN}",
    "cookie": f'auth_token={TOKEN}; twid="u={ID}"; lang=sv',
    "x-csrf-token": TOKEN,
    "x-act-as-user-id": ID,
    "x-client-transaction-id": TOKEN,
    "user-agent": f"Tool of {WORDS}",
    "referer": f"https://x.com/{TOKEN}",
    "content-encoding": "identity",
}


def exchange(url: str, content: str | bytes | dict[str, object] = b"", **headers: str) -> Exchange:
    return Exchange("a.har", 0, call("POST", url, content, **(HEADERS | headers)), None)


def written(found: Exchange) -> dict[str, object]:
    loaded: dict[str, object] = YAML(typ="safe", pure=True).load(cassette_text(found, "a post", DAY))
    return loaded


def read_back(text: str, folder: Path) -> Request:
    (folder / "a.yaml").write_text(text, "utf-8")
    (found,) = read_file(folder / "a.yaml")
    return found.request


SENT = {
    "json": exchange(
        f"https://x.com/i/api/graphql/{TOKEN}/CreateTweet?access_token={TOKEN}&user={ID}",
        {"variables": {"tweet_text": WORDS, "media": {"id": ID}}, "queryId": TOKEN, "email": "berta@example.org"},
    ),
    "form": exchange(
        f"https://api.x.com/1.1/statuses/update.json?oauth_token={TOKEN}&oauth_signature={TOKEN}&oauth_nonce={TOKEN}",
        f"status={WORDS.replace(' ', '+')}&media_ids={ID}&access_token={TOKEN}"
        f"&signed_body={TOKEN}.{{%22t%22:%22{TOKEN}%22}}",
    ),
    "multipart": exchange(
        "https://api.x.com/2/media/upload",
        b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n'
        + TOKEN.encode()
        + b'\r\n--b\r\nContent-Disposition: form-data; name="caption"\r\n\r\n'
        + WORDS.encode()
        + b'\r\n--b\r\nContent-Disposition: form-data; name="media"; filename="berta.jpg"\r\n'
        + b"Content-Type: image/jpeg\r\n\r\n"
        + PICTURE
        + b"\r\n--b--\r\n",
        content_type='multipart/form-data; boundary="b"',
    ),
    "bytes": exchange("https://api.x.com/2/media/upload", PICTURE, content_type="image/jpeg"),
    "other": exchange("https://api.x.com/2/tweets", f"{TOKEN} {WORDS}".encode(), content_type="application/x-odd"),
    "empty": exchange(f"https://api.x.com/2/users/{ID}/likes"),
}


@pytest.mark.parametrize("kind", SENT)
def test_nothing_secret_is_left(kind: str) -> None:
    text = cassette_text(SENT[kind], "a post", DAY)
    loaded = written(SENT[kind])
    sent = Cassette.model_validate(loaded | {"expect": "nothing"}).request
    everything = text.encode() + sent.content
    for secret in (TOKEN, WORDS, "Sunday", ID, "berta", "real picture"):
        assert secret.encode() not in everything


@pytest.mark.parametrize("kind", SENT)
def test_it_loads_as_a_cassette_once_a_person_has_labelled_it(kind: str) -> None:
    loaded = written(SENT[kind])
    with pytest.raises(ValidationError):
        Cassette.model_validate(loaded)
    cassette = Cassette.model_validate(loaded | {"expect": "nothing"})
    assert (cassette.about, cassette.origin, cassette.captured) == ("a post", "recorded", DAY)


def test_what_an_adapter_goes_by_is_still_there(tmp_path: Path) -> None:
    x = next(adapter for adapter in ADAPTERS if adapter.name == "x")
    request = read_back(cassette_text(SENT["json"], "a post", DAY), tmp_path)
    (activity,) = x.read(request)
    assert (activity.platform, str(activity.verb), activity.text) == ("x", "post", "made-up")
    assert request.header("authorization") == "Bearer made-up"
    assert request.cookies == dict.fromkeys(("auth_token", "twid", "lang"), "made-up")
    assert request.header("x-act-as-user-id").isdigit()
    assert request.header("user-agent") == ""


def test_a_multipart_body_keeps_its_parts_and_a_picture_becomes_a_tiny_one(tmp_path: Path) -> None:
    request = read_back(cassette_text(SENT["multipart"], "a post", DAY), tmp_path)
    token, caption, media = parts(request)
    assert (token.text(), caption.text()) == ("made-up", "made-up")
    assert (media.name, media.is_file, media.content_type, media.content) == (
        "media",
        True,
        "image/jpeg",
        tiny_picture(),
    )


def test_a_form_keeps_its_fields(tmp_path: Path) -> None:
    request = read_back(cassette_text(SENT["form"], "a post", DAY), tmp_path)
    assert set(fields(request)) >= {"status", "media_ids", "access_token", "oauth_token"}


@pytest.mark.parametrize("value", [TOKEN, f"Apikey {TOKEN}", f"{TOKEN} {TOKEN}", "justoneword"])
def test_a_token_without_a_known_scheme_is_made_up_whole(value: str) -> None:
    assert written(exchange("https://x.com/", authorization=value))["request"]["headers"]["authorization"] == "made-up"  # type: ignore[index]


@pytest.mark.parametrize(
    ("version", "kept"),
    [("HTTP/2", "HTTP/2.0"), ("HTTP/2.0", "HTTP/2.0"), ("HTTP/1.0", "HTTP/1.0"), ("HTTP/3", "HTTP/1.1")],
)
def test_the_version_is_one_that_cassettes_know(version: str, kept: str) -> None:
    request = replace(SENT["empty"].request, http_version=version)
    assert f"http: {kept}" in cassette_text(Exchange("a", 0, request, None), "a post", DAY)


@pytest.mark.parametrize("content", [b'{"text": "Sun', b"\x1f\x8b broken"])
def test_a_body_that_cannot_be_read_is_not_written(content: bytes) -> None:
    broken = exchange("https://x.com/", content, content_type="application/json")
    with pytest.raises(UsageError, match="its secrets cannot be removed: write the cassette by hand"):
        cassette_text(broken, "a post", DAY)


def test_odd_words_in_the_heading_stay_yaml() -> None:
    loaded = YAML(typ="safe", pure=True).load(io.StringIO(cassette_text(SENT["empty"], 'no: "x" # å', DAY)))
    assert loaded["about"] == 'no: "x" # å'
    assert json.dumps(loaded["request"])
