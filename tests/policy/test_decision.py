"""Decisions: effect, reasons, places."""

from twohats_policy.decision import Decision, Effect, Place, Reason, Risk


def test_effects_are_ordered_from_mildest_to_strictest() -> None:
    assert sorted(Effect, key=lambda effect: effect.rank) == ["allow", "note", "wait", "ask", "second", "block"]


def test_allow_and_note_keep_nothing_from_going_out() -> None:
    assert [effect for effect in Effect if not effect.restricts] == [Effect.ALLOW, Effect.NOTE]


def test_a_decision_names_its_determining_rules() -> None:
    reasons = tuple(Reason(rule=id, effect=Effect.ASK, message="m") for id in "ab")

    assert Decision(effect=Effect.ASK, reasons=reasons).rules == ("a", "b")


def test_the_risk_is_the_worst_of_the_determining_rules() -> None:
    high = Reason(rule="h", effect=Effect.ASK, message="m", risk=Risk.HIGH)
    normal = Reason(rule="n", effect=Effect.ASK, message="m")

    assert Decision(effect=Effect.ASK, reasons=(normal, high)).risk is Risk.HIGH
    assert Decision(effect=Effect.ASK, reasons=(normal,), others=(high,), watched=(high,)).risk is Risk.NORMAL
    assert Decision(effect=Effect.ALLOW).risk is Risk.NORMAL


def test_what_would_have_happened_counts_what_is_only_observed() -> None:
    ask = Reason(rule="a", effect=Effect.ASK, message="m")
    note = Reason(rule="n", effect=Effect.NOTE, message="m")

    assert Decision(effect=Effect.ASK, reasons=(ask,)).would is Effect.ASK
    assert Decision(effect=Effect.ALLOW, observed=True, reasons=(ask,), others=(note,)).would is Effect.ASK
    assert Decision(effect=Effect.NOTE, reasons=(note,), watched=(ask,)).would is Effect.ASK
    assert Decision(effect=Effect.ASK, reasons=(ask,), watched=(note,)).would is Effect.ASK
    assert Decision(effect=Effect.ALLOW).would is Effect.ALLOW


def test_a_place_is_written_for_editors() -> None:
    assert str(Place(file="team.yaml", line=3)) == "team.yaml:3"
