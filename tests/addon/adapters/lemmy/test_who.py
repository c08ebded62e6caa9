"""Who acts on a Lemmy server."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, Published
from twohats.adapters.lemmy.who import credential, learn, plain_path, whoami

API = "https://Lemmy.example/api/v3/"


def test_the_token_has_three_places() -> None:
    assert credential(call("POST", API + "post", authorization="Bearer t")) == "t"
    assert credential(call("POST", API + "post", cookie="jwt=t")) == "t"
    assert credential(call("POST", API + "post", {"auth": "t"})) == "t"
    assert credential(call("POST", API + "post?auth=t", b"{")) == "t"


def test_the_server_is_asked_with_the_token() -> None:
    question = whoami(call("POST", API + "post", {"auth": "t"}))
    assert question is not None
    assert (question.path, credential(question)) == ("/api/v3/site", "t")
    assert whoami(call("POST", API + "post", {"a": 1})) is None


def test_both_versions_say_whose_token_it_is() -> None:
    view = {"local_user_view": {"person": {"id": 2, "name": "Acme"}}}
    acme = LoginIs(platform_id="2", username="acme@lemmy.example")
    assert list(learn(call("GET", API + "site"), said({"my_user": view}))) == [acme]
    assert list(learn(call("GET", "https://lemmy.example/api/v4/account"), said(view))) == [acme]


def test_a_sign_in_by_name_says_whose_the_new_token_is() -> None:
    facts = learn(call("POST", API + "user/login", {"username_or_email": "acme"}), said({"jwt": "t"}))
    assert list(facts) == [LoginIs(platform_id="", username="acme@lemmy.example", credential="t")]
    for value in ({"username_or_email": "a@b.example"}, b"{"):
        assert list(learn(call("POST", API + "user/login", value), said({"jwt": "t"}))) == []


def test_pictures_are_kept_under_their_address() -> None:
    upload = call("POST", "https://lemmy.example/pictrs/image")
    kept = KeptAs("https://lemmy.example/pictrs/image/a.png")
    assert list(learn(upload, said({"files": [{"file": "a.png"}]}, 201))) == [kept]
    assert list(learn(upload, said({"image_url": "https://a.example/b"}))) == [KeptAs("https://a.example/b")]


def test_posts_and_comments_are_named_with_their_author() -> None:
    creator = {"id": 2, "name": "acme"}
    post = {"post_view": {"post": {"id": 7, "ap_id": "https://l.example/post/7"}, "creator": creator}}
    acme = LoginIs(platform_id="2", username="acme@lemmy.example")
    facts = list(learn(call("POST", API + "post"), said(post)))
    assert facts == [acme, Published(id="7", url="https://l.example/post/7")]
    comment = {"comment_view": {"comment": {"id": 9}, "post": {"id": 7}, "creator": creator}}
    assert list(learn(call("POST", API + "comment"), said(comment))) == [acme, Published(id="9")]


def test_a_last_slash_does_not_count() -> None:
    assert plain_path(call("POST", API + "post/")) == "/api/v3/post"
