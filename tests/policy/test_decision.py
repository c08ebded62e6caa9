"""Decisions: effect, reasons, places."""

from twohats_policy.decision import Decision, Effect, Place, Reason


def test_effects_are_ordered_from_mildest_to_strictest() -> None:
    assert sorted(Effect, key=lambda effect: effect.rank) == ["allow", "note", "wait", "ask", "second", "block"]


def test_allow_and_note_keep_nothing_from_going_out() -> None:
    assert [effect for effect in Effect if not effect.restricts] == [Effect.ALLOW, Effect.NOTE]


def test_a_decision_names_its_determining_rules() -> None:
    reasons = tuple(Reason(rule=id, effect=Effect.ASK, message="m") for id in "ab")

    assert Decision(effect=Effect.ASK, reasons=reasons).rules == ("a", "b")


def test_a_place_is_written_for_editors() -> None:
    assert str(Place(file="team.yaml", line=3)) == "team.yaml:3"
