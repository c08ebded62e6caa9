"""Decision requests."""

from tests.support.policies import question
from twohats_policy.request import Unknown


def test_a_request_holds_unknown_signals_beside_known_ones() -> None:
    asked = question(media=1, media_signals=({"approved": Unknown(reason="late"), "seen_on_personal": True},))

    assert asked.media_signals[0]["approved"] == Unknown(reason="late")
    assert asked.media_signals[0]["seen_on_personal"] is True


def test_a_call_is_readable_and_known_unless_said_otherwise() -> None:
    assert question().readable
    assert question().known_call
