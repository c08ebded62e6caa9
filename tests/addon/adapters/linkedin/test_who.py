"""Who acts on LinkedIn."""

from tests.support.calls import call
from twohats.adapters.linkedin.who import credential, evidence, whoami


def test_token_and_session_are_opaque_and_asked_about() -> None:
    api = call("POST", "https://api.linkedin.com/rest/posts", {}, authorization="Bearer made-up")
    page = call("POST", "https://www.linkedin.com/voyager/api/graphql", {}, cookie="li_at=made-up", csrf_token="ajax:1")
    for request, target in ((api, "/v2/userinfo"), (page, "/voyager/api/me")):
        question = whoami(request)
        assert question is not None
        assert (question.raw_target, credential(question)) == (target, "made-up")
        assert [*evidence(request)] == []


def test_the_pages_question_keeps_its_own_guard() -> None:
    page = call("POST", "https://www.linkedin.com/voyager/api/graphql", {}, cookie="li_at=made-up", csrf_token="ajax:1")
    question = whoami(page)
    assert question is not None
    assert question.header("csrf-token") == "ajax:1"


def test_without_credential_there_is_no_question() -> None:
    assert whoami(call("POST", "https://api.linkedin.com/rest/posts", {})) is None
    assert whoami(call("PUT", "https://media.linkedin.com/dms-uploads/C1", b"", cookie="li_at=made-up")) is None
