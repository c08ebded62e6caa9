"""The fields of Instagram's app and web calls."""

import json
from urllib.parse import quote

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.instagram.forms import composed
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

URL = "https://i.instagram.com/api/v1/media/configure/"
FORM = "application/x-www-form-urlencoded"


def signed(value: object, url: str = URL) -> Request:
    content = f"signed_body={'0' * 64}.{quote(json.dumps(value))}&ig_sig_key_version=4".encode()
    return call("POST", url, content, content_type=FORM)


def test_query_and_signed_body_may_not_disagree() -> None:
    with pytest.raises(UnreadableActivityError):
        composed(signed({"caption": "hej"}, URL + "?caption=other"), Verb.POST)


def test_people_are_found_wherever_they_are_tagged() -> None:
    value = {
        "caption": "with @bo",
        "usertags": json.dumps({"in": [{"user_id": "77", "position": [0, 0]}]}),
        "reel_mentions": [{"username": "anna"}],
        "invite_coauthor_user_ids": "[88]",
    }
    assert composed(signed(value), Verb.POST).mentions == ("bo", "77", "anna", "88")


def test_the_switches_of_the_composer_are_targets() -> None:
    value = {"caption": "x", "share_to_facebook": True, "share_to_threads": "0", "xsharing_user_ids": ["9"]}
    assert [target.network for target in composed(signed(value), Verb.POST).targets] == ["facebook", "instagram"]


def test_a_time_that_nobody_names_is_still_a_schedule() -> None:
    activity = composed(signed({"caption": "x", "publish_mode": "scheduled"}), Verb.POST)
    assert (activity.verb, activity.form, activity.schedule) == (Verb.SCHEDULE, Verb.POST, "scheduled")


def test_films_are_told_from_pictures() -> None:
    assert composed(signed({"upload_id": "1"}), Verb.POST).media[0].kind is MediaKind.IMAGE
    assert composed(signed({"upload_id": "1"}, URL + "?video=1"), Verb.POST).media[0].kind is MediaKind.VIDEO


def test_a_field_that_begins_like_json_and_is_none_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        composed(signed({"caption": "x", "usertags": "{in"}), Verb.POST)
