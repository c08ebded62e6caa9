"""What can be wrong with a condition, in words."""

import pytest

from twohats_policy.condition_faults import Fault, faults
from twohats_policy.environment import ENVIRONMENT, Environment
from twohats_policy.names import POST, VARIABLES, VOCABULARY
from twohats_policy.vocabulary import Group, Kind, Name, Signal, Vocabulary

LANGUAGE = Name("tongue", Kind.TEXT, "Its language.", signal=Signal("text.tongue", extra="languages"))
WITH_EXTRA = Environment(
    Vocabulary(
        VARIABLES,
        tuple(Group("post", "", (*POST.names, LANGUAGE)) if g is POST else g for g in VOCABULARY.groups),
    )
)


def told(text: str) -> list[Fault]:
    return list(faults(text, ENVIRONMENT, frozenset()))


def test_every_fault_of_a_condition_is_told_with_its_line_and_caret() -> None:
    assert told("account.knd == ''\n  && pst.text == ''") == [
        Fault(0, "`account` has no `knd`", "did you mean `kind`?", "  | account.knd == ''\n  |        ^"),
        Fault(1, "`pst` is not known", "did you mean `post`?", "  |   && pst.text == ''\n  |         ^"),
    ]


def test_a_signal_whose_extra_is_missing_names_the_extra() -> None:
    text = "post.tongue == 'sv'"

    assert list(faults(text, WITH_EXTRA, frozenset())) == [
        Fault(
            0,
            "`tongue` needs the extra `languages`, which is not installed",
            "install `twohats[languages]`, or delete the rule",
        )
    ]
    assert list(faults(text, WITH_EXTRA, frozenset({"languages"}))) == []


@pytest.mark.parametrize("text", ["post.text.matches('[a-')", "post.text != '' || post.text.matches( r'(' )"])
def test_a_broken_regular_expression_is_told_wherever_it_stands(text: str) -> None:
    assert "is no regular expression" in told(text)[0].what


@pytest.mark.parametrize("text", ["now.weekday == 'Monday'", "post.media.exists(m, m.kind != 'picture')"])
def test_a_word_that_a_name_never_has_is_told(text: str) -> None:
    assert "is never" in told(text)[0].what


def test_a_condition_without_bounds_is_told_in_one_line() -> None:
    assert told("true || " * 1000 + "true") == [
        Fault(0, "is 8004 characters long, 4000 is the limit", "split it into several rules")
    ]
    assert len(told("(" * 1000 + "true" + ")" * 1000)) == 1


def test_a_condition_that_is_not_true_or_false_is_told() -> None:
    assert told("size(post.text)")[0].what == "gives int, not true or false"
    assert told("dyn(post.text)")[0].what == "gives dyn, not true or false"


def test_two_conditions_cannot_be_smuggled_in_as_one() -> None:
    assert told("true, true")
    assert told("true) || (true")


def test_a_signal_used_in_a_way_that_cannot_be_evaluated_is_told() -> None:
    assert (
        told("size([twohats.Media{approved: true}]) == 1")[0].what == "uses a signal in a way that cannot be evaluated"
    )
