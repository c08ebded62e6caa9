"""How one line of the trail counts."""

from datetime import UTC, datetime

import pytest

from tests.support.made_trail import asked, line
from twohats.asking import asking
from twohats.audits.record import AuditRecord, RecordedAnswer, RecordedWould
from twohats.question import NOBODY, Bypass, Ending
from twohats.reports.posts import TICKET, AccountName, End, Post, post_of
from twohats_policy.account import AccountKind
from twohats_policy.activity import Verb
from twohats_policy.decision import Effect

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
YES = RecordedAnswer(by="anna", choice="send", channel="page")


def post(record: AuditRecord) -> Post:
    found = post_of(record)
    assert found is not None
    return found


def test_what_nobody_asked_about_passed() -> None:
    assert post(line(NOON)).end is End.PASSED
    assert post(line(NOON, effect=Effect.NOTE, rules=("late",))).end is End.PASSED


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("send", End.SENT),
        ("false", End.SENT),
        ("block", End.BLOCKED),
        (Ending.WINDOW, End.WINDOW),
        (Ending.CLOCK, End.NOBODY),
        (Ending.GONE, End.GONE),
        (Ending.UNREACHED, End.NOBODY),
        (Ending.CROWDED, End.NOBODY),
        (Ending.STOPPED, End.NOBODY),
        (Ending.SECOND, End.NOBODY),
        (Ending.TWIN, End.ALONG),
    ],
)
def test_a_question_ends_as_it_was_answered(said: str, end: End) -> None:
    assert post(asked(NOON, "links", said)).end is end


def test_every_ending_has_an_end() -> None:
    assert {post(asked(NOON, "links", ending)).end for ending in Ending} <= set(End)


def test_a_permission_given_afterwards_is_no_new_question() -> None:
    ticket = YES.model_copy(update={"channel": TICKET})
    confirmed = post(line(NOON, effect=Effect.ASK, rules=("links",), answer=ticket))

    assert (confirmed.end, confirmed.seconds) == (End.CONFIRMED, None)
    assert TICKET == asking.TICKET_CHANNEL


def test_lines_from_before_the_channel_was_written_tell_nobody_by_name() -> None:
    old = RecordedAnswer(by=NOBODY, choice="block")
    person = RecordedAnswer(by="anna", choice="block", seconds=3)

    assert post(line(NOON, effect=Effect.ASK, answer=old, refused=True)).end is End.NOBODY
    assert post(line(NOON, effect=Effect.ASK, answer=person, refused=True)).end is End.BLOCKED


@pytest.mark.parametrize("effect", [Effect.BLOCK, Effect.SECOND])
def test_a_rule_refuses_without_a_question_and_in_spite_of_a_yes(effect: Effect) -> None:
    assert post(line(NOON, effect=effect, refused=True)).end is End.REFUSED
    assert post(line(NOON, effect=effect, refused=True, answer=YES)).end is End.REFUSED


@pytest.mark.parametrize("effect", [Effect.ALLOW, Effect.NOTE, Effect.ASK])
def test_what_nothing_speaks_against_goes_down_with_the_rest_of_its_call(effect: Effect) -> None:
    assert post(line(NOON, effect=effect, refused=True)).end is End.ALONG


def test_only_a_persons_answer_has_seconds() -> None:
    assert post(asked(NOON, "links", "send", 4.5)).seconds == 4.5
    assert post(asked(NOON, "links", Ending.CLOCK, 60)).seconds is None
    assert post(asked(NOON, "links", Ending.WINDOW, 20)).seconds is None


def test_grounds_of_a_yes_are_told() -> None:
    vouched = post(asked(NOON, "links", "vouched"))

    assert (vouched.bypass, vouched.vouched, vouched.by) == (Bypass.APPROVED, "Cleo", "anna")


@pytest.mark.parametrize("verb", [Verb.UPLOAD, Verb.DELETE])
def test_what_makes_nothing_public_counts_only_if_it_was_held_up(verb: Verb) -> None:
    assert post_of(line(NOON, verb=verb)) is None
    assert post(asked(NOON, "links", "send", verb=verb)).end is End.SENT


def test_what_could_not_be_read_is_a_post() -> None:
    assert post(asked(NOON, "unreadable", "block", verb=None)).end is End.BLOCKED


def test_accounts_are_named_by_the_policys_key() -> None:
    assert post(line(NOON)).account == AccountName(AccountKind.BRAND, "acme")
    assert post(line(NOON, "")).account == AccountName(AccountKind.UNKNOWN)


def test_an_observed_account_would_have_asked() -> None:
    observed = post(line(NOON, rules=("links",), would=RecordedWould(effect=Effect.ASK, rules=("links",))))

    assert observed.end is End.PASSED
    assert observed.watched == {"links"}
    assert (observed.would_ask, observed.would_refuse, observed.would_more) == (True, False, True)


def test_an_observed_rule_beside_a_question_changes_nothing_about_the_post() -> None:
    would = RecordedWould(effect=Effect.ASK, rules=("links", "tone"))
    beside = post(asked(NOON, "links", "send", would=would))

    assert (beside.rules, beside.watched, beside.would_more) == (frozenset({"links"}), frozenset({"tone"}), False)


def test_an_observed_rule_that_would_have_refused_makes_a_question_stricter() -> None:
    would = RecordedWould(effect=Effect.BLOCK, rules=("tone",))
    beside = post(asked(NOON, "links", "send", would=would))

    assert (beside.watched, beside.would_more, beside.would_refuse) == (frozenset({"tone"}), True, True)


def test_an_observed_note_is_nothing_to_count() -> None:
    noted = post(line(NOON, rules=("late",), would=RecordedWould(effect=Effect.NOTE, rules=("late",))))

    assert (noted.watched, noted.would_ask, noted.would_refuse) == (frozenset(), False, False)
