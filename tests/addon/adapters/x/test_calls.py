from urllib.parse import quote

import pytest

from tests.support.x_calls import call, operation
from twohats.adapter import Call
from twohats.adapters import x
from twohats.adapters.x.calls import operation_name
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

ID = "1900000000000000099"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/i/api/graphql/abc/CreateTweet",
        "https://twitter.com/i/api/graphql/-X_h/CreateTweet/",
        "https://api.x.com/graphql/abc/CreateTweet",
        "https://pro.x.com/i/api/graphql/CreateTweet",
    ],
)
def test_the_operation_is_told_by_its_name_in_the_path(url: str) -> None:
    request = call("POST", url, {"variables": {"tweet_text": "hi"}, "queryId": "another"})
    assert operation_name(request.path) == "CreateTweet"
    assert [activity.text for activity in x.read(request)] == ["hi"]


@pytest.mark.parametrize(
    "url",
    [
        "https://api.x.com/1.1/statuses/update.json?status=hi",
        "https://api.twitter.com/1/statuses/update.xml?status=hi",
        "https://twitter.com/i/api/1.1/statuses/update.json/?status=hi",
        "https://api.twitter.com/statuses/update.json?status=hi",
        "https://api.x.com/1.1/Statuses/Update.json?status=hi",
    ],
)
def test_version_1_in_all_its_spellings(url: str) -> None:
    assert [activity.text for activity in x.read(call("POST", url))] == ["hi"]


@pytest.mark.parametrize(
    ("method", "url", "verb", "subject"),
    [
        ("POST", f"/1.1/statuses/retweet/{ID}.json", Verb.REPOST, ID),
        ("POST", f"/1.1/statuses/retweet.json?id={ID}", Verb.REPOST, ID),
        ("POST", f"/1.1/statuses/unretweet/{ID}.json", Verb.DELETE, ID),
        ("POST", f"/1.1/statuses/destroy/{ID}.xml", Verb.DELETE, ID),
        ("POST", f"/1.1/favorites/create.json?id={ID}", Verb.REACT, ID),
        ("POST", f"/1/favorites/create/{ID}.json", Verb.REACT, ID),
        ("POST", "/1.1/friendships/create.json?screen_name=acme", Verb.FOLLOW, "acme"),
        ("POST", "/1.1/friendships/destroy.json?user_id=5", Verb.DELETE, "5"),
        ("POST", f"/1.1/account/pin_tweet.json?id={ID}", Verb.PROFILE, ID),
        ("DELETE", f"/2/tweets/{ID}", Verb.DELETE, ID),
        ("DELETE", f"/2/users/5/likes/{ID}", Verb.DELETE, ID),
        ("DELETE", f"/12/accounts/18ce/scheduled_tweets/{ID}", Verb.DELETE, ID),
    ],
)
def test_calls_about_one_thing(method: str, url: str, verb: Verb, subject: str) -> None:
    (activity,) = x.read(call(method, f"https://api.x.com{url}"))
    assert (activity.verb, activity.subject) == (verb, subject)


@pytest.mark.parametrize(
    "url",
    [
        "https://upload.twitter.com/1.1/media/upload.json?command=APPEND&media_id=1",
        "https://upload.x.com/i/media/upload2.json",
        "https://upload.x.com/i/media/upload.json",
        "https://api.x.com/2/media/upload",
        "https://api.x.com/2/media/upload/initialize",
        "https://api.x.com/2/media/upload/18/append",
        "https://api.x.com/2/media/upload/18/finalize",
        "https://x.com/i/api/1.1/media/metadata/create.json",
        "https://caps.x.com/v2/cards/create.json",
    ],
)
def test_uploads_are_told_by_their_head(url: str) -> None:
    assert x.call(call("POST", url)) is Call.UPLOAD


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "https://x.com/home"),
        ("HEAD", "https://api.x.com/2/tweets"),
        ("OPTIONS", "https://x.com/i/api/graphql/a/CreateTweet"),
        ("GET", "https://upload.x.com/i/media/upload.json?command=STATUS&media_id=1"),
        ("POST", "https://api.x.com/1.1/jot/client_event.json"),
        ("POST", "https://x.com/i/jot"),
    ],
)
def test_reads_and_telemetry_are_never_looked_into(method: str, url: str) -> None:
    assert x.call(call(method, url)) is Call.READ


@pytest.mark.parametrize(
    "url",
    [
        "https://api.x.com/1.1/guest/activate.json",
        "https://api.x.com/1.1/onboarding/task.json?flow_name=login",
        "https://x.com/i/api/1.1/account/multi/switch.json",
        "https://x.com/i/api/1.1/account/logout.json",
        "https://api.x.com/oauth/access_token",
        "https://api.x.com/2/oauth2/token",
        "https://x.com/i/api/2/oauth2/authorize",
        "https://api.x.com/2/users/5/bookmarks",
        "https://ads-api.x.com/12/accounts/18ce/draft_tweets",
        "https://x.com/i/api/graphql/a/CreateDraftTweet",
        "https://x.com/i/api/graphql/a/HomeLatestTimeline",
        "https://x.com/i/api/graphql/a/CreateBookmark",
    ],
)
def test_harmless_writing_calls_are_known(url: str) -> None:
    request = call("POST", url, {})
    assert (x.call(request), x.known(request), x.read(request)) == (Call.WRITE, True, ())


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/i/api/graphql/a/LaunchRocket",
        "https://api.x.com/1.1/rockets/launch.json",
        "https://api.x.com/3/tweets",
        "https://x.com/i/api/1.1/jotting/create.json",
        "https://x.com/loginx",
    ],
)
def test_other_writing_calls_are_unknown(url: str) -> None:
    request = call("POST", url, {"variables": {"name": "x"}})
    assert (x.call(request), x.known(request), x.read(request)) == (Call.WRITE, False, ())


def test_an_unknown_operation_with_an_unreadable_body_is_unreadable() -> None:
    request = call("POST", "https://x.com/i/api/graphql/a/LaunchRocket", "{", content_type="application/json")
    with pytest.raises(UnreadableActivityError):
        x.read(request)


def test_an_operation_that_writes_does_so_by_get_too() -> None:
    variables = quote('{"tweet_text": "hi"}')
    request = call("GET", f"https://x.com/i/api/graphql/a/CreateTweet?variables={variables}")
    assert x.call(request) is Call.WRITE
    assert [activity.text for activity in x.read(request)] == ["hi"]


def test_a_query_by_post_that_carries_a_post_is_read_as_one() -> None:
    assert [activity.verb for activity in x.read(operation("HomeTimeline", tweet_text="hi"))] == [Verb.POST]


def test_other_hosts_are_not_claimed() -> None:
    assert x.claims(call("POST", "https://ads-api.twitter.com/12/x"))
    assert not x.claims(call("POST", "https://x.com.example/2/tweets"))
