"""Who acts on Tumblr."""

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published
from twohats.adapters.tumblr.blogs import actor, credential, learn, whoami

API = "https://api.tumblr.com/v2/"
OAUTH1 = 'OAuth oauth_consumer_key="ck",oauth_token="made-up"'


@pytest.mark.parametrize("blog", ["acme", "Acme", "acme.tumblr.com", "@acme"])
def test_a_blog_has_many_spellings(blog: str) -> None:
    found = actor(blog)
    assert found is not None
    assert (found.where, found.username) == ("path", "acme")


def test_an_id_is_an_id_and_an_own_domain_a_name() -> None:
    by_id, by_domain = actor("t:AbC"), actor("blog.acme.example")
    assert by_id is not None
    assert by_domain is not None
    assert (by_id.platform_id, by_domain.username) == ("t:AbC", "blog.acme.example")
    assert actor("") is None


def test_the_token_all_pages_share_stands_for_nobody() -> None:
    page = "https://www.tumblr.com/api/v2/user/like"
    assert credential(call("POST", page, authorization="Bearer shared", cookie="sid=s")) == "s"
    assert credential(call("POST", page, authorization="Bearer shared")) == ""
    assert credential(call("POST", API + "user/like", authorization="Bearer own")) == "own"
    assert credential(call("POST", API + "user/like", authorization=OAUTH1)) == "made-up"


def test_a_signed_call_cannot_be_made_another() -> None:
    assert whoami(call("POST", API + "user/like", authorization=OAUTH1)) is None
    question = whoami(call("POST", API + "user/like", authorization="Bearer own"))
    assert question is not None
    assert question.path == "/v2/user/info"


def test_the_login_and_its_blogs_are_named() -> None:
    blogs = [{"name": "acme", "uuid": "t:a", "primary": True}, {"name": "shop", "uuid": "t:s", "primary": False}]
    facts = list(learn(call("GET", API + "user/info"), said({"response": {"user": {"name": "acme", "blogs": blogs}}})))
    assert facts == [
        NameIs(network="tumblr", platform_id="t:a", username="acme"),
        NameIs(network="tumblr", platform_id="t:s", username="shop"),
        LoginIs(platform_id="t:a", username="acme"),
    ]


def test_new_posts_are_published_and_drafts_kept() -> None:
    request = call("POST", API + "blog/acme.tumblr.com/posts")
    out = said({"response": {"id_string": "7", "state": "published"}}, 201)
    assert list(learn(request, out)) == [Published(id="7", url="https://www.tumblr.com/acme/7")]
    assert list(learn(request, said({"response": {"id": 7, "state": "draft"}}, 201))) == [KeptAs("7")]
    assert list(learn(call("POST", API + "blog/acme/post/delete"), said({"response": {"id": 7}}))) == []
