"""What LinkedIn's replies teach."""

import pytest

from tests.support.calls import call, said
from twohats.adapter import LoginIs, NameIs, Published
from twohats.adapters.linkedin.facts import learn

API = "https://api.linkedin.com"
PAGE = "https://www.linkedin.com/voyager/api"


@pytest.mark.parametrize(
    ("url", "value", "login"),
    [
        (f"{API}/v2/userinfo", {"sub": "anna8888882", "name": "Anna"}, LoginIs("anna8888882")),
        (f"{API}/v2/me", {"id": "anna8888882", "vanityName": "anna-berg"}, LoginIs("anna8888882", "anna-berg")),
        (
            f"{PAGE}/me",
            {"plainId": 8888882, "miniProfile": {"publicIdentifier": "anna-berg"}},
            LoginIs("8888882", "anna-berg"),
        ),
        (
            f"{PAGE}/me",
            {"data": {"plainId": 8888882}, "included": [{"publicIdentifier": "anna-berg"}]},
            LoginIs("8888882", "anna-berg"),
        ),
        (f"{PAGE}/me", {"miniProfile": {"objectUrn": "urn:li:member:8888882"}}, LoginIs("8888882")),
    ],
)
def test_the_member_is_learnt(url: str, value: object, login: LoginIs) -> None:
    assert [*learn(call("GET", url), said(value))] == [login]


def test_an_organisation_has_a_name() -> None:
    reply = said({"id": 8888888881, "vanityName": "acme"})
    assert [*learn(call("GET", f"{API}/rest/organizations/8888888881"), reply)] == [
        NameIs("linkedin", "8888888881", "acme")
    ]


def test_a_post_is_named_in_the_header() -> None:
    reply = said({}, 201, {"x-restli-id": "urn:li:share:7"})
    assert [*learn(call("POST", f"{API}/rest/posts", {}), reply)] == [
        Published("urn:li:share:7", "https://www.linkedin.com/feed/update/urn:li:share:7/")
    ]
    assert [*learn(call("POST", f"{API}/rest/posts", {}), said({}, 403, {"x-restli-id": "urn:li:share:7"}))] == []


def test_a_post_of_the_page_is_named_in_the_body() -> None:
    value = {"data": {"data": {"createContentcreationDashShares": {"resourceKey": "urn:li:share:7"}}}}
    assert [*learn(call("POST", f"{PAGE}/graphql?action=execute", {}), said(value))] == [
        Published("urn:li:share:7", "https://www.linkedin.com/feed/update/urn:li:share:7/")
    ]


def test_an_announced_upload_is_no_post() -> None:
    request = call("POST", f"{API}/rest/images?action=initializeUpload", {})
    assert [*learn(request, said({"id": "urn:li:share:7"}))] == []
