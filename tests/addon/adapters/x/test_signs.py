import pytest

from tests.support.x_calls import OAUTH1, OAUTH2, SHARED_BEARER, WEB, call
from twohats.adapter import Request
from twohats.adapters import x
from twohats_policy.account import Role, Strength

URL = "https://api.x.com/1.1/statuses/update.json"


def signs(request: Request) -> list[tuple[Role, str, str]]:
    found = list(x.evidence(request))
    assert {sign.strength for sign in found} <= {Strength.STATED}
    return [(sign.role, sign.where, sign.platform_id) for sign in found]


@pytest.mark.parametrize("cookie", ['twid="u=2222222222"', "a=b; twid=u%3D2222222222", "twid=%22u%3D2222222222%22"])
def test_the_web_cookie_names_the_login(cookie: str) -> None:
    request = call("POST", URL, "status=a", authorization=SHARED_BEARER, cookie=cookie)
    assert signs(request) == [(Role.LOGIN, "cookie.twid", "2222222222")]


@pytest.mark.parametrize("cookie", ["twid=", "twid=u=abc", "twid=u=", "other=u=2222222222", "twid=u=٣٣٣"])
def test_a_cookie_without_an_id_says_nothing(cookie: str) -> None:
    assert signs(call("POST", URL, "status=a", cookie=cookie)) == []


@pytest.mark.parametrize("header", ["x-act-as-user-id", "x-contribute-to-user-id"])
def test_a_delegate_acts_for_another_account(header: str) -> None:
    request = call("POST", URL, "status=a", **WEB, **{header: "1111111111"})
    assert signs(request) == [
        (Role.ACTING, f"header.{header}", "1111111111"),
        (Role.LOGIN, "cookie.twid", "2222222222"),
    ]
    (activity,) = x.read(request)
    assert activity.actor is not None
    assert activity.actor.platform_id == "1111111111"


def test_an_ad_speaks_for_another_account() -> None:
    request = call("POST", "https://ads-api.x.com/12/accounts/18ce/tweet?as_user_id=3333333333&text=a", **OAUTH1)
    assert signs(request)[0] == (Role.ACTING, "fields.as_user_id", "3333333333")


def test_as_user_id_means_nothing_elsewhere() -> None:
    assert signs(call("POST", URL, "status=a&as_user_id=3333333333", **OAUTH2)) == []


@pytest.mark.parametrize(
    ("request_", "where"),
    [
        (call("POST", URL, "status=a", **OAUTH1), "header.authorization.oauth_token"),
        (
            call("POST", URL, "status=a", authorization="OAuth oauth_token=1111111111%2Dmade-up"),
            "header.authorization.oauth_token",
        ),
        (call("POST", f"{URL}?status=a&oauth_token=1111111111-made-up"), "query.oauth_token"),
        (call("POST", URL, "status=a&oauth_token=1111111111-made-up"), "form.oauth_token"),
    ],
)
def test_an_oauth_token_begins_with_its_owner(request_: Request, where: str) -> None:
    assert signs(request_) == [(Role.LOGIN, where, "1111111111")]
    assert x.credential(request_) == "1111111111-made-up"


def test_a_token_wins_over_a_left_over_cookie() -> None:
    assert [where for _, where, _ in signs(call("POST", URL, "status=a", **OAUTH1, cookie="twid=u%3D2222222222"))] == [
        "header.authorization.oauth_token"
    ]
    assert signs(call("POST", URL, "status=a", **OAUTH2, cookie="twid=u%3D2222222222")) == []


def test_the_path_of_version_2_names_the_login() -> None:
    request = call("POST", "https://api.x.com/2/users/1111111111/retweets", {"tweet_id": "1"}, **OAUTH2)
    assert signs(request) == [(Role.LOGIN, "path", "1111111111")]


def test_an_opaque_token_says_nothing_but_stands_for_the_login() -> None:
    request = call("POST", "https://api.x.com/2/tweets", {"text": "a"}, **OAUTH2)
    assert (signs(request), x.credential(request)) == ([], "made-up-oauth2")


def test_the_bearer_that_all_pages_share_is_no_credential() -> None:
    assert x.credential(call("POST", URL, "status=a", authorization=SHARED_BEARER)) == ""
    assert x.credential(call("POST", URL, "status=a", **WEB)) == "made-up-anna"


def test_a_body_that_cannot_be_read_gives_no_sign() -> None:
    request = call("POST", URL, b"\xff=", content_type="application/x-www-form-urlencoded")
    assert (signs(request), x.credential(request)) == ([], "")
