"""Many conditions at once."""

import pytest

from tests.support.policies import good_policy, question
from twohats_policy.condition import compiled
from twohats_policy.condition_set import BATCH, ConditionSet
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.facts import facts
from twohats_policy.truth import Unsure


def evaluated(*texts: str) -> list[object]:
    conditions = [compiled(text, ENVIRONMENT, frozenset()) for text in texts]
    activation = ENVIRONMENT.activation(facts(good_policy().team, question(text="n7", media=1)))
    met = dict(ConditionSet.of(conditions, ENVIRONMENT).met(activation))
    return [met.get(place, False) for place in range(len(texts))]


@pytest.mark.parametrize("place", [0, 7, BATCH - 1, BATCH, 2 * BATCH])
def test_those_that_are_met_are_told_by_their_place(place: int) -> None:
    truths = evaluated(*(f"post.text == 'n{number - place + 7}'" for number in range(2 * BATCH + 1)))

    assert [number for number, truth in enumerate(truths) if truth] == [place]


def test_those_that_are_met_come_in_their_order() -> None:
    conditions = [compiled("post.text == 'n7'", ENVIRONMENT, frozenset()) for _ in range(BATCH + 3)]
    activation = ENVIRONMENT.activation(facts(good_policy().team, question(text="n7", media=1)))

    met = ConditionSet.of(conditions, ENVIRONMENT).met(activation)
    assert met == [(place, True) for place in range(BATCH + 3)]


def test_an_error_in_one_leaves_the_others_as_they_are() -> None:
    truths = evaluated(
        "true", "1 / (size(post.media) - 1) == 1", "false // a comment", "post.text.matches(post.text + '(')"
    )

    assert truths[0] is True
    assert isinstance(truths[1], Unsure)
    assert truths[2] is False
    assert isinstance(truths[3], Unsure)


def test_an_unknown_signal_makes_only_its_own_condition_unsure() -> None:
    truths = evaluated("post.text == 'n7'", "post.media.exists(m, m.approved)", "false && post.text_seen_on_personal")

    assert truths[0] is True
    assert isinstance(truths[1], Unsure)
    assert truths[2] is False


def test_one_that_is_met_beside_an_unknown_signal_is_still_told() -> None:
    unknown = "post.media.exists(m, m.approved)"
    truths = evaluated(unknown, f"!({unknown}) || true", "post.media.exists(m, m.selfie) && post.text == 'n8'")

    assert isinstance(truths[0], Unsure)
    assert truths[1:] == [True, False]


def test_conditions_as_deep_as_cel_allows_are_still_evaluated() -> None:
    deep = "(" * 31 + "true" + ")" * 31

    assert evaluated(deep, "true") == [True, True]


def test_no_conditions_have_no_answers() -> None:
    assert evaluated() == []
