"""Who acts on Facebook."""

import json
from urllib.parse import urlencode

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.facebook.who import acting, credential, evidence, whoami
from twohats_policy.account import Role, Strength

ME, PAGE = "444444444442", "444444444441"
PAGE_URL = "https://www.facebook.com/api/graphql/"
GRAPH = "https://graph.facebook.com/v24.0"


def web(av: str = "", cookie: str = f"c_user={ME}; xs=made-up", actor: str = "") -> Request:
    fields = {"av": av, "variables": json.dumps({"input": {"actor_id": actor}})}
    content = urlencode(fields).encode()
    return call("POST", PAGE_URL, content, cookie=cookie, content_type="application/x-www-form-urlencoded")


def test_the_person_is_the_login_and_the_page_acts() -> None:
    signs = [(sign.role, sign.where, sign.platform_id) for sign in evidence(web(av=PAGE))]
    assert signs == [(Role.LOGIN, "cookie.c_user", ME), (Role.ACTING, "form.av", PAGE)]


def test_a_switched_profile_stands_in_its_cookie() -> None:
    request = web(av="0", cookie=f"c_user={ME}; i_user={PAGE}")
    assert [sign.platform_id for sign in evidence(request) if sign.role is Role.ACTING] == [PAGE]
    assert acting(request, ME) is None


def test_accounts_that_disagree_are_all_named() -> None:
    request = web(av=ME, actor=PAGE)
    assert [sign.platform_id for sign in evidence(request) if sign.role is Role.ACTING] == [ME, PAGE]
    assert acting(request, PAGE) is None


def test_an_account_that_nothing_contradicts_acts() -> None:
    named = acting(web(av=PAGE), PAGE)
    assert named is not None
    assert named.platform_id == PAGE
    assert acting(web(), "") is None


def test_the_owner_of_a_post_is_only_a_hint() -> None:
    (sign,) = evidence(call("POST", f"{GRAPH}/{PAGE}_9/comments"))
    assert (sign.role, sign.platform_id, sign.strength) == (Role.LOGIN, PAGE, Strength.HINT)
    assert [*evidence(call("POST", f"{GRAPH}/{PAGE}/feed"))] == []


def test_tokens_are_asked_about_and_pages_are_not() -> None:
    request = call("POST", f"{GRAPH}/me/feed?access_token=made-up")
    question = whoami(request)
    assert question is not None
    assert (question.raw_target, credential(question)) == ("/me?fields=id,name", "made-up")
    assert whoami(web()) is None
    assert credential(web()) == "made-up"
