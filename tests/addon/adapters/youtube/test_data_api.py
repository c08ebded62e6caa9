"""The YouTube Data API."""

from typing import Any

import pytest

from tests.support.calls import call
from twohats.adapters.youtube import data_api
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

API = "https://youtube.googleapis.com/youtube/v3/"


def one(method: str, path: str, value: object = b"") -> Activity:
    found = data_api.read(call(method, API + path, value))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("status", "verb", "form"),
    [
        ({}, Verb.VIDEO, None),
        ({"privacyStatus": "unlisted"}, Verb.VIDEO, None),
        ({"privacyStatus": "private"}, Verb.UPLOAD, Verb.VIDEO),
        ({"privacyStatus": "private", "publishAt": "2030-01-01T09:00:00Z"}, Verb.SCHEDULE, Verb.VIDEO),
    ],
)
def test_now_later_or_for_nobody_yet(status: dict[str, str], verb: Verb, form: Verb | None) -> None:
    found = one("POST", "videos?part=snippet,status", {"snippet": {"title": "t", "tags": ["a"]}, "status": status})
    assert (found.verb, found.form, found.title, found.tags) == (verb, form, "t", ("a",))


@pytest.mark.parametrize(
    ("value", "verb", "uses"),
    [
        ({"id": "v", "status": {"privacyStatus": "public"}}, Verb.EDIT, "v"),
        ({"id": "v", "status": {"privacyStatus": "private"}}, Verb.EDIT, ""),
        ({"id": "v", "snippet": {"title": "t"}, "status": {"privacyStatus": "public"}}, Verb.EDIT, ""),
        ({"id": "v", "status": {"publishAt": "2030-01-01T09:00:00Z"}}, Verb.SCHEDULE, ""),
    ],
)
def test_a_change_may_publish(value: dict[str, Any], verb: Verb, uses: str) -> None:
    found = one("PATCH", "videos?part=status", value)
    assert (found.verb, found.subject, found.uses) == (verb, "v", uses)


@pytest.mark.parametrize(
    ("method", "path", "value", "verb", "subject"),
    [
        ("POST", "videos/rate?id=v&rating=like", b"", Verb.REACT, "v"),
        ("POST", "videos/rate?id=v&rating=none", b"", Verb.DELETE, "v"),
        ("POST", "subscriptions", {"snippet": {"resourceId": {"channelId": "UC1"}}}, Verb.FOLLOW, "UC1"),
        ("POST", "liveBroadcasts/transition?id=b&broadcastStatus=complete", b"", Verb.EDIT, "b"),
        ("POST", "liveChat/messages", {"snippet": {"liveChatId": "c"}}, Verb.MESSAGE, "c"),
        ("PUT", "comments", {"id": "Ug1", "snippet": {"textOriginal": "x"}}, Verb.EDIT, "Ug1"),
        ("DELETE", "comments?id=Ug1", b"", Verb.DELETE, "Ug1"),
    ],
)
def test_other_calls(method: str, path: str, value: object, verb: Verb, subject: str) -> None:
    found = one(method, path, value)
    assert (found.verb, found.subject) == (verb, subject)


def test_a_broadcast_is_a_plan_and_a_banner_prepares() -> None:
    plan = one("POST", "liveBroadcasts", {"snippet": {"title": "t", "scheduledStartTime": "2030-01-01T09:00:00Z"}})
    assert (plan.verb, plan.title, plan.schedule) == (Verb.SCHEDULE, "t", "2030-01-01T09:00:00Z")
    assert one("POST", "channelBanners/insert").verb is Verb.UPLOAD
    profile = one("PUT", "channels", {"brandingSettings": {"channel": {"description": "We make tools"}}})
    assert (profile.verb, profile.text) == (Verb.PROFILE, "We make tools")


def test_a_network_names_the_channel_it_acts_for() -> None:
    actor = one("DELETE", "videos?id=v&onBehalfOfContentOwnerChannel=UC1").actor
    assert actor is None
    channel = one("POST", "videos/rate?id=v&rating=like&onBehalfOfContentOwnerChannel=UC1").actor
    assert channel is not None
    assert channel.platform_id == "UC1"


def test_comments_without_words_and_batches_are_unreadable() -> None:
    for path, value in (("commentThreads", {}), ("comments", {"snippet": {"parentId": "Ug1"}})):
        with pytest.raises(UnreadableActivityError):
            data_api.read(call("POST", API + path, value))
    with pytest.raises(UnreadableActivityError):
        data_api.read(call("POST", "https://www.googleapis.com/batch/youtube/v3", b"x"))


def test_playlists_are_known_and_strangers_not() -> None:
    assert data_api.known(call("POST", API + "playlists", {}))
    assert data_api.read(call("DELETE", API + "playlists?id=p")) is None
    assert not data_api.known(call("POST", API + "somethingNew", {}))


def test_bytes_go_to_a_session() -> None:
    url = "https://www.googleapis.com/upload/youtube/v3/videos?uploadType=resumable"
    assert data_api.is_upload(call("PUT", url + "&upload_id=u", b"film"))
    assert not data_api.is_upload(call("POST", url, {}))
    assert not data_api.is_upload(call("PUT", API + "videos?upload_id=u", {}))
