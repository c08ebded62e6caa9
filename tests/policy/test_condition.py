"""Conditions, compiled at load."""

from typing import Any

import pytest

from tests.support.policies import good_policy, question
from twohats_policy.condition import Condition, ConditionError, compiled
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.facts import facts
from twohats_policy.truth import Truth, Unsure


def condition(text: str) -> Condition:
    return compiled(text, ENVIRONMENT, frozenset())


def holds(condition_text: str, **asked: Any) -> Truth:
    request = question(**asked)
    return condition(condition_text).holds(ENVIRONMENT.activation(facts(good_policy().team, request)))


@pytest.mark.parametrize(
    "text",
    [
        "post.platform == 'x' && post.verb == 'post' && post.shown_as == 'post'",
        "post.tags == ['one', 'two'] && post.mentions == ['bo'] && post.links == ['https://a.example/#x']",
        "account.ref == 'acme' && account.kind == 'brand' && account.name == 'Acme Tools' && account.yours",
        "account.tags.exists(t, t == 'acmetools') && account.has_approved_media && account.confidence == 'stated'",
        "login.ref == 'anna' && login.kind == 'personal' && login.owner == employee",
        "employee == 'anna' && employee_name == 'Anna Berg' && hat == ''",
        "now.hour == 12 && now.minute == 0 && now.weekday == 'wednesday' && now.date == '2026-01-14'",
        "size(post.media) == 1 && post.media[0].kind == 'unknown'",
        "post.text.says('TWO, three') && post.text.lowerAscii().contains('one')",
        "true // with a comment",
    ],
)
def test_every_name_says_what_its_page_says(text: str) -> None:
    assert holds(text, text="#one https://a.example/#x @bo #Two", media=1, login="anna") is True


def test_a_signal_is_read_and_an_unknown_one_is_unsure() -> None:
    text = "post.media.all(m, m.approved)"

    assert holds(text, media=1, media_signals=({"approved": True},)) is True
    assert holds(text, media=1, media_signals=({"approved": False},)) is False
    assert isinstance(holds(text, media=1), Unsure)
    assert isinstance(holds(text, media=1, media_signals=({"approved": "yes"},)), Unsure)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("post.media.exists(m, m . approved)", {"approved"}),
        ("post.text_seen_on_personal", {"text.seen_on_personal"}),
        ("post.text == '.approved'", set[str]()),
        ("post.text.matches(r'.approved\\d') || post.media.exists(approved, approved.url == '')", set[str]()),
        ("post.media.exists(m, m. // the folder\n approved)", {"approved"}),
    ],
)
def test_the_signals_a_condition_looks_at_are_known(text: str, needs: set[str]) -> None:
    assert condition(text).needs == needs


def test_a_condition_that_is_always_false_is_told() -> None:
    assert condition("1 > 2").never
    assert not condition("1 < 2").never
    assert not condition("post.text == ''").never


def test_a_condition_that_cannot_be_used_says_why() -> None:
    with pytest.raises(ConditionError, match="`post` has no `txt`"):
        condition("post.txt == ''")
