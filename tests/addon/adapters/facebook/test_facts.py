"""What Facebook's replies teach."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published, Reply
from twohats.adapters.facebook.facts import learn

GRAPH = "https://graph.facebook.com/v24.0"
PAGE = "444444444441"


def test_me_is_the_owner_of_the_token() -> None:
    assert [*learn(call("GET", f"{GRAPH}/me?fields=id,name"), said({"id": PAGE, "name": "Acme"}))] == [LoginIs(PAGE)]


def test_pages_come_with_tokens_of_their_own() -> None:
    reply = said({"data": [{"id": PAGE, "username": "acme", "access_token": "made-up"}, {"id": "5", "username": "b"}]})
    assert [*learn(call("GET", f"{GRAPH}/me/accounts"), reply)] == [
        LoginIs(PAGE, "acme", "made-up"),
        NameIs("facebook", "5", "b"),
    ]


def test_an_inspected_token_names_its_page_before_its_person() -> None:
    reply = said({"data": {"user_id": "4", "profile_id": PAGE}})
    assert [*learn(call("GET", f"{GRAPH}/debug_token?input_token=made-up"), reply)] == [
        LoginIs(PAGE, credential="made-up")
    ]


def test_what_was_published_and_what_is_kept() -> None:
    post = call("POST", f"{GRAPH}/{PAGE}/feed", {"message": "a"})
    assert [*learn(post, said({"id": f"{PAGE}_9"}))] == [Published(f"{PAGE}_9", f"https://www.facebook.com/{PAGE}_9")]
    photo = call("POST", f"{GRAPH}/{PAGE}/photos", {"url": "https://c.example/a.jpg", "published": False})
    assert [*learn(photo, said({"id": "5", "post_id": f"{PAGE}_5"}))] == [KeptAs("5")]
    delete = call("DELETE", f"{GRAPH}/{PAGE}_9")
    assert [*learn(delete, said({"success": True}))] == []


def test_answers_of_a_batch_are_strings_of_json() -> None:
    answers = [{"code": 200, "body": f'{{"id":"{PAGE}_9"}}'}, {"code": 403, "body": "{}"}, {"code": 200, "body": "{"}]
    facts = [*learn(call("POST", GRAPH, {"batch": [{"relative_url": "me"}]}), said(answers))]
    assert facts == [Published(f"{PAGE}_9", f"https://www.facebook.com/{PAGE}_9")]


def test_an_operations_post_and_the_suites_accounts() -> None:
    url = "https://business.facebook.com/api/graphql/"
    created = said({"data": {"xfamily_content_create": {"items": [{"story": {"post_id": "9"}}]}}})
    assert [*learn(call("POST", url), created)] == [Published("9", "https://www.facebook.com/9")]
    presence = {"presenceType": "INSTAGRAM", "id": "17841433333333331", "accountName": "acme"}
    assert [*learn(call("POST", url), said({"data": {"presences": [presence]}}))] == [
        NameIs("instagram", "17841433333333331", "acme", handle="17841433333333331")
    ]


def test_an_upload_answers_behind_a_prefix() -> None:
    url = "https://upload.facebook.com/ajax/react_composer/attachments/photo/upload"
    reply = Reply(200, (), b'for (;;);{"payload":{"photoID":"5"}}')
    assert [*learn(call("POST", url), reply)] == [KeptAs("5")]
    assert [*learn(call("POST", url), Reply(200, (), b"for (;;);{"))] == []
