import json

import pytest

from twohats.replays.scrubbing import MADE_UP, Scrubber

SECRET = "aXk3_Zq9-Yw7"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("$type", "app.bsky.feed.post"),
        ("collection", "app.bsky.feed.post"),
        ("media_type", "STORIES"),
        ("fb_api_req_friendly_name", "ComposerStoryCreateMutation"),
        ("visibility", "public"),
        ("source", "media_share"),
        ("share_to_feed", "1"),
        ("mime", "image/png"),
        ("anything", ""),
        ("count", "-12"),
    ],
)
def test_words_of_a_protocol_stay(name: str, value: str) -> None:
    assert Scrubber().value(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("access_token", SECRET),
        ("ACCESS-TOKEN", "letters"),
        ("oauth_verifier", "letters"),
        ("code", "4711"),
        ("password", "1234"),
        ("text", "Hello"),
        ("caption", "hello"),
        ("status", "nice_day"),
        ("username", "anna.berg"),
        ("screen_name", "ANNA"),
        ("repo", "acme.example"),
        ("uri", "at.app.feed"),
        ("v", "Hello"),
        ("v", "Hello there"),
        ("v", SECRET),
        ("v", "anna@example.org"),
        ("v", "did:plc:abc2345"),
        ("v", "2026-01-01T10:00:00Z"),
        ("q", "selfie"),
    ],
)
def test_everything_else_is_made_up(name: str, value: str) -> None:
    assert Scrubber().value(name, value) == MADE_UP


def test_numbers_are_replaced_the_same_by_the_same_and_never_two_by_one() -> None:
    scrubber = Scrubber()
    originals = [str(1_800_000_000 + number) for number in range(40)]
    replaced = [scrubber.numbers(number) for number in originals]
    assert [scrubber.numbers(number) for number in originals] == replaced
    assert len(set(replaced)) == 40
    assert replaced[:2] == ["1111111111", "2222222222"]
    assert {len(number) for number in replaced} == {10}
    assert not set(replaced) & set(originals)
    assert scrubber.numbers("12345 v21.0") == "12345 v21.0"


def test_json_is_taken_apart_at_every_depth() -> None:
    value = {
        "variables": {"tweet_text": "Hello", "media": {"ids": ["1800000001", 1800000001]}, "dark": True, "x": None},
        "queryId": SECRET,
        "cookies": {"value": "PLAIN"},
        "1800000001": {"lat": 59.3, "age": 34, "pin": 1234},
        "anna@example.org": "x.y",
        "nested": json.dumps({"caption": "Hello", "kind": "REEL"}),
    }
    found = Scrubber().json("", value)
    assert found["variables"] == {
        "tweet_text": MADE_UP,
        "media": {"ids": ["1111111111", 1111111111]},
        "dark": True,
        "x": None,
    }
    assert (found["queryId"], found["cookies"]) == (MADE_UP, {"value": MADE_UP})
    assert json.loads(found["nested"]) == {"caption": MADE_UP, "kind": "REEL"}
    left = json.dumps(found)
    assert not any(secret in left for secret in ("Hello", SECRET, "1800000001", "anna@", "59.3", "1234", "PLAIN"))


def test_json_behind_a_signature_is_taken_apart_and_the_signature_made_up() -> None:
    found = Scrubber().value("signed_body", 'a1b2c3.{"caption":"Hello","_uid":"2222222223","media_type":"PHOTO"}')
    assert found.startswith(f"{MADE_UP}.")
    assert json.loads(found.partition(".")[2]) == {"caption": MADE_UP, "_uid": "1111111111", "media_type": "PHOTO"}


@pytest.mark.parametrize("value", ["{broken", "[" * 100_000, "sig.{broken"])
def test_what_only_looks_like_json_is_made_up(value: str) -> None:
    assert Scrubber().value("v", value) == MADE_UP


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/2/tweets", "/2/tweets"),
        ("/i/api/graphql/aXk3Zq9Yw7/CreateTweet", "/i/api/graphql/made-up/CreateTweet"),
        ("/v21.0/17841400000000000/media", "/v21.0/11111111111111111/media"),
        ("/bot1234567:AAGaXk3/sendMessage", "/made-up/sendMessage"),
        ("/api/webhooks/1234567890/aXk3_Zq9", "/api/webhooks/1111111111/made-up"),
        ("/services/T0AAA/B0BBB/aXk3", "/services/made-up/made-up/made-up"),
        ("/@anna/posts", "/@made-up/posts"),
        ("/users/anna/statuses", "/users/made-up/statuses"),
        ("/xrpc/com.atproto.repo.createRecord", "/xrpc/com.atproto.repo.createRecord"),
    ],
)
def test_of_a_path_the_words_stay(path: str, kept: str) -> None:
    assert Scrubber().path(path) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [("media[0]", "media[0]"), ("$link", "$link"), ("a b", MADE_UP), ("1234567", MADE_UP), ("x" * 90, MADE_UP)],
)
def test_names_of_fields_stay_unless_they_are_ids_or_texts(name: str, kept: str) -> None:
    assert Scrubber().name(name) == kept
