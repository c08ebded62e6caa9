"""Rules against the prompt budget."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.made_trail import EVENING, STOCKHOLM, asked, line
from twohats.audits.record import AuditRecord, RecordedWould
from twohats.reports.budget import FEWEST, RuleBook, Standing, Weighed, over, ready
from twohats.reports.figures import Figures, Period, Reader, figures
from twohats_policy.decision import Effect
from twohats_policy.files import Budget

PERIOD = Period.of_days(EVENING, STOCKHOLM)
DAY = EVENING - timedelta(days=3)
OBSERVED = RecordedWould(effect=Effect.ASK, rules=("links",))


def posts(questions: int, others: int, *, observed: int = 0, rule: str = "links") -> Iterator[AuditRecord]:
    yield from (asked(DAY, rule, "send") for _ in range(questions))
    yield from (line(DAY, rules=("links",), would=OBSERVED) for _ in range(observed))
    yield from (line(DAY) for _ in range(others))


def found(*lines: AuditRecord) -> Figures:
    return figures(lines, PERIOD, Reader("anna"))


@pytest.mark.parametrize(
    ("questions", "others", "is_over"),
    [
        (0, 10, False),
        (1, 2, False),  # one question in three posts is no pattern
        (2, 0, False),
        (3, 72, False),  # exactly 1 in 25
        (3, 71, True),
        (4, 96, False),
        (4, 95, True),
        (FEWEST, 0, True),
    ],
)
def test_a_rule_is_over_where_it_asks_more_often_than_the_budget_and_often_enough(
    questions: int, others: int, is_over: bool
) -> None:
    assert bool(over(found(*posts(questions, others)), RuleBook())) is is_over


def test_what_it_would_have_asked_counts_too() -> None:
    (rule,) = over(found(*posts(1, 40, observed=2)), RuleBook(observed=frozenset({"links"})))

    assert rule == Weighed("links", prompts=3, around=43, standing=Standing.OBSERVED)


def test_posts_of_other_accounts_do_not_thin_it_out() -> None:
    elsewhere = (line(DAY, "acme-garden") for _ in range(500))

    assert over(found(*posts(3, 10), *elsewhere), RuleBook())[0].around == 13


def test_the_budget_is_the_policys() -> None:
    trail = found(*posts(3, 20))

    assert not over(trail, RuleBook(budget=Budget(asks=1, per=5)))
    assert over(trail, RuleBook(budget=Budget(asks=1, per=100)))


@pytest.mark.parametrize(
    ("rule", "standing"),
    [
        ("unknown-account", Standing.BUILT_IN),
        ("links", Standing.IN_FORCE),
        ("tone", Standing.OBSERVED),
        ("beer", Standing.OWN),
        ("gone", Standing.UNKNOWN),
    ],
)
def test_what_can_be_done_depends_on_where_the_rule_is(rule: str, standing: Standing) -> None:
    book = RuleBook(shared=frozenset({"links", "tone"}), own=frozenset({"beer"}), observed=frozenset({"tone"}))

    assert [one.standing for one in over(found(*posts(5, 0, rule=rule)), book)] == [standing]


BACK = RuleBook(shared=frozenset({"links"}), observed=frozenset({"links"}), put_back=frozenset({"links"}))


@pytest.mark.parametrize(
    ("observed", "others", "is_ready"), [(0, 25, True), (0, 24, False), (1, 24, True), (3, 30, False)]
)
def test_a_rule_that_was_put_back_is_ready_once_it_is_quiet_for_enough_posts(
    observed: int, others: int, is_ready: bool
) -> None:
    assert bool(ready(found(*posts(0, others, observed=observed)), BACK)) is is_ready


def test_a_rule_in_force_is_not_waiting_to_be() -> None:
    assert ready(found(*posts(0, 100)), RuleBook(shared=frozenset({"links"}))) == ()
