"""The engine's laws, and what is special about it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.policies import HEAD, NOON, policy, question, rule, team
from twohats_policy.activity import Activity, Media, Target, Verb
from twohats_policy.decision import Decision, Effect, Reason, Risk
from twohats_policy.engine import decide, needs, strictest
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, Unknown

CONDITIONS: dict[str | None, Callable[[DecisionRequest], bool | None]] = {
    None: lambda _: True,
    "post.text.contains('beer')": lambda asked: "beer" in asked.activity.text,
    "size(post.media) > 0": lambda asked: bool(asked.activity.media),
    "account.kind == 'personal'": lambda asked: asked.account.ref in {"anna", "bo"},
    "hat == 'personal'": lambda asked: asked.hat == "personal",
    "now.hour >= 22": lambda asked: asked.now.hour >= 22,
    "2 / size(post.media) > 0": lambda asked: bool(asked.activity.media) or None,
}
"""Conditions with what they mean; None: cannot be told."""

SCOPES: list[dict[str, Any]] = [
    {},
    {"account": "brand"},
    {"account": ["anna", "unknown"]},
    {"verbs": ["post", "story"]},
    {"account": "acme", "platforms": ["x"], "verbs": "schedule"},
]

rules = st.lists(
    st.fixed_dictionaries(
        {
            "effect": st.sampled_from([effect.value for effect in Effect if effect is not Effect.WAIT]),
            "when": st.sampled_from(list(CONDITIONS)),
            "for": st.sampled_from(SCOPES),
        }
    ),
    min_size=1,
    max_size=6,
)
requests = st.builds(
    lambda ref, verb, form, text, media, hat, hour: question(
        ref,
        verb=verb,
        form=form,
        text=text,
        media=media,
        asked={"hat": hat, "now": NOON.replace(hour=hour)},
    ),
    st.sampled_from(["acme", "anna", "bo", None, "not-in-the-policy"]),
    st.sampled_from([Verb.POST, Verb.SCHEDULE, Verb.REACT, Verb.DELETE, Verb.UPLOAD]),
    st.sampled_from([None, Verb.POST, Verb.STORY]),
    st.sampled_from(["", "beer", "tools"]),
    st.integers(0, 2),
    st.sampled_from(["", "personal", "acme"]),
    st.sampled_from([9, 23]),
)


def loaded(given_rules: list[dict[str, Any]], **settings: str) -> Policy:
    """A policy with these rules, all written in one line so that places say nothing of their order."""
    written = [
        {key: value for key, value in rule.items() if value is not None} | {"message": "m"} for rule in given_rules
    ]
    text = HEAD + "".join(f"{key}: {value}\n" for key, value in settings.items()) + f"rules: {json.dumps(written)}\n"
    return load({"team.yaml": text}, employee="anna", packs={}, extras=frozenset())


def numbered(given_rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"r{number}", **rule} for number, rule in enumerate(given_rules)]


def naive(given_rules: list[dict[str, Any]], asked: DecisionRequest) -> Effect:
    """The engine in ten lines: every rule by itself, strictest wins."""
    ref = asked.account.ref if asked.account.ref in {"acme", "anna", "bo"} else None
    kind = {"acme": "brand", None: "unknown"}.get(ref, "personal")
    publishes, verbs = asked.activity.publishes, {asked.activity.verb, asked.activity.shown_as}
    effects = [Effect.ASK] if publishes and ref not in {"acme", "anna"} else []
    for entry in given_rules:
        scope = {key: [value] if isinstance(value, str) else value for key, value in entry["for"].items()}
        in_scope = {ref, kind} & set(scope.get("account", [ref])) and asked.activity.platform in scope.get(
            "platforms", ["x"]
        )
        met = CONDITIONS[entry["when"]](asked)
        if (
            publishes
            and in_scope
            and verbs & set(scope.get("verbs", verbs))
            and (met or (met is None and Effect(entry["effect"]).restricts))
        ):
            effects.append(Effect(entry["effect"]))
    return max(effects, key=lambda effect: effect.rank, default=Effect.ALLOW)


@settings(max_examples=60, deadline=None)
@given(rules, requests)
def test_the_engine_agrees_with_the_naive_specification(
    given_rules: list[dict[str, Any]], asked: DecisionRequest
) -> None:
    assert decide(loaded(numbered(given_rules)), asked).effect is naive(given_rules, asked)


@settings(max_examples=30, deadline=None)
@given(rules, requests, st.randoms())
def test_the_order_of_rules_does_not_matter(
    given_rules: list[dict[str, Any]], asked: DecisionRequest, random: Any
) -> None:
    shuffled = numbered(given_rules)
    random.shuffle(shuffled)

    assert decide(loaded(shuffled), asked) == decide(loaded(numbered(given_rules)), asked)


@settings(max_examples=30, deadline=None)
@given(rules, rules, requests)
def test_adding_rules_never_loosens(
    given_rules: list[dict[str, Any]], added: list[dict[str, Any]], asked: DecisionRequest
) -> None:
    before = decide(loaded(numbered(given_rules)), asked)
    after = decide(loaded(numbered(given_rules + added)), asked)

    assert after.effect.rank >= before.effect.rank


@settings(max_examples=30, deadline=None)
@given(rules, rules, requests)
def test_adding_observed_rules_changes_nothing_but_what_is_watched(
    given_rules: list[dict[str, Any]], added: list[dict[str, Any]], asked: DecisionRequest
) -> None:
    watching = [{**rule, "mode": "observe"} for rule in added]
    before = decide(loaded(numbered(given_rules)), asked)
    after = decide(loaded(numbered(given_rules + watching)), asked)
    in_force = decide(loaded(numbered(given_rules + added)), asked)

    assert after.model_copy(update={"watched": ()}) == before
    assert after.would is in_force.effect


@settings(max_examples=30, deadline=None)
@given(rules, requests)
def test_an_unknown_account_is_never_allowed_while_unknown_accounts_are_asked_about(
    given_rules: list[dict[str, Any]], asked: DecisionRequest
) -> None:
    unknown = asked.model_copy(update={"account": question(None).account})
    decision = decide(loaded(numbered(given_rules), unknown_account="ask"), unknown)

    assert decision.effect.rank >= Effect.ASK.rank or not asked.activity.publishes


@settings(max_examples=30, deadline=None)
@given(requests)
def test_an_empty_policy_asks(asked: DecisionRequest) -> None:
    decision = decide(policy(team(), packs={}), asked)

    assert (decision.effect is Effect.ASK) == asked.activity.publishes


@settings(max_examples=30, deadline=None)
@given(rules, requests)
def test_a_decision_is_the_same_every_time(given_rules: list[dict[str, Any]], asked: DecisionRequest) -> None:
    kept = loaded(numbered(given_rules))

    assert decide(kept, asked) == decide(kept, asked) == decide(loaded(numbered(given_rules)), asked)


def test_the_determining_rules_are_named_with_place_and_the_milder_ones_kept() -> None:
    decision = decide(policy(team(rule("b"), rule("a"), rule("c", "note"))), question())

    assert decision.rules == ("a", "b")
    assert [str(reason.place) for reason in decision.reasons] == ["team.yaml:12", "team.yaml:11"]
    assert [reason.rule for reason in decision.others] == ["c"]


def test_no_rule_that_meets_lets_an_account_of_the_employee_pass() -> None:
    kept = policy(team(rule("beer", more="when: \"post.text.contains('beer')\"")))

    assert decide(kept, question(text="tools")) == Decision(effect=Effect.ALLOW)


def test_a_brand_the_employee_does_not_post_for_asks() -> None:
    kept = policy(team(rule("r", "note")), employee="bo")

    assert decide(kept, question("acme", asked={"employee": "bo"})).rules == ("not-your-account",)


def test_somebody_elses_personal_account_asks() -> None:
    assert decide(policy(team(rule("r", "note"))), question("bo")).rules == ("not-your-account",)


def test_a_key_that_the_policy_does_not_have_is_an_unknown_account() -> None:
    assert decide(policy(team(rule("r", "note"))), question("gone")).rules == ("unknown-account",)


@pytest.mark.parametrize("verb", [Verb.DELETE, Verb.UPLOAD])
def test_what_does_not_publish_passes_unless_a_rule_names_it(verb: Verb) -> None:
    silent = policy(team(rule("r", "block")))
    named = policy(team(rule("r", "block", f"for: {{verbs: {verb}}}")))

    assert decide(silent, question(None, verb=verb)).effect is Effect.ALLOW
    assert decide(named, question(None, verb=verb)).effect is Effect.BLOCK


def test_a_scheduled_post_does_not_slip_past_a_rule_for_posts() -> None:
    kept = policy(team(rule("r", "block", "for: {verbs: post}")))

    assert decide(kept, question(verb=Verb.SCHEDULE, form=Verb.POST)).effect is Effect.BLOCK


def test_an_unreadable_call_asks_at_least() -> None:
    kept = policy(team(rule("r", "note")))

    assert decide(kept, question(asked={"readable": False})).rules == ("unreadable",)


def test_an_unreadable_call_asks_even_when_it_looks_like_an_upload() -> None:
    kept = policy(team(rule("r", "note")))

    assert decide(kept, question(verb=Verb.UPLOAD, asked={"readable": False})).effect is Effect.ASK


def test_an_unknown_call_is_judged_by_its_setting_alone() -> None:
    kept = policy(team(rule("r", "block"), more="unknown_call: note"))

    assert decide(kept, question(None, asked={"known_call": False})).rules == ("unknown-call",)
    assert decide(kept, question(None, asked={"known_call": False})).effect is Effect.NOTE


def test_content_that_was_prepared_unseen_asks() -> None:
    kept = policy(team(rule("r", "note")))

    assert decide(kept, question(uses="178")).rules == ("unseen-content",)
    assert decide(kept, question(uses="178", media=1)).effect is Effect.NOTE


def test_an_observed_account_passes_and_keeps_the_reasons() -> None:
    kept = policy(team(rule("r", "block")).replace("kind: brand,", "kind: brand, mode: observe,"))
    decision = decide(kept, question())

    assert decision.effect is Effect.ALLOW
    assert decision.observed
    assert decision.rules == ("r",)


def test_an_observed_account_does_not_open_the_way_to_an_enforced_one() -> None:
    observed = team(rule("r", "block")).replace(
        "kind: personal, owner: anna,", "kind: personal, owner: anna, mode: observe,"
    )
    kept = policy(observed)
    acme, bo = Target(network="x", platform_id="1111111111"), Target(network="x", ref="bo")
    somewhere = Target(network="facebook", platform_id="9")

    assert decide(kept, question("anna")).observed
    assert decide(kept, question("anna", targets=(somewhere, Target(network="x", ref="anna")))).observed
    assert decide(kept, question("anna", targets=(somewhere, acme))).effect is Effect.BLOCK
    assert decide(kept, question("anna", targets=(bo,))).effect is Effect.BLOCK


def test_a_rule_that_is_only_observed_determines_nothing_and_is_kept_with_its_place() -> None:
    kept = policy(team(rule("strict", "block", "mode: observe"), rule("mild", "note")))
    decision = decide(kept, question())

    assert (decision.effect, decision.rules, decision.others, decision.observed) == (Effect.NOTE, ("mild",), (), False)
    assert [(str(reason.place), reason.effect) for reason in decision.watched] == [("team.yaml:11", Effect.BLOCK)]
    assert decision.would is Effect.BLOCK


def test_an_observed_rule_that_cannot_be_told_says_what_is_missing() -> None:
    kept = policy(team(rule("r", "ask", "mode: observe, when: post.text_seen_on_personal")))
    decision = decide(kept, question())

    assert decision.effect is Effect.ALLOW
    assert [reason.unsure for reason in decision.watched] == [("text.seen_on_personal",)]
    assert needs(kept, question().activity, question().account) == {"text.seen_on_personal"}


def test_an_observed_rule_is_not_what_a_second_person_or_a_window_is_for() -> None:
    kept = policy(team(rule("a", "second", "mode: observe"), rule("b", "wait", "wait_seconds: 20")))

    assert decide(kept, question()).approvers == ()
    assert decide(kept, question()).wait_seconds == 20


def test_an_observed_rule_of_an_observed_account_is_watched_too() -> None:
    text = team(rule("seen", "block", "mode: observe"), rule("r")).replace(
        "kind: brand,", "kind: brand, mode: observe,"
    )
    decision = decide(policy(text), question())

    assert (decision.effect, decision.observed, decision.rules) == (Effect.ALLOW, True, ("r",))
    assert [reason.rule for reason in decision.watched] == ["seen"]
    assert decision.would is Effect.BLOCK


def test_a_rule_carries_its_risk() -> None:
    kept = policy(team(rule("a", "ask", "risk: high"), rule("b")))

    assert [reason.risk for reason in decide(kept, question()).reasons] == [Risk.HIGH, Risk.NORMAL]
    assert decide(kept, question()).risk is Risk.HIGH
    assert decide(policy(team(rule("a", "note", "risk: high"), rule("b"))), question()).risk is Risk.NORMAL


def test_an_unknown_signal_counts_as_met_if_the_rule_restricts() -> None:
    condition = 'when: "post.media.exists(m, m.seen_on_personal)"'
    kept = policy(team(rule("strict", "ask", condition), rule("mild", "note", condition)))
    known = question(media=1, media_signals=({"seen_on_personal": False},))
    unknown = question(media=1, media_signals=({"seen_on_personal": Unknown(reason="late")},))

    assert decide(kept, known).effect is Effect.ALLOW
    assert [reason.unsure for reason in decide(kept, unknown).reasons] == [("seen_on_personal",)]
    assert decide(kept, question(media=1)).rules == ("strict",)
    assert decide(kept, unknown).others == ()


def test_an_unknown_signal_about_the_text_is_named_too() -> None:
    kept = policy(team(rule("r", "ask", 'when: "post.text_seen_on_personal"')))

    assert decide(kept, question()).reasons[0].unsure == ("text.seen_on_personal",)


def test_an_unknown_signal_changes_nothing_where_the_condition_does_not_hang_on_it() -> None:
    condition = "when: \"account.kind == 'personal' && post.media.exists(m, m.seen_on_personal)\""

    assert decide(policy(team(rule("r", "ask", condition))), question(media=1)).effect is Effect.ALLOW


def test_a_condition_that_fails_counts_as_met_if_the_rule_restricts() -> None:
    condition = 'when: "post.tags[3] == post.text"'
    kept = policy(team(rule("strict", "ask", condition), rule("mild", "note", condition), rule("other", "note")))
    decision = decide(kept, question())

    assert decision.rules == ("strict",)
    assert "index" in decision.reasons[0].unsure[0].lower()
    assert [reason.rule for reason in decision.others] == ["other"]


def test_wait_takes_the_longest_time_and_second_names_the_approvers() -> None:
    waits = policy(team(rule("a", "wait", "wait_seconds: 20"), rule("b", "wait", "wait_seconds: 40")))

    assert decide(waits, question()).wait_seconds == 40
    assert decide(policy(team(rule("a", "second"))), question()).approvers == ("bo",)


def test_the_hat_and_the_local_time_reach_the_rules() -> None:
    text = team(rule("night", "ask", 'when: "now.hour == 12"'), more="timezone: Europe/Stockholm")

    assert decide(policy(text), question()).rules == ("night",)


def test_needs_names_the_signals_of_the_rules_in_scope() -> None:
    condition = 'when: "post.media.exists(m, m.seen_on_personal)", for: {account: brand}'
    words = 'when: "post.text_seen_on_personal"'
    kept = policy(team(rule("r", "ask", condition), rule("w", "ask", words)))
    with_picture = Activity(platform="x", verb=Verb.POST, media=(Media(key="1"),))
    without = Activity(platform="x", verb=Verb.POST)

    assert needs(kept, with_picture, question("acme").account) == {"seen_on_personal", "text.seen_on_personal"}
    assert needs(kept, without, question("acme").account) == {"text.seen_on_personal"}
    assert needs(kept, with_picture, question("anna").account) == {"text.seen_on_personal"}


def test_the_strictest_of_several_decisions_counts_and_all_reasons_are_kept() -> None:
    ask = Decision(effect=Effect.ASK, reasons=(Reason(rule="a", effect=Effect.ASK, message="A"),))
    note = Decision(effect=Effect.NOTE, reasons=(Reason(rule="n", effect=Effect.NOTE, message="N"),))
    one = strictest([note, ask, Decision(effect=Effect.ALLOW), ask])

    assert (one.effect, one.rules) == (Effect.ASK, ("a",))
    assert [reason.rule for reason in one.others] == ["n"]
    assert one == strictest([ask, Decision(effect=Effect.ALLOW), note])


def test_what_is_watched_in_one_of_several_decisions_is_kept() -> None:
    seen = Reason(rule="s", effect=Effect.BLOCK, message="S")
    ask = Decision(effect=Effect.ASK, reasons=(Reason(rule="a", effect=Effect.ASK, message="A"),), watched=(seen,))
    one = strictest([ask, Decision(effect=Effect.ALLOW, watched=(seen,))])

    assert (one.effect, one.watched, one.would) == (Effect.ASK, (seen,), Effect.BLOCK)


def test_an_observed_account_beside_one_that_counts_is_only_watched() -> None:
    block = Reason(rule="b", effect=Effect.BLOCK, message="B")
    note = Reason(rule="n", effect=Effect.NOTE, message="N")
    idle = Decision(effect=Effect.ALLOW, observed=True, reasons=(block,), others=(note,))
    one = strictest([idle, Decision(effect=Effect.NOTE, reasons=(note,))])

    assert (one.effect, one.observed, one.reasons, one.others) == (Effect.NOTE, False, (note,), ())
    assert (one.watched, one.would) == ((block,), Effect.BLOCK)
    assert strictest([idle]) == idle


def test_nothing_is_no_decision() -> None:
    with pytest.raises(ValueError, match="empty"):
        strictest([])
