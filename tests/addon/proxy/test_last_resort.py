import pytest

from twohats.adapter import Refusal
from twohats.proxy.last_resort import REASON_LENGTH, plain_refusal, reason_phrase, response_of


@pytest.mark.parametrize("status", [204, 302, 401, 408, 429, 500, 503])
def test_a_status_that_invites_another_try_is_not_used(status: int) -> None:
    assert response_of(Refusal(status, "text/plain", b""), "no").status_code == 403


def test_an_error_that_comes_with_status_200_is_left_as_it_is() -> None:
    response = response_of(Refusal(200, "application/json", b'{"errors": []}'), "Not sent.")
    assert (response.status_code, response.reason) == (200, "Not sent.")


def test_a_refusal_keeps_its_status_shape_and_headers() -> None:
    response = response_of(Refusal(422, "application/json", b"{}", (("x-a", "b"),)), "Not sent.")
    assert (response.status_code, response.reason, response.content) == (422, "Not sent.", b"{}")
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-a"] == "b"
    assert response.headers["content-length"] == "2"


def test_a_reason_phrase_is_one_short_line_of_plain_characters() -> None:
    assert reason_phrase("Not sent \u2013 “ask Bo”\r\nX-Evil: 1") == 'Not sent - "ask Bo" X-Evil: 1'
    assert reason_phrase("Får ej") == "F?r ej"
    assert len(reason_phrase("x" * 500)) == REASON_LENGTH


def test_the_last_resort_says_why() -> None:
    response = plain_refusal("Not sent.")
    assert (response.status_code, response.json()["error"]) == (403, "Not sent.")
