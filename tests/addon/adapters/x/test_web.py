import pytest

from tests.support.x_calls import operation
from twohats.adapters import x
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"tweet_text": ""},
        {"tweet_text": None, "media": None},
        {"tweet_text": 1.5},
        {"tweet_text": ["a"]},
        {"tweet_text": "a", "media": {"media_entities": "1"}},
        {"tweet_text": "a", "media": {"media_entities": ["1"]}},
        {"tweet_text": "a", "reply": {"in_reply_to_tweet_id": {}}},
    ],
)
@pytest.mark.parametrize("name", ["CreateTweet", "CreateNoteTweet"])
def test_a_post_in_another_shape_is_unreadable(name: str, variables: dict[str, object]) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(operation(name, **variables))


@pytest.mark.parametrize("name", ["CreateRetweet", "DeleteTweet", "FavoriteTweet", "PinTweet", "DeleteScheduledTweet"])
def test_a_call_that_does_not_say_about_what_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(operation(name, features={}))


@pytest.mark.parametrize(
    "variables",
    [
        {"execute_at": 1893488400},
        {"post_tweet_request": {"status": "a"}},
        {"post_tweet_request": {"status": ""}, "execute_at": 1893488400},
        {"post_tweet_request": "a", "execute_at": 1893488400},
    ],
)
def test_a_scheduled_post_without_content_or_time_is_unreadable(variables: dict[str, object]) -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(operation("CreateScheduledTweet", **variables))


def test_people_tagged_in_pictures_are_mentioned() -> None:
    entity = {"media_id": 1800000000000000001, "tagged_users": ["3333333333"]}
    (activity,) = x.read(operation("CreateTweet", tweet_text="", media={"media_entities": [entity]}))
    assert ([media.key for media in activity.media], activity.mentions) == (["1800000000000000001"], ("3333333333",))


def test_a_circle_is_an_audience() -> None:
    (activity,) = x.read(
        operation("CreateTweet", tweet_text="a", trusted_friends_control_options={"trusted_friends_list_id": "5"})
    )
    assert activity.audience == "circle"


def test_an_ended_card_is_no_poll() -> None:
    (activity,) = x.read(operation("CreateTweet", tweet_text="a", card_uri="tombstone://card"))
    assert activity.uses == ""


def test_a_reply_that_quotes_is_a_reply() -> None:
    quoted = "https://twitter.com/acme/status/1900000000000000042?s=20"
    (activity,) = x.read(
        operation("CreateTweet", tweet_text="a", reply={"in_reply_to_tweet_id": "7"}, attachment_url=quoted)
    )
    assert (activity.verb, activity.reply_to, activity.quote_of) == (Verb.REPLY, "7", "1900000000000000042")


def test_an_edit_of_a_reply_shows_as_a_reply() -> None:
    edit = {"tweet_text": "b", "edit_options": {"previous_tweet_id": "6"}, "reply": {"in_reply_to_tweet_id": "7"}}
    (activity,) = x.read(operation("CreateTweet", **edit))
    assert (activity.verb, activity.shown_as, activity.subject) == (Verb.EDIT, Verb.REPLY, "6")


def test_an_article_is_published_by_its_id() -> None:
    (activity,) = x.read(operation("ArticleEntityPublish", articleEntityId="1999"))
    assert (activity.verb, activity.uses) == (Verb.POST, "1999")
    with pytest.raises(UnreadableActivityError):
        x.read(operation("ArticleEntityPublish", visibility="Public"))


def test_a_message_without_readable_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        x.read(operation("useSendMessageMutation", message={"encrypted": "x"}))
