"""What the figures come to, in sentences."""

from datetime import timedelta

import pytest

from tests.support.made_trail import EVENING, STOCKHOLM, asked, line
from twohats.audits.log import Unreadable
from twohats.audits.record import AuditRecord, RecordedWould
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures
from twohats.reports.summary import MOST_LISTED, Summary, summary
from twohats.state.reviews import Review
from twohats_policy.decision import Effect

PERIOD = Period.of_days(EVENING, STOCKHOLM)
BOOK = RuleBook(shared=frozenset({"links", "tone"}), own=frozenset({"beer"}))
REVIEW = Review(1, "K7Q2WX", "anna", "anna", "acme", "x", EVENING)


def told(
    *lines: AuditRecord | Unreadable, book: RuleBook = BOOK, reviews: tuple[Review, ...] = (), language: str = "en"
) -> Summary:
    return summary(figures(lines, PERIOD, Reader("anna")), book, reviews, language)


def notes(found: Summary) -> dict[str, tuple[str, ...]]:
    return {notes.title: notes.lines for notes in found.notes if notes.lines}


def test_what_was_caught_comes_first() -> None:
    assert (told().caught, told().caught_words) == ("0", "posts that a person stopped after a question")
    one = told(asked(EVENING, "links", "block"))
    assert (one.caught, one.caught_words) == ("1", "post that a person stopped after a question")


def test_a_quiet_period_says_only_that() -> None:
    assert told().lines == ("26 Oct 2026 to 22 Nov 2026. Posts judged: 0, put to a person: 0.",)
    assert notes(told()) == {}


def test_a_busy_one_says_what_was_observed_bypassed_and_how_fast_people_were() -> None:
    would = RecordedWould(effect=Effect.BLOCK, rules=("tone",))
    found = told(
        line(EVENING, would=would), asked(EVENING, "links", "false", 4.5), asked(EVENING, "links", "emergency")
    )

    assert found.lines[1:] == (
        "Observed rules would have asked about 0 more and refused 1.",
        "Sent with a reason: false alarm 1, approved elsewhere 0, emergency 1.",
        "Half of the answers came within 5.2 s.",
    )


@pytest.mark.parametrize(
    ("rule", "remedy"),
    [
        ("links", "Put it back to observe: `twohats report --put-back links`"),
        ("beer", "It stands in a person's own file and is theirs to change."),
        ("gone", "It is not in this policy."),
        ("unknown-account", "It is built in and cannot be observed: list the accounts in `team.yaml`."),
    ],
)
def test_a_rule_above_the_budget_is_told_with_what_to_do_and_the_threshold(rule: str, remedy: str) -> None:
    found = told(*(asked(EVENING, rule, "send") for _ in range(4)))
    (over,) = (notes for notes in found.notes if notes.lines)

    assert over.title == "Rules above the prompt budget"
    assert over.lines == (f"`{rule}` asked, or would have asked, about 4 of 4 posts. {remedy}",)
    assert over.foot == "The budget is 1 in 25 posts, counted from 3 questions on."


def test_an_observed_rule_above_the_budget_is_not_put_back_again() -> None:
    book = RuleBook(shared=frozenset({"links"}), observed=frozenset({"links"}), put_back=frozenset({"links"}))
    would = RecordedWould(effect=Effect.ASK, rules=("links",))
    found = told(*(line(EVENING, would=would) for _ in range(30)), book=book)

    assert "It is only observed" in notes(found)["Rules above the prompt budget"][0]
    assert "Observed rules within the budget" not in notes(found)


def test_a_quiet_observed_rule_is_told_with_how_to_enforce_it() -> None:
    book = RuleBook(shared=frozenset({"links"}), observed=frozenset({"links"}), put_back=frozenset({"links"}))
    found = told(*(line(EVENING) for _ in range(30)), book=book)

    assert notes(found)["Observed rules within the budget"] == (
        "`links` would have asked about 0 of 30 posts. Enforce it: `twohats report --enforce links`",
    )


def test_what_was_approved_elsewhere_is_told_the_latest_first_and_not_endlessly() -> None:
    times = [EVENING - timedelta(days=20 - day) for day in range(MOST_LISTED + 2)]
    lines = notes(told(*(asked(time, "links", "vouched", id=f"id{n}") for n, time in enumerate(times))))[
        "Approved elsewhere"
    ]

    assert lines[0] == "13 Nov 2026, 18:30, acme: anna said that Cleo approved it. See `twohats log id11`"
    assert len(lines) == MOST_LISTED + 1
    assert lines[-1] == "2 more: see `twohats report --json`"


def test_emergencies_stay_listed() -> None:
    assert notes(told(reviews=(REVIEW,)))["Emergencies that nobody else has looked at"] == (
        "22 Nov 2026, 18:30, acme: sent by anna, question K7Q2WX",
    )


def test_lines_that_could_not_be_read_are_told() -> None:
    assert notes(told(Unreadable("1", "", "broken", "")))["Lines that could not be read"] == (
        "Missing from these figures: 1. See `twohats log --verify`",
    )


def test_it_is_told_in_swedish() -> None:
    assert told(language="sv").lines == (
        "26 okt. 2026 till 22 nov. 2026. Bedömda inlägg: 0, lagda inför en människa: 0.",
    )
