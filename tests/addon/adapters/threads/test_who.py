"""Who acts on Threads."""

from tests.support.calls import call
from twohats.adapters.threads.who import credential, evidence, whoami
from twohats_policy.account import Strength

API = "https://graph.threads.net/v1.0/me/threads"
PAGE = "https://www.threads.com/api/v1/media/configure_text_only_post/"


def test_the_page_names_its_account() -> None:
    signs = [*evidence(call("POST", PAGE, cookie="ds_user_id=5555555552; sessionid=5555555552%3Aa"))]
    assert {(sign.platform_id, sign.strength) for sign in signs} == {("5555555552", Strength.STATED)}


def test_the_apis_token_names_nobody_and_is_asked_about() -> None:
    request = call("POST", API + "?access_token=made%20up")
    assert [*evidence(request)] == []
    question = whoami(request)
    assert question is not None
    assert question.raw_target == "/v1.0/me?fields=id,username&access_token=made%20up"
    assert credential(question) == credential(request) == "made up"


def test_where_the_call_names_its_account_there_is_no_question() -> None:
    assert whoami(call("POST", PAGE, cookie="sessionid=5555555552%3Aa")) is None
    assert whoami(call("POST", API)) is None


def test_a_token_of_raw_bytes_can_be_asked_about() -> None:
    question = whoami(call("POST", API, authorization="Bearer a\udcff"))
    assert question is not None
    assert question.raw_target.endswith("access_token=a%3F")
