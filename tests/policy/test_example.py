"""Examples as files spell them."""

from tests.support.policies import policy, problems, team
from twohats_policy.decision import Effect

TESTS = """tests:
  - name: a post
    activity: {platform: x, account: acme, tags: news, signals: {text.seen_on_personal: true}}
    expect: ask
"""


def test_an_example_of_a_file_says_what_is_sent_and_what_must_come_of_it() -> None:
    (example,) = policy(team(more=TESTS)).examples
    assert (example.name, example.expect, example.activity.tags) == ("a post", Effect.ASK, ("news",))
    assert example.activity.signals == {"text.seen_on_personal": True}


def test_a_signal_that_does_not_exist_is_told_at_its_place() -> None:
    (problem,) = problems(team(more=TESTS.replace("text.seen_on_personal", "text.seen")))
    assert problem.startswith("team.yaml:11: tests[0].activity.signals.text.seen: there is no signal `text.seen`; ")
