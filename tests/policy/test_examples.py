"""Examples: `tests:` of policy files, and those of the packs that are shipped."""

from collections.abc import Mapping

import pytest

from tests.support.policies import good_files, good_policy, packs, policy, rule, team
from twohats.sensing import told_by_words
from twohats_policy.account import Strength
from twohats_policy.activity import MediaKind, Verb
from twohats_policy.decision import Decision, Effect
from twohats_policy.engine import decide
from twohats_policy.example import Example, ExampleActivity, ExampleMedia
from twohats_policy.examples import request_of, run_tests
from twohats_policy.files import PackFile
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue, Unknown
from twohats_policy.source import read
from twohats_policy.validation import validated

PACKS = sorted(packs())


def looked_at(file: str, ref: str) -> Mapping[str, SignalValue]:
    """The facts of a file: what lies in the brand's folder is approved."""
    return {"approved": file.startswith("brand-assets/") and ref == "acme"}


def pack(name: str) -> PackFile:
    found, problems = validated(read(f"packs/{name}.yaml", packs()[name])[0], PackFile)
    assert problems == []
    assert found is not None
    return found


def only(name: str) -> Policy:
    """The sample policy with this pack alone."""
    lines = good_files()["team.yaml"].splitlines()
    files = {"team.yaml": "\n".join(f"use: [{name}]" if line.startswith("use:") else line for line in lines)}
    return load(files, employee="anna", packs=packs(), extras=frozenset({"vision"}))


@pytest.mark.parametrize("name", PACKS)
def test_the_examples_of_a_pack_come_out_as_they_say(name: str) -> None:
    assert [failure.words for failure in run_tests(only(name), looked_at, pack(name).tests, told_by_words)] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_a_pack_has_an_example_an_incident_and_the_packs_name(name: str) -> None:
    shipped = pack(name)
    shown = {id for example in shipped.tests for id in example.rules or ()}

    assert shipped.pack == name
    assert {rule.id for rule in shipped.rules} == shown
    assert all(rule.because for rule in shipped.rules)
    assert {tuple(rule.message) for rule in shipped.rules} == {("en", "sv")}
    assert any(example.expect is Effect.ALLOW for example in shipped.tests)


def test_no_two_packs_share_a_rule() -> None:
    ids = [rule.id for name in PACKS for rule in pack(name).rules]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        "Our new drill is here. Try it in every store from Monday!",
        "Thank you all for 10,000 followers ❤",
        "Vi öppnar en ny butik i Malmö på lördag. Välkomna!",
        "Black Friday: 20 % off all saws. https://acme.example/saws?utm=x#now",
        "Congratulations to our friends at @garden for the award! #acmetools",
        "Q: Does it drill into concrete? A: Yes, with the [optional] carbide bit.",
    ],
)
def test_an_ordinary_brand_post_passes_all_packs_in_silence(text: str) -> None:
    example = Example(name="-", activity=ExampleActivity(platform="x", account="acme", text=text), expect=Effect.ALLOW)

    assert run_tests(good_policy(), looked_at, [example], told_by_words) == []


def blind(whole: Policy, kind: MediaKind, signal: str) -> Decision:
    """What is decided about a medium of this kind if `signal` cannot be told."""
    activity = ExampleActivity(platform="x", account="acme-garden", text="Spring", media=(ExampleMedia(kind=kind),))
    asked = request_of(whole, Example(name="-", activity=activity, expect=Effect.ALLOW), looked_at)
    unseen = {**asked.media_signals[0], signal: Unknown(reason="what a video shows can be seen only with the extra")}
    return decide(whole, asked.model_copy(update={"media_signals": (unseen,)}))


def test_a_video_that_nobody_can_look_into_is_not_taken_for_a_selfie() -> None:
    assert "selfie-on-the-brand" not in blind(good_policy(), MediaKind.VIDEO, "selfie").rules
    assert "selfie-on-the-brand" in blind(good_policy(), MediaKind.IMAGE, "selfie").rules


@pytest.mark.parametrize(("kind", "effect"), [(MediaKind.IMAGE, Effect.BLOCK), (MediaKind.VIDEO, Effect.ASK)])
def test_a_video_that_nobody_can_look_into_is_asked_about_not_refused_as_explicit(
    kind: MediaKind, effect: Effect
) -> None:
    assert blind(only("explicit-pictures"), kind, "explicit").effect is effect


def test_the_examples_of_the_files_are_run_with_the_facts_of_the_files_they_name() -> None:
    assert run_tests(good_policy(), looked_at) == []
    assert [failure.words for failure in run_tests(good_policy(), lambda _file, _ref: {"approved": False})] == [
        "expected allow, got ask (unapproved-picture)"
    ]


def test_an_example_that_comes_out_otherwise_says_how() -> None:
    activity = ExampleActivity(platform="x", account="acme")
    kept = policy(team(rule("r")))
    right = Example(name="right", rules=("r",), activity=activity, expect=Effect.ASK)
    wrong = right.model_copy(update={"name": "wrong", "rules": ("s",)})

    assert [(failure.example, failure.words) for failure in run_tests(kept, looked_at, [right, wrong])] == [
        ("wrong", "expected the rules s, got r")
    ]


def test_an_example_becomes_the_question_it_describes() -> None:
    activity = ExampleActivity(platform="x", account="acme", login="anna", verb=Verb.SCHEDULE, form=Verb.POST)
    example = Example(name="-", activity=activity, expect=Effect.ALLOW, hat="brand", now="2026-07-01T23:30")
    asked = request_of(good_policy(), example, looked_at)

    assert (asked.account.ref, asked.account.platform_id, asked.account.confidence) == (
        "acme",
        "1111111111",
        Strength.STATED,
    )
    assert asked.login.ref == "anna"
    assert asked.activity.shown_as is Verb.POST
    assert asked.now.isoformat() == "2026-07-01T21:30:00+00:00"


def test_an_example_of_a_watched_rule_expects_that_it_passes() -> None:
    tests = """tests:
  - {name: passes, activity: {platform: x, account: acme}, expect: allow, rules: []}
  - {name: asks, activity: {platform: x, account: acme}, expect: ask}
"""
    failures = run_tests(policy(team(rule("r", more="mode: observe")) + tests), looked_at)

    assert [(failure.example, failure.words) for failure in failures] == [
        ("asks", "expected ask, got allow; only observed: r")
    ]


def test_words_speak_for_themselves_and_the_example_has_the_last_word() -> None:
    kept = policy(team(rule("draft", more="when: size(post.draft_markers) > 0")))
    written = ExampleActivity(platform="x", account="acme", text="lorem ipsum")
    denied = written.model_copy(update={"signals": {"words.draft_markers": ()}})
    examples = [Example(name=str(n), activity=one, expect=Effect.ASK) for n, one in enumerate((written, denied))]

    assert [failure.example for failure in run_tests(kept, looked_at, examples, told_by_words)] == ["1"]
    assert [failure.example for failure in run_tests(kept, looked_at, examples)] == ["0", "1"]
