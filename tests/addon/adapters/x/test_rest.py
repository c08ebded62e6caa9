import base64

import pytest

from tests.support.x_calls import OAUTH1, OAUTH2, call
from twohats.adapter import Request
from twohats.adapters import x
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

V1 = "https://api.twitter.com/1.1"
V2 = "https://api.x.com/2"
PICTURE = base64.b64encode(b"PNG").decode()


def tweet(**values: object) -> Request:
    return call("POST", f"{V2}/tweets", values, **OAUTH2)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"text": ""},
        {"text": 1.5},
        {"text": ["a"]},
        {"text": "a", "media": {"media_ids": "1"}},
        {"text": "a", "reply": {"in_reply_to_tweet_id": []}},
        {"media": {"media_ids": []}},
    ],
)
def test_a_post_in_another_shape_is_unreadable(values: dict[str, object]) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(tweet(**values))


def test_every_field_of_a_version_2_post() -> None:
    media = {"media_ids": ["1", "2"], "tagged_user_ids": ["3"]}
    (activity,) = x.read(tweet(text="a", media=media, community_id="5", reply_settings="subscribers"))
    assert [item.key for item in activity.media] == ["1", "2"]
    assert (activity.mentions, activity.targets[0].platform_id, activity.audience) == (("3",), "5", "subscribers")


def test_version_2_without_a_content_type() -> None:
    (activity,) = x.read(call("POST", f"{V2}/tweets", b'{"text": "a"}', **OAUTH2))
    assert activity.text == "a"


def test_a_picture_may_come_with_the_post_in_base64() -> None:
    (activity,) = x.read(
        call("POST", f"{V1}/statuses/update_with_media.json", f"status=a&media_data={PICTURE}", **OAUTH1)
    )
    assert [item.content for item in activity.media] == [b"PNG"]


def test_a_post_may_be_pictures_only() -> None:
    (activity,) = x.read(call("POST", f"{V1}/statuses/update.json?media_ids=1%2C2", **OAUTH1))
    assert [item.key for item in activity.media] == ["1", "2"]


@pytest.mark.parametrize("content", ["", "trim_user=1", "status="])
def test_a_status_without_content_is_unreadable(content: str) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(call("POST", f"{V1}/statuses/update.json", content, **OAUTH1))


def test_a_profile_picture_in_the_call() -> None:
    (activity,) = x.read(
        call("POST", f"{V1}/account/update_profile_image.json", f"image={PICTURE.replace('=', '%3D')}", **OAUTH1)
    )
    assert (activity.verb, activity.media[0].content, activity.media[0].kind) == (
        Verb.PROFILE,
        b"PNG",
        MediaKind.UNKNOWN,
    )


@pytest.mark.parametrize("content", ["", "image=%21%21"])
def test_a_profile_picture_that_cannot_be_seen_is_unreadable(content: str) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(call("POST", f"{V1}/account/update_profile_banner.json", content, **OAUTH1))


def test_of_the_settings_only_the_name_is_public() -> None:
    assert x.read(call("POST", f"{V1}/account/settings.json", "lang=sv", **OAUTH1)) == ()
    (activity,) = x.read(call("POST", f"{V1}/account/settings.json", "screen_name=acme2", **OAUTH1))
    assert (activity.verb, activity.text) == (Verb.PROFILE, "acme2")


@pytest.mark.parametrize(
    ("url", "content"),
    [
        (f"{V1}/dm/new2.json", "text=hi&conversation_id=1-2"),
        (f"{V1}/direct_messages/new.json", "text=hi&user_id=5"),
        (f"{V2}/dm_conversations/1-2/messages", {"text": "hi"}),
        (
            f"{V2}/dm_conversations",
            {"message": {"text": "hi", "attachments": [{"media_id": "1"}]}, "participant_ids": ["5"]},
        ),
    ],
)
def test_messages_of_every_version(url: str, content: dict[str, object] | str) -> None:
    (activity,) = x.read(call("POST", url, content, **OAUTH1))
    assert (activity.verb, activity.text) == (Verb.MESSAGE, "hi")


def test_a_message_may_be_a_picture_only() -> None:
    (activity,) = x.read(
        call("POST", f"{V2}/dm_conversations/with/5/messages", {"attachments": [{"media_id": "1"}]}, **OAUTH2)
    )
    assert ([item.key for item in activity.media], activity.subject) == (["1"], "5")


def test_a_message_without_content_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(call("POST", f"{V2}/dm_conversations/with/5/messages", {}, **OAUTH2))


def test_an_ad_that_is_only_promoted_says_so() -> None:
    (promoted,) = x.read(call("POST", "https://ads-api.x.com/12/accounts/a/tweet?text=sale&media_keys=3_1", **OAUTH1))
    (organic,) = x.read(call("POST", "https://ads-api.x.com/12/accounts/a/tweet?text=sale&nullcast=false", **OAUTH1))
    assert (promoted.audience, organic.audience, promoted.media[0].key) == ("promoted only", "", "3_1")


@pytest.mark.parametrize(
    "value", [[], {}, [1, {"tweetCreateRequest": {}}], {"tweetCreateRequest": {"postTweetRequest": []}}]
)
def test_a_schedule_in_another_shape_is_unreadable(value: dict[str, object] | list[object]) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(call("POST", "https://api.twitter.com/1.1/strato/op/insert/schedule/insert", value, **OAUTH1))


def test_the_oldest_schedule_is_a_status_with_a_time() -> None:
    url = "https://api.twitter.com/1.1/schedule/status/tweet.json"
    (activity,) = x.read(call("POST", url, "status=later&execute_at=1893488400", **OAUTH1))
    assert (activity.verb, activity.text, activity.schedule) == (Verb.SCHEDULE, "later", "2030-01-01T09:00:00+00:00")
