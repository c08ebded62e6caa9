"""Google Business Profile."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import Call, KeptAs, LoginIs, NameIs, Published
from twohats.adapters import gbp
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, MediaKind, Verb

HOST = "https://mybusiness.googleapis.com/v4/accounts/101/locations/202"


def one(method: str, path: str, value: object) -> Activity:
    (found,) = gbp.read(call(method, HOST + path, value))
    assert found.actor is not None
    assert found.actor.platform_id == "202"
    return found


@pytest.mark.parametrize(
    ("method", "path", "value", "verb"),
    [
        ("POST", "/localPosts", {"summary": "a"}, Verb.POST),
        ("POST", "/localPosts", {"summary": "a", "scheduledTime": "2030-01-01T09:00:00Z"}, Verb.SCHEDULE),
        ("PATCH", "/localPosts/303", {"callToAction": {"url": "https://a.example/"}}, Verb.EDIT),
        ("POST", "/media", {"sourceUrl": "https://c.example/a.jpg", "mediaFormat": "PHOTO"}, Verb.POST),
        ("POST", "/media", {"locationAssociation": {"category": "LOGO"}}, Verb.PROFILE),
        ("PATCH", "/media/9", {"description": "a cup"}, Verb.EDIT),
        ("POST", "/questions/5/answers:upsert", {"answer": {"text": "yes"}}, Verb.REPLY),
        ("DELETE", "/reviews/4/reply", None, Verb.DELETE),
        ("PATCH", "", {"locationName": "Acme"}, Verb.PROFILE),
    ],
)
def test_what_a_call_does_to_the_business(method: str, path: str, value: object, verb: Verb) -> None:
    assert one(method, path, value).verb is verb


def test_answers_name_what_they_answer() -> None:
    assert one("PUT", "/reviews/4/reply", {"comment": "thanks"}).reply_to == "4"
    assert one("POST", "/questions/5/answers:upsert", {"answer": {"text": "yes"}}).reply_to == "5"


def test_pictures_and_links_are_found() -> None:
    media = [{"sourceUrl": "https://c.example/a.jpg", "mediaFormat": "PHOTO"}, {"mediaFormat": "VIDEO"}]
    found = one("POST", "/localPosts", {"media": media, "callToAction": {"url": "https://a.example/"}})
    assert [(item.url, item.kind) for item in found.media] == [("https://c.example/a.jpg", MediaKind.IMAGE)]
    assert found.links == ("https://a.example/",)


@pytest.mark.parametrize("path", ["/localPosts", "/reviews/4/reply", "/questions"])
def test_nothing_to_say_is_unreadable(path: str) -> None:
    with pytest.raises(UnreadableActivityError):
        gbp.read(call("POST", HOST + path, {}))


def test_questions_and_housekeeping_are_told_from_strangers() -> None:
    assert gbp.call(call("POST", HOST + "/localPosts:reportInsights", {})) is Call.READ
    assert gbp.known(call("POST", HOST + "/verifications", {}))
    for path in ("/somethingNew", ":associate"):
        assert gbp.read(call("POST", HOST + path, {})) == ()
        assert not gbp.known(call("POST", HOST + path, {}))
    assert gbp.read(call("POST", "https://mybusiness.googleapis.com/v4/accounts", {})) == ()


def test_replies_teach_accounts_names_files_and_posts() -> None:
    accounts = said({"accounts": [{"name": "accounts/101", "accountName": "Acme"}]})
    locations = said({"locations": [{"name": "locations/202", "title": "Acme Tools"}, {"name": "locations/203"}]})
    manage = "https://mybusinessaccountmanagement.googleapis.com/v1/accounts"
    assert [*gbp.learn(call("GET", manage), accounts)] == [LoginIs("101", "Acme")]
    assert [*gbp.learn(call("GET", manage + "/101/locations"), locations)] == [NameIs("gbp", "202", "Acme Tools")]
    assert [*gbp.learn(call("POST", HOST + "/media:startUpload"), said({"resourceName": "r1"}))] == [KeptAs("r1")]
    post = said({"name": "accounts/101/locations/202/localPosts/303", "searchUrl": "https://local.example/"})
    assert [*gbp.learn(call("POST", HOST + "/localPosts", {}), post)] == [
        Published("accounts/101/locations/202/localPosts/303", "https://local.example/")
    ]


def test_the_owner_is_asked_about_where_accounts_live() -> None:
    question = gbp.whoami(call("POST", HOST + "/localPosts", {}, authorization="Bearer made-up"))
    assert question is not None
    assert question.url == "https://mybusinessaccountmanagement.googleapis.com/v1/accounts"
    assert question.header("host") == question.host
    assert gbp.whoami(call("POST", HOST + "/localPosts", {})) is None


def test_a_refusal_is_googles_error() -> None:
    refusal = gbp.refusal(call("POST", HOST + "/localPosts", {}), "no")
    assert (refusal.status, json.loads(refusal.content)["error"]["message"]) == (403, "no")
