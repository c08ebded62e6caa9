"""Counting posts."""

from datetime import UTC, datetime

from tests.support.made_trail import asked, line
from twohats.audits.record import AuditRecord, RecordedWould
from twohats.question import Bypass, Ending
from twohats.reports.counts import Counts, Tally
from twohats.reports.posts import End, post_of
from twohats_policy.decision import Effect

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OBSERVED = line(NOON, would=RecordedWould(effect=Effect.ASK, rules=("links",)))


def counted(*lines: AuditRecord) -> Counts:
    tally = Tally()
    for one in lines:
        post = post_of(one)
        assert post is not None
        tally.add(post)
    return tally.counts()


def test_nothing_counts_nothing_and_has_every_end() -> None:
    counts = counted()

    assert (counts.posts, counts.asked, counts.caught, counts.prompts, counts.seconds) == (0, 0, 0, 0, None)
    assert counts.ends == dict.fromkeys(End, 0)
    assert counts.bypasses == dict.fromkeys(Bypass, 0)


def test_counts_by_hand() -> None:
    counts = counted(
        line(NOON),
        line(NOON),
        asked(NOON, "links", "send", 4),
        asked(NOON, "links", "block", 10),
        asked(NOON, "links", "false", 6),
        asked(NOON, "links", Ending.CLOCK, 60),
        asked(NOON, "links", Ending.GONE, 2),
        asked(NOON, "late", Ending.WINDOW, 20, effect=Effect.WAIT),
        line(NOON, effect=Effect.BLOCK, refused=True),
        OBSERVED,
    )

    assert counts.posts == 10
    assert counts.asked == 6
    assert counts.caught == 1
    assert (counts.would_ask, counts.would_refuse, counts.prompts) == (1, 0, 7)
    assert counts.bypasses[Bypass.FALSE_ALARM] == 1
    assert counts.seconds == 6
    assert {end.value: number for end, number in counts.ends.items() if number} == {
        "passed": 3,
        "sent": 2,
        "window": 1,
        "blocked": 1,
        "nobody": 1,
        "gone": 1,
        "refused": 1,
    }


def test_the_middle_of_two_answers_is_between_them() -> None:
    assert counted(asked(NOON, "links", "send", 4), asked(NOON, "links", "block", 7)).seconds == 5.5


def test_for_an_observed_rule_the_end_of_the_post_is_not_its_doing() -> None:
    tally, post = Tally(), post_of(OBSERVED)
    assert post is not None
    tally.add_watched(post)
    counts = tally.counts()

    assert (counts.posts, counts.would_ask, sum(counts.ends.values())) == (1, 1, 0)
