"""What Instagram's replies teach."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published, Reply
from twohats.adapters.instagram.facts import learn

APP, GRAPH = "https://i.instagram.com/api/v1/", "https://graph.instagram.com/v24.0/"
ACME = {"pk": 3333333331, "username": "acme"}
NODE = "17841433333333331"


def test_a_login_names_the_new_token_and_the_new_session() -> None:
    reply = Reply(
        200,
        (
            ("ig-set-authorization", "Bearer IGT:2:made-up"),
            ("set-cookie", "a=b"),
            ("set-cookie", "sessionid=kept; Path=/"),
        ),
        said({"logged_in_user": ACME}).content,
    )
    facts = [*learn(call("POST", APP + "accounts/login/"), reply)]
    assert facts == [
        LoginIs("3333333331", "acme", "IGT:2:made-up"),
        LoginIs("3333333331", "acme", "kept"),
        NameIs("instagram", "3333333331", "acme"),
    ]


def test_the_pages_login_names_the_session() -> None:
    reply = said({"authenticated": True, "userId": "3333333331"}, headers={"set-cookie": "sessionid=kept"})
    facts = [*learn(call("POST", "https://www.instagram.com/api/v1/web/accounts/login/ajax/"), reply)]
    assert facts == [LoginIs("3333333331", "", "kept")]


def test_the_current_user_is_the_login_and_others_are_names() -> None:
    assert [*learn(call("GET", APP + "accounts/current_user/?edit=true"), said({"user": ACME}))] == [
        LoginIs("3333333331", "acme")
    ]
    assert [*learn(call("GET", APP + "users/77/info/"), said({"user": {"pk": 77, "username": "anna"}}))] == [
        NameIs("instagram", "77", "anna")
    ]


def test_the_pages_own_form_names_the_login() -> None:
    request = call(
        "GET", "https://www.instagram.com/api/v1/accounts/edit/web_form_data/", cookie="ds_user_id=3333333331"
    )
    assert [*learn(request, said({"form_data": {"username": "acme"}}))] == [LoginIs("3333333331", "acme")]


def test_the_settings_of_the_page_name_the_login() -> None:
    reply = said({"config": {"viewer": {"id": "3333333331", "username": "acme"}}})
    assert [*learn(call("GET", "https://www.instagram.com/data/shared_data/"), reply)] == [
        LoginIs("3333333331", "acme")
    ]


def test_a_published_picture_has_an_address() -> None:
    media = {"id": "1_3333333331", "code": "ABC", "product_type": "clips", "user": ACME}
    facts = [*learn(call("POST", APP + "media/configure_to_clips/"), said({"media": media}))]
    assert facts == [
        NameIs("instagram", "3333333331", "acme"),
        Published("1_3333333331", "https://www.instagram.com/reel/ABC/"),
    ]


def test_every_account_of_the_device_is_a_name() -> None:
    family = {"accounts": [{"main_account": ACME, "linked": [{"pk": 77, "username": "anna"}]}]}
    assert [*learn(call("GET", APP + "multiple_accounts/get_account_family/"), said(family))] == [
        NameIs("instagram", "3333333331", "acme"),
        NameIs("instagram", "77", "anna"),
    ]


def test_uploads_and_containers_are_kept() -> None:
    assert [*learn(call("POST", "https://i.instagram.com/rupload_igphoto/1_0_2"), said({"upload_id": "1"}))] == [
        KeptAs("1")
    ]
    assert [*learn(call("POST", GRAPH + NODE + "/media"), said({"id": "17903330000000001"}))] == [
        KeptAs("17903330000000001")
    ]
    assert [*learn(call("POST", GRAPH + NODE + "/media_publish"), said({"id": "18"}))] == [Published("18")]


def test_the_owner_of_a_graph_token_is_known_by_both_numbers() -> None:
    reply = said({"user_id": NODE, "id": "24", "username": "acme"})
    facts = [*learn(call("GET", GRAPH + "me?fields=user_id,username"), reply)]
    assert facts == [LoginIs(NODE, "acme"), NameIs("instagram", "24", "acme")]


def test_facebooks_host_teaches_names_only() -> None:
    request = call("GET", f"https://graph.facebook.com/{NODE}?fields=id,username")
    assert [*learn(request, said({"id": NODE, "username": "acme"}))] == [NameIs("instagram", NODE, "acme")]
    pages = said({"data": [{"id": "4", "instagram_business_account": {"id": NODE, "username": "acme"}}]})
    assert [*learn(call("GET", "https://graph.facebook.com/me/accounts"), pages)] == [NameIs("instagram", NODE, "acme")]


def test_a_new_graph_token_names_its_owner() -> None:
    for value in ({"access_token": "made-up", "user_id": 24}, {"data": [{"access_token": "made-up", "user_id": "24"}]}):
        request = call("POST", "https://api.instagram.com/oauth/access_token")
        assert [*learn(request, said(value))] == [LoginIs("24", "", "made-up")]


def test_a_failure_teaches_nothing() -> None:
    assert [*learn(call("POST", APP + "accounts/login/"), said({"logged_in_user": ACME}, 400))] == []
