"""Many conditions at once."""

from tests.support.policies import good_policy, question
from twohats_policy.condition import compiled
from twohats_policy.condition_set import BATCH, ConditionSet
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.facts import facts
from twohats_policy.truth import Unsure


def evaluated(*texts: str) -> list[object]:
    conditions = [compiled(text, ENVIRONMENT, frozenset()) for text in texts]
    activation = ENVIRONMENT.activation(facts(good_policy().team, question(text="n7", media=1)))
    return list(ConditionSet.of(conditions, ENVIRONMENT).hold(activation))


def test_the_answers_come_in_the_order_of_the_conditions() -> None:
    truths = evaluated(*(f"post.text == 'n{number}'" for number in range(2 * BATCH + 1)))

    assert len(truths) == 2 * BATCH + 1
    assert [number for number, truth in enumerate(truths) if truth is True] == [7]


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


def test_conditions_as_deep_as_cel_allows_are_still_evaluated() -> None:
    deep = "(" * 31 + "true" + ")" * 31

    assert evaluated(deep, "true") == [True, True]


def test_no_conditions_have_no_answers() -> None:
    assert evaluated() == []
