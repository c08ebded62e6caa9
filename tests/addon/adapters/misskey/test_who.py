"""Who acts on a Misskey server."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, Published
from twohats.adapters import misskey
from twohats.adapters.misskey.who import credential, endpoint, learn, whoami

API = "https://Misskey.example/api/"
USER = {"id": "u1", "username": "Acme"}
ACME = LoginIs(platform_id="u1", username="acme@misskey.example")


def test_the_token_is_in_the_body_or_the_header() -> None:
    assert credential(call("POST", API + "notes/create", {"i": "t"})) == "t"
    assert credential(call("POST", API + "notes/create", {"text": "a"}, authorization="Bearer t")) == "t"
    assert credential(call("POST", API + "notes/create", b"{", authorization="Bearer t")) == "t"


def test_the_question_for_the_owner_changes_nothing() -> None:
    question = whoami(call("POST", API + "notes/create", {"i": "t"}))
    assert question is not None
    assert (question.method, question.path, credential(question)) == ("POST", "/api/i", "t")
    assert misskey.read(question) == ()
    assert whoami(call("POST", API + "notes/create", {"text": "a"})) is None


def test_owners_are_learnt_from_questions_and_own_notes() -> None:
    assert list(learn(call("POST", API + "i"), said(USER))) == [ACME]
    facts = list(learn(call("POST", API + "notes/create"), said({"createdNote": {"id": "n1", "user": USER}})))
    assert facts == [ACME, Published(id="n1", url="https://misskey.example/notes/n1")]
    assert list(learn(call("POST", API + "users/show"), said(USER))) == []


def test_new_tokens_are_learnt_with_their_owner() -> None:
    checked = learn(call("POST", API + "miauth/made-up/check"), said({"ok": True, "token": "t", "user": USER}))
    assert list(checked) == [LoginIs(platform_id="u1", username="acme@misskey.example", credential="t")]
    signed = learn(call("POST", API + "signin-flow"), said({"finished": True, "id": "u1", "i": "t"}))
    assert list(signed) == [LoginIs(platform_id="u1", credential="t")]


def test_a_file_is_kept_under_its_id() -> None:
    assert list(learn(call("POST", API + "drive/files/create"), said({"id": "f1"}))) == [KeptAs("misskey.example/f1")]


def test_an_endpoint_is_what_follows_api() -> None:
    assert endpoint(call("POST", API + "notes/create/")) == "notes/create"
    assert endpoint(call("GET", "https://misskey.example/notes/1")) == ""
