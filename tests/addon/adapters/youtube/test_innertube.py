"""YouTube's own calls."""

from typing import Any

import pytest

from tests.support.calls import call
from twohats.adapters.youtube import innertube
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

HOST = "https://www.youtube.com/youtubei/v1/"
CHANNEL = "UCacme00000000000000001x"


def one(path: str, value: object) -> Activity:
    found = innertube.read(call("POST", HOST + path, value))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("data", "verb"),
    [
        ({"privacy": {"newPrivacy": "PUBLIC"}}, Verb.VIDEO),
        ({"privacy": {"newPrivacy": "PRIVATE"}}, Verb.UPLOAD),
        ({"privacy": {"newPrivacy": "PUBLIC"}, "draftState": {"isDraft": True}}, Verb.UPLOAD),
        (
            {"privacy": {"newPrivacy": "PRIVATE"}, "scheduledPublishing": {"set": {"timeSec": "1893488400"}}},
            Verb.SCHEDULE,
        ),
    ],
)
def test_a_film_of_studio(data: dict[str, Any], verb: Verb) -> None:
    found = one("upload/createvideo", {"channelId": CHANNEL, "initialMetadata": data})
    assert (found.verb, found.actor and found.actor.platform_id) == (verb, CHANNEL)


@pytest.mark.parametrize(
    ("value", "uses", "audience"),
    [
        ({"privacyState": "PUBLIC"}, "v", "public"),
        ({"privacy": {"newPrivacy": "UNLISTED"}}, "v", "unlisted"),
        ({"privacyState": {"newPrivacy": "PRIVATE"}}, "", "private"),
        ({"privacyState": "PUBLIC", "title": "own words"}, "", "public"),
    ],
)
def test_a_change_may_publish(value: dict[str, Any], uses: str, audience: str) -> None:
    found = one("video_manager/metadata_update", {"encryptedVideoId": "v", **value})
    assert (found.verb, found.uses, found.audience) == (Verb.EDIT, uses, audience)


def test_a_new_thumbnail_is_seen() -> None:
    found = one("video_manager/metadata_update", {"videoStill": {"image": {"dataUri": "data:image/png;base64,AA"}}})
    assert len(found.media) == 1


def test_polls_films_and_times_of_a_community_post() -> None:
    poll = one("backstage/create_post", {"pollAttachment": {"choices": [{"text": "tea"}, {"text": "coffee"}]}})
    film = one("backstage/create_post", {"videoAttachment": {"videoId": "v"}, "scheduledPublishTimeSec": "1893488400"})
    assert (poll.verb, poll.title) == (Verb.POST, "tea / coffee")
    assert (film.verb, film.quote_of, film.schedule) == (Verb.SCHEDULE, "v", "2030-01-01T09:00:00Z")


@pytest.mark.parametrize(
    ("path", "value", "verb"),
    [
        ("comment/create_comment_reply", {"commentText": "a"}, Verb.REPLY),
        ("comment/update_comment", {"commentText": "a"}, Verb.EDIT),
        ("comment/perform_comment_action", {"actions": ["x"]}, Verb.REACT),
        ("live_chat/send_message", {"richMessage": {"textSegments": [{"text": "a"}]}}, Verb.MESSAGE),
        ("channel_edit/update_channel_page_settings", {"newDescription": "a"}, Verb.PROFILE),
        ("like/like", {"target": {"videoId": "v"}}, Verb.REACT),
        ("like/removelike", {"target": {"videoId": "v"}}, Verb.DELETE),
        ("video/delete", {"videoId": "v"}, Verb.DELETE),
        ("subscription/unsubscribe", {"channelIds": [CHANNEL]}, Verb.DELETE),
    ],
)
def test_other_calls(path: str, value: object, verb: Verb) -> None:
    assert one(path, value).verb is verb


@pytest.mark.parametrize("path", ["backstage/create_post", "comment/create_comment", "upload/createvideo"])
def test_what_cannot_be_read_is_unreadable(path: str) -> None:
    with pytest.raises(UnreadableActivityError):
        innertube.read(call("POST", HOST + path, b"\x0a\x01a", content_type="application/x-protobuf"))


def test_a_post_or_comment_without_content_is_unreadable() -> None:
    for path in ("backstage/create_post", "comment/create_comment"):
        with pytest.raises(UnreadableActivityError):
            innertube.read(call("POST", HOST + path, {}))


@pytest.mark.parametrize(
    "path", ["browse", "next", "player", "log_event", "account/accounts_list", "creator/get_creator_videos"]
)
def test_questions_are_told_by_their_path(path: str) -> None:
    assert innertube.is_question(call("POST", HOST + path, {}))


def test_playlists_are_known_and_strangers_not() -> None:
    assert innertube.known(call("POST", HOST + "playlist/create", {}))
    assert innertube.known(call("POST", HOST + "browse/edit_playlist", {}))
    assert not innertube.known(call("POST", HOST + "something/new", {}))
    assert not innertube.is_question(call("POST", HOST + "comment/create_comment", {}))


def test_pictures_for_posts_are_uploads() -> None:
    request = call("POST", "https://www.youtube.com/channel_image_upload/posts", b"picture")
    found = innertube.read(request)
    assert innertube.is_upload(request)
    assert found is not None
    assert found.media[0].content == b"picture"
