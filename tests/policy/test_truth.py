"""Evaluation: true, false, or cannot be told."""

import pytest

from tests.support.policies import good_policy, question
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.facts import facts
from twohats_policy.truth import Truth, Unsure, evaluated, truth


def told(text: str) -> Truth:
    activation = ENVIRONMENT.activation(facts(good_policy().team, question()))
    return truth(ENVIRONMENT.inner.compile(text), activation)


def test_true_and_false_are_told() -> None:
    assert told("post.text == ''") is True
    assert told("post.text != ''") is False


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 / size(post.text) > 0", "divide by zero"),
        ("post.tags[1] == ''", "index"),
        ("post.text.matches('(')", "regular"),
    ],
)
def test_an_error_is_unsure_and_says_why(text: str, why: str) -> None:
    found = told(text)

    assert isinstance(found, Unsure)
    assert why in found.why.lower()


def test_what_is_no_truth_is_unsure() -> None:
    assert told("size(post.text)") == Unsure("no true or false")


def test_a_value_without_names_needs_no_activation() -> None:
    assert evaluated(ENVIRONMENT.inner.compile("[1 < 2, 2 < 1]")) == [True, False]


def test_a_condition_that_would_run_for_ever_is_stopped_and_unsure() -> None:
    text = "a + b + c + d + e + f > 100"
    for name in "fedcba":
        text = f"[1, 2, 3, 4, 5, 6, 7, 8, 9].exists({name}, {text})"

    assert isinstance(told(text), Unsure)
