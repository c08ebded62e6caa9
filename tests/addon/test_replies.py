"""Replies, refusals and the one question of our own."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import Reply
from twohats.replies import get, json_refusal, json_reply, succeeded


def test_a_json_reply_is_opened() -> None:
    assert json_reply(said({"id": "1"})) == {"id": "1"}


@pytest.mark.parametrize(
    "reply", [said({"id": "1"}, 403), Reply(200), Reply(200, (), b"<html>"), Reply(200, (), b"\xff")]
)
def test_a_failure_or_other_content_teaches_nothing(reply: Reply) -> None:
    assert json_reply(reply) is None


def test_only_two_hundreds_are_success() -> None:
    assert [succeeded(Reply(status)) for status in (199, 200, 202, 299, 302)] == [False, True, True, True, False]


def test_a_refusal_keeps_letters_as_they_are() -> None:
    refusal = json_refusal(403, {"error": "stoppat för Åsa"})
    assert "Åsa" in refusal.content.decode()
    assert json.loads(refusal.content) == {"error": "stoppat för Åsa"}


def test_our_own_question_carries_only_the_headers_it_needs() -> None:
    request = call("POST", "https://a.example/post", {"text": "x"}, authorization="Bearer made-up", cookie="a=b")
    question = get(request, "/me?fields=id", {"authorization"}, (("accept", "application/json"),))
    assert (question.method, question.host, question.path, question.raw_target) == (
        "GET",
        "a.example",
        "/me",
        "/me?fields=id",
    )
    assert question.headers == (("authorization", "Bearer made-up"), ("accept", "application/json"))
    assert question.content == b""
