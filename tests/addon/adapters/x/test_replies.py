import pytest

from tests.support.x_calls import OAUTH1, OAUTH2, WEB, call, operation, reply
from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters import x

AUTHOR = {"rest_id": "2222222222", "legacy": {"screen_name": "anna"}}
TWEET = {"rest_id": "19", "core": {"user_results": {"result": AUTHOR}}}
TWEET_NEW = {
    "rest_id": "19",
    "core": {"user_results": {"result": {"rest_id": "2222222222", "core": {"screen_name": "anna"}}}},
}
STATUS = {"id": 19, "id_str": "19", "user": {"id_str": "1111111111", "screen_name": "acme"}}
VERIFY = "https://api.x.com/1.1/account/verify_credentials.json"
SETTINGS = "https://x.com/i/api/1.1/account/settings.json"
UPDATE = "https://api.x.com/1.1/statuses/update.json"


def facts(request: Request, answer: Reply) -> list[Fact]:
    return [*x.learn(request, answer)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("CreateTweet", {"create_tweet": {"tweet_results": {"result": TWEET}}}),
        ("CreateTweet", {"create_tweet": {"tweet_results": {"result": TWEET_NEW}}}),
        (
            "CreateTweet",
            {
                "create_tweet": {
                    "tweet_results": {"result": {"__typename": "TweetWithVisibilityResults", "tweet": TWEET}}
                }
            },
        ),
        ("CreateNoteTweet", {"notetweet_create": {"tweet_results": {"result": TWEET}}}),
    ],
)
def test_a_published_post_tells_its_address_and_its_author(name: str, data: object) -> None:
    published = Published("19", "https://x.com/anna/status/19")
    assert facts(operation(name, tweet_text="a"), reply({"data": data})) == [LoginIs("2222222222", "anna"), published]


def test_a_delegate_s_post_tells_only_the_name_of_the_account_acted_for() -> None:
    request = call("POST", "https://x.com/i/api/graphql/a/CreateTweet", {}, **WEB, **{"x-act-as-user-id": "1111111111"})
    result = {
        "rest_id": "19",
        "core": {"user_results": {"result": {"rest_id": "1111111111", "legacy": {"screen_name": "acme"}}}},
    }
    found = facts(request, reply({"data": {"create_tweet": {"tweet_results": {"result": result}}}}))
    assert found == [
        NameIs(network="x", platform_id="1111111111", username="acme"),
        Published("19", "https://x.com/acme/status/19"),
    ]


def test_an_author_other_than_the_login_teaches_nothing() -> None:
    other = {"rest_id": "19", "core": {"user_results": {"result": {"rest_id": "5", "legacy": {"screen_name": "eve"}}}}}
    found = facts(operation("CreateTweet"), reply({"data": {"create_tweet": {"tweet_results": {"result": other}}}}))
    assert found == [Published("19", "https://x.com/eve/status/19")]


def test_a_repost_and_a_scheduled_post_have_an_id() -> None:
    assert facts(
        operation("CreateRetweet"),
        reply({"data": {"create_retweet": {"retweet_results": {"result": {"rest_id": "20"}}}}}),
    ) == [Published("20", "https://x.com/i/status/20")]
    assert facts(operation("CreateScheduledTweet"), reply({"data": {"tweet": {"rest_id": "21"}}}))[0] == Published(
        "21", "https://x.com/i/status/21"
    )


def test_a_refused_post_teaches_nothing() -> None:
    assert facts(operation("CreateTweet"), reply({"errors": [{"message": "no"}], "data": {}})) == []
    assert (
        facts(operation("CreateTweet"), reply({"data": {"create_tweet": {"tweet_results": {"result": TWEET}}}}, 403))
        == []
    )


def test_version_1_tells_author_and_address() -> None:
    found = facts(call("POST", UPDATE, "status=a", **OAUTH1), reply(STATUS))
    assert found == [LoginIs("1111111111", "acme"), Published("19", "https://x.com/acme/status/19")]


def test_a_like_or_follow_shows_somebody_else() -> None:
    assert facts(call("POST", "https://api.x.com/1.1/favorites/create.json?id=1", **OAUTH2), reply(STATUS)) == []
    assert (
        facts(call("POST", "https://api.x.com/1.1/friendships/create.json?user_id=1", **OAUTH2), reply(STATUS["user"]))
        == []
    )


def test_version_2_tells_only_the_id() -> None:
    found = facts(
        call("POST", "https://api.x.com/2/tweets", {"text": "a"}, **OAUTH2),
        reply({"data": {"id": "19", "text": "a"}}, 201),
    )
    assert found == [Published("19", "https://x.com/i/status/19")]


@pytest.mark.parametrize(
    ("request_", "value"),
    [
        (call("GET", VERIFY, **OAUTH2), {"id": 1111111111, "id_str": "1111111111", "screen_name": "acme"}),
        (
            call("GET", "https://api.x.com/2/users/me", **OAUTH2),
            {"data": {"id": "1111111111", "username": "acme", "name": "Acme"}},
        ),
        (
            call("GET", "https://x.com/i/api/graphql/a/Viewer", cookie="auth_token=x"),
            {
                "data": {
                    "viewer": {"user_results": {"result": {"rest_id": "1111111111", "core": {"screen_name": "acme"}}}}
                }
            },
        ),
        (
            call("GET", "https://api.x.com/graphql/a/ViewerUserQuery", cookie="auth_token=x"),
            {"data": {"user": {"result": {"rest_id": "1111111111", "legacy": {"screen_name": "acme"}}}}},
        ),
    ],
)
def test_who_am_i(request_: Request, value: object) -> None:
    assert facts(request_, reply(value)) == [LoginIs("1111111111", "acme")]


def test_settings_tell_the_name_and_the_cookie_the_id() -> None:
    assert facts(call("GET", SETTINGS, **WEB), reply({"screen_name": "anna"})) == [LoginIs("2222222222", "anna")]
    assert facts(call("GET", SETTINGS, cookie="auth_token=x"), reply({"screen_name": "anna"})) == [LoginIs("", "anna")]


def test_a_profile_teaches_a_name_only_when_it_is_one_s_own() -> None:
    url = "https://x.com/i/api/graphql/a/UserByRestId?variables=%7B%7D"
    assert facts(call("GET", url, **WEB), reply({"data": {"user": {"result": AUTHOR}}})) == [
        NameIs("x", "2222222222", "anna")
    ]
    other = {"rest_id": "5", "legacy": {"screen_name": "eve"}}
    assert facts(call("GET", url, **WEB), reply({"data": {"user": {"result": other}}})) == []


def test_a_token_exchange_tells_whose_the_new_token_is() -> None:
    content = "oauth_token=1111111111-new&oauth_token_secret=s&user_id=1111111111&screen_name=acme"
    assert facts(call("POST", "https://api.x.com/oauth/access_token", **OAUTH1), reply(content)) == [
        LoginIs("1111111111", "acme", "1111111111-new")
    ]


def test_the_accounts_of_one_browser_have_names() -> None:
    value = {
        "users": [{"user_id": "1111111111", "screen_name": "acme"}, {"user_id": "2222222222", "screen_name": "anna"}]
    }
    found = facts(call("GET", "https://x.com/i/api/1.1/account/multi/list.json", **WEB), reply(value))
    assert found == [NameIs("x", "1111111111", "acme"), NameIs("x", "2222222222", "anna")]


def test_a_finished_login_hands_out_a_session() -> None:
    request = call("POST", "https://api.x.com/1.1/onboarding/task.json", {})
    value = {"subtasks": [{"open_account": {"user": {"id_str": "2222222222", "screen_name": "anna"}}}, {"other": 1}]}
    cookies = (("set-cookie", "ct0=y; Path=/"), ("set-cookie", "auth_token=made-up; Path=/; Secure"))
    name = NameIs("x", "2222222222", "anna")
    assert facts(request, reply(value, headers=cookies)) == [name, LoginIs("2222222222", "anna", "made-up")]
    assert facts(request, reply(value)) == [name]


@pytest.mark.parametrize(
    ("url", "value", "keys"),
    [
        (
            "https://upload.x.com/i/media/upload.json?command=INIT",
            {"media_id": 18, "media_id_string": "18", "media_key": "3_18"},
            ["18", "3_18"],
        ),
        ("https://api.x.com/2/media/upload", {"data": {"id": "18", "media_key": "3_18"}}, ["18", "3_18"]),
        ("https://caps.x.com/v2/cards/create.json", {"card_uri": "card://1", "status": "OK"}, ["card://1"]),
        ("https://api.x.com/2/articles/draft", {"data": {"id": "7", "title": "a"}}, ["7"]),
    ],
)
def test_what_was_brought_is_kept_under_the_key_of_the_reply(url: str, value: object, keys: list[str]) -> None:
    assert facts(call("POST", url, **OAUTH2), reply(value)) == [KeptAs(key) for key in keys]


def test_other_replies_are_not_looked_into() -> None:
    assert (
        facts(
            call("GET", "https://x.com/i/api/graphql/a/HomeTimeline", **WEB),
            reply({"data": {"user": {"result": AUTHOR}}}),
        )
        == []
    )
    assert (
        facts(call("GET", "https://api.x.com/2/users/1111111111", **OAUTH2), reply({"data": {"id": "1111111111"}}))
        == []
    )
