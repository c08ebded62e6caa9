"""Figures over a period, counted by hand and in general."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_trail import EVENING, STOCKHOLM, asked, four_weeks, line
from twohats.audits.log import Unreadable
from twohats.audits.record import AuditRecord, RecordedWould
from twohats.question import Ending
from twohats.reports.counts import Counts
from twohats.reports.figures import DAYS, Figures, Period, Reader, figures
from twohats.reports.posts import ASKED, AccountName, End
from twohats_policy.account import AccountKind
from twohats_policy.decision import Effect

PERIOD = Period.of_days(EVENING, STOCKHOLM)
THURSDAY, FRIDAY = (datetime(2026, 11, day, 11, tzinfo=UTC) for day in (19, 20))
ANNA, EVERYBODY = Reader("anna"), Reader("anna", everybody=True)
ACME, UNKNOWN = AccountName(AccountKind.BRAND, "acme"), AccountName(AccountKind.UNKNOWN)
OBSERVED = RecordedWould(effect=Effect.ASK, rules=("tone",))

TRAIL = (
    line(THURSDAY),
    asked(THURSDAY, "links", "block", 8),
    asked(THURSDAY, "links", "send", 4, employee="bo"),
    line(FRIDAY, "acme-trial", rules=("tone",), would=OBSERVED),
    asked(FRIDAY, "unknown-account", Ending.CLOCK, account=""),
    line(FRIDAY, "anna"),
    line(FRIDAY, "bo", employee="bo"),
    asked(FRIDAY, "links", "vouched", 6, employee="bo"),
)


def test_a_trail_counted_by_hand() -> None:
    found = figures(TRAIL, PERIOD, ANNA)

    assert (found.total.posts, found.total.asked, found.total.caught, found.total.would_ask) == (8, 4, 1, 1)
    assert found.total.seconds == 6
    assert [(str(day), counts.posts) for day, counts in found.days.items() if counts.posts] == [
        ("2026-11-19", 3),
        ("2026-11-20", 5),
    ]
    assert {name: counts.posts for name, counts in found.accounts.items()} == {
        ACME: 4,
        AccountName(AccountKind.BRAND, "acme-trial"): 1,
        AccountName(AccountKind.PERSONAL): 1,
        AccountName(AccountKind.PERSONAL, "anna"): 1,
        UNKNOWN: 1,
    }
    assert {id: counts.posts for id, counts in found.people.items()} == {"anna": 5}


def test_rules_counted_by_hand() -> None:
    rules = {rule.rule: rule for rule in figures(TRAIL, PERIOD, ANNA).rules}

    assert list(rules) == ["links", "tone", "unknown-account"]
    assert (rules["links"].counts.posts, rules["links"].counts.asked, rules["links"].around) == (3, 3, 4)
    assert (rules["tone"].counts.posts, rules["tone"].counts.asked, rules["tone"].counts.would_ask) == (1, 0, 1)
    assert rules["unknown-account"].counts.ends[End.NOBODY] == 1


def test_nothing_in_the_trail_is_a_period_of_quiet_days() -> None:
    found = figures((), PERIOD, ANNA)

    assert found.total.posts == 0
    assert len(found.days) == DAYS
    assert (found.accounts, found.people, found.rules, found.vouched, found.unreadable) == ({}, {}, (), (), 0)


def test_a_period_begins_at_midnight_by_the_clock_of_the_team() -> None:
    assert PERIOD.since == datetime(2026, 10, 26, tzinfo=STOCKHOLM)
    assert next(iter(PERIOD.days)) == date(2026, 10, 26)
    assert list(PERIOD.days)[-1] == date(2026, 11, 22)


def test_a_period_over_the_change_of_clocks_has_whole_days() -> None:
    over = Period.of_days(datetime(2026, 11, 3, 12, tzinfo=STOCKHOLM), STOCKHOLM, days=14)

    assert over.since == datetime(2026, 10, 21, tzinfo=STOCKHOLM)
    assert len(list(over.days)) == 14


def test_a_day_is_that_of_the_team_not_of_greenwich() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert figures([line(late)], PERIOD, ANNA).days[date(2026, 11, 20)].posts == 1


def test_what_lies_outside_the_period_is_left_out() -> None:
    outside = [line(PERIOD.since - timedelta(seconds=1)), line(PERIOD.until + timedelta(seconds=1))]
    inside = [line(PERIOD.since), line(PERIOD.until)]

    assert figures([*outside, *inside], PERIOD, ANNA).total.posts == 2


def test_a_period_that_has_not_begun_is_empty() -> None:
    found = figures(TRAIL, Period(EVENING + timedelta(days=3), EVENING, STOCKHOLM), ANNA)

    assert (found.total.posts, list(found.days)) == (0, [])


def test_of_one_person_alone() -> None:
    assert figures(TRAIL, PERIOD, EVERYBODY, person="bo").total.posts == 3


def test_only_who_may_see_everybody_sees_others_by_name() -> None:
    mine, all_of_us = figures(TRAIL, PERIOD, ANNA), figures(TRAIL, PERIOD, EVERYBODY)
    nobody = figures(TRAIL, PERIOD, Reader())

    assert set(all_of_us.people) == {"anna", "bo"}
    assert AccountName(AccountKind.PERSONAL, "bo") in all_of_us.accounts
    assert [post.employee for post in all_of_us.vouched] == ["bo"]
    assert not any("bo" in (post.employee, post.by) for post in mine.vouched)
    assert (nobody.people, nobody.vouched) == ({}, ())
    assert nobody.accounts[AccountName(AccountKind.PERSONAL)].posts == 2


def test_totals_do_not_depend_on_who_reads() -> None:
    assert figures(TRAIL, PERIOD, ANNA).total == figures(TRAIL, PERIOD, EVERYBODY).total


def test_lines_that_cannot_be_read_are_counted_and_the_others_too() -> None:
    broken = Unreadable("1kf0rdqg09t5yh1", "2026-11-20T10:00:00.000Z", "not a record of twohats", "")
    found = figures([broken, *TRAIL, broken], PERIOD, ANNA)

    assert (found.unreadable, found.total.posts) == (2, 8)


LINES = st.builds(
    lambda minutes, account, employee, said, rules: (
        asked(EVENING - timedelta(minutes=minutes), rules[0], said, account=account, employee=employee, rules=rules)
        if said
        else line(
            EVENING - timedelta(minutes=minutes),
            account,
            employee=employee,
            would=RecordedWould(effect=Effect.ASK, rules=rules),
        )
    ),
    st.integers(0, 50_000),
    st.sampled_from(["acme", "acme-garden", "anna", "bo", ""]),
    st.sampled_from(["anna", "bo"]),
    st.sampled_from(["", "send", "block", "false", "vouched", *Ending]),
    st.sampled_from([("links",), ("tone",), ("links", "tone")]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from([ANNA, EVERYBODY, Reader()]))
def test_sums_agree(trail: Sequence[AuditRecord], reader: Reader) -> None:
    found = figures(trail, PERIOD, reader)

    for rows in (found.days, found.accounts):
        assert _sums(list(rows.values())) == _sums([found.total])
    for counts in (found.total, *found.days.values(), *found.accounts.values(), *found.people.values()):
        assert sum(counts.ends.values()) == counts.posts
        assert counts.asked == sum(counts.ends[end] for end in ASKED)
    for rule in found.rules:
        assert rule.counts.prompts <= rule.counts.posts <= rule.around <= found.total.posts


def _sums(counts: Sequence[Counts]) -> list[int]:
    return [
        sum(one.posts for one in counts),
        sum(one.would_ask for one in counts),
        *(sum(one.ends[end] for one in counts) for end in End),
    ]


@pytest.fixture(scope="module")
def month() -> Figures:
    return figures(four_weeks(), PERIOD, ANNA)


def test_the_made_up_month_is_the_same_on_every_run(month: Figures) -> None:
    assert month == figures(four_weeks(), PERIOD, ANNA)
    assert month.total.posts > 250
    assert month.total.caught > 0
