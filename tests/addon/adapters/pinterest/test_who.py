"""Who acts on Pinterest."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, Published
from twohats.adapters.pinterest.who import credential, evidence, learn, whoami
from twohats_policy.account import Strength

API = "https://api.pinterest.com/v5/"
PAGE = "https://www.pinterest.com/resource/"


def test_the_token_or_the_pages_session_stands_for_the_login() -> None:
    assert credential(call("POST", API + "pins", authorization="Bearer pina_x")) == "pina_x"
    assert credential(call("POST", PAGE, cookie='csrftoken=c; _pinterest_sess="s"')) == "s"


def test_only_the_api_can_be_asked_for_the_login() -> None:
    question = whoami(call("POST", API + "pins", authorization="Bearer pina_x"))
    assert question is not None
    assert (question.method, question.path, credential(question)) == ("GET", "/v5/user_account", "pina_x")
    assert whoami(call("POST", PAGE, cookie="_pinterest_sess=s")) is None


def test_a_board_is_a_weak_sign() -> None:
    (sign,) = evidence(call("POST", API + "pins", {"board_id": 5}))
    assert (sign.strength, sign.platform_id) == (Strength.HINT, "5")
    assert list(evidence(call("POST", API + "pins", b"{"))) == []


def test_the_api_says_whose_token_it_is() -> None:
    reply = said({"id": "9", "username": "acme", "account_type": "BUSINESS"})
    assert list(learn(call("GET", API + "user_account"), reply)) == [LoginIs(platform_id="9", username="acme")]


def test_the_page_says_who_is_looking_only_if_signed_in() -> None:
    user = {"id": "9", "username": "acme"}
    request = call("GET", PAGE + "BoardsResource/get/")
    seen = said({"client_context": {"is_authenticated": True, "user": user}})
    assert list(learn(request, seen)) == [LoginIs(platform_id="9", username="acme")]
    assert list(learn(request, said({"client_context": {"is_authenticated": False, "user": user}}))) == []


def test_somebody_elses_page_is_no_login() -> None:
    reply = said({"resource_response": {"data": {"id": "7", "username": "stranger"}}})
    assert list(learn(call("GET", PAGE + "UserResource/get/"), reply)) == []


def test_uploads_and_new_pins_are_named() -> None:
    upload = call("POST", "https://www.pinterest.com/upload-image/")
    assert list(learn(upload, said({"image_url": "https://i.pinimg.com/a.jpg"}))) == [
        KeptAs("https://i.pinimg.com/a.jpg")
    ]
    assert list(learn(call("POST", API + "media"), said({"media_id": "3"}))) == [KeptAs("3")]
    made = Published(id="81", url="https://www.pinterest.com/pin/81/")
    assert list(learn(call("POST", API + "pins"), said({"id": "81"}, 201))) == [made]
    assert list(
        learn(call("POST", PAGE + "RepinResource/create/"), said({"resource_response": {"data": {"id": "81"}}}))
    ) == [made]
    assert (
        list(learn(call("POST", PAGE + "BoardResource/create/"), said({"resource_response": {"data": {"id": "5"}}})))
        == []
    )
