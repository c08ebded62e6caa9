import json
from pathlib import Path
from typing import Any

import pytest

from twohats.errors import UsageError
from twohats.replays.labels import LABELS_FILE, Score, case_of, misses, score

LABEL: dict[str, Any] = {
    "file": "post.jsonl",
    "op": "text",
    "text": "hi",
    "has_image": False,
    "has_video": False,
    "scheduled": False,
    "publish": [1],
    "reposts": [],
    "edits": [],
    "evidence": {"1": [{"kind": "account-id"}]},
    "account_ids": {"x": "1111111111"},
    "account_name": "acme",
    "whoami": [],
    "logins": [],
    "requests": [{"i": number, "platform": "x"} for number in range(3)],
}


NOBODY = {"platform_id": "", "username": ""}


def reading(index: int = 1, verb: str = "post", **changes: Any) -> dict[str, Any]:
    entry = {
        "verb": verb,
        "text": "hi",
        "title": "",
        "media": 0,
        "schedule": "",
        "account": {"platform_id": "1111111111", "username": "acme"},
    }
    found = {"source": "post.jsonl", "index": index, "reading": "activity", "activities": [entry | changes]}
    return found if verb else found | {"reading": "nothing", "activities": []}


def wrong(found: dict[str, Any], **label: Any) -> list[str]:
    return [miss.what for miss in misses(LABEL | label, [found])]


def test_what_is_read_as_labelled_is_no_miss() -> None:
    assert wrong(reading()) == []
    assert wrong(reading(0, "")) == []
    assert wrong(reading(0, "upload")) == []
    assert wrong(reading(0, "delete")) == []


@pytest.mark.parametrize(
    ("changes", "label", "what"),
    [
        ({"text": "ho"}, {}, "text is `ho`"),
        ({"verb": "reply"}, {}, "verb is `reply`"),
        ({"verb": "post"}, {"op": "reply"}, "verb is `post`"),
        ({}, {"has_image": True}, "media is missing"),
        ({"media": 1}, {}, "media is made up"),
        ({}, {"scheduled": True}, "schedule is missing"),
        ({"account": {"platform_id": "2", "username": ""}}, {}, "account is `2`"),
        ({"account": {"platform_id": "", "username": "anna"}}, {}, "account is `anna`"),
        ({}, {"evidence": {}}, "account is `1111111111`"),
    ],
)
def test_what_is_read_otherwise_is_a_miss(changes: dict[str, Any], label: dict[str, Any], what: str) -> None:
    assert wrong(reading(**changes), **label) == [what]


def test_a_publish_that_is_not_seen_and_one_that_is_made_up_are_misses() -> None:
    assert wrong(reading(verb="")) == ["publishes, but is read as nothing"]
    assert wrong(reading(0)) == ["is called `post`, but publishes nothing"]
    assert wrong(reading(0, "") | {"reading": "unreadable"}) == ["is unreadable"]


def test_an_account_that_only_a_reply_told_may_be_named() -> None:
    assert wrong(reading(), evidence={}, whoami=[0]) == []
    assert wrong(reading(), evidence={}, whoami=[2]) == ["account is `1111111111`"]
    assert wrong(reading(account=NOBODY), evidence={}, whoami=[0]) == ["account is ``"]


def test_what_another_platform_told_names_nobody() -> None:
    requests = [{"i": 0, "platform": "linkedin"}, {"i": 1, "platform": "mastodon"}]
    assert wrong(reading(account=NOBODY), evidence={}, whoami=[0], requests=requests) == []
    assert wrong(reading(), evidence={}, whoami=[0], requests=requests) == ["account is `1111111111`"]


@pytest.mark.parametrize("value", ["PROFILE-KEY-acme", "urn:li:person:PROFILE-KEY-acme", "/v1/PROFILE-KEY-acme/posts"])
def test_a_name_that_the_call_shows_is_the_account(value: str) -> None:
    evidence = {"1": [{"kind": "account-name", "value": value}]}
    shown = {"platform_id": "PROFILE-KEY-acme", "username": ""}
    assert wrong(reading(account=shown), evidence=evidence, account_ids={}) == []
    assert wrong(reading(account=shown | {"platform_id": "acme"}), evidence=evidence, account_name="a")


def test_a_post_with_a_time_of_its_own_may_be_read_as_scheduled() -> None:
    assert wrong(reading(verb="schedule", schedule="2030-01-01T00:00:00Z")) == []
    assert wrong(reading(verb="schedule")) == ["verb is `schedule`"]


def recordings(folder: Path, **labels: Any) -> Path:
    place = folder / "x" / "client"
    place.mkdir(parents=True)
    (place / LABELS_FILE).write_text(json.dumps({"cases": {"post": LABEL | labels}}))
    return place / "post.jsonl"


def test_the_score_counts_requests_by_platform(tmp_path: Path) -> None:
    recording = recordings(tmp_path)
    good, bad = [reading(0, ""), reading()], [reading(0, ""), reading(text="ho")]
    found = score([(recording, good), (recording, bad), (tmp_path / "other.har", good)])
    assert [(one.platform, one.cases, one.requests, one.right) for one in found] == [("x", 2, 4, 3)]
    assert str(found[0].misses[0]) == "post.jsonl#1: text is `ho`"
    assert Score("x", 0, 0, ()).right == 0


def test_a_recording_without_a_label_is_left_alone(tmp_path: Path) -> None:
    assert case_of(tmp_path / "a.har") is None
    assert case_of(recordings(tmp_path).with_name("other.jsonl")) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"cases": 1}', '{"cases": {"a": 1}}', '{"cases": {"a": {"file": "post.jsonl"}}}']
)
def test_labels_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    recording = recordings(tmp_path)
    recording.with_name(LABELS_FILE).write_text(text)
    with pytest.raises(UsageError, match="does not hold labels of recordings: mend it or move it away"):
        case_of(recording)
