from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.disks import full_disk
from tests.support.prompters import question
from twohats.state.left_open import Left, LeftOpen
from twohats.state.store import Store, StoreError

ASKED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FIRST, SECOND = question("AAAAAA"), question("BBBBBB")
WAITING = {("AAAAAA", "same-a"): FIRST, ("BBBBBB", "same-b"): SECOND}
LEFT = (Left("AAAAAA", "acme", "x", "post", ASKED), Left("BBBBBB", "acme", "x", "post", ASKED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begun(store: Store, clock: Clock) -> LeftOpen:
    left = LeftOpen(store, clock)
    left.begin()
    return left


def test_what_waited_is_found_at_the_next_start_and_is_new_once(store: Store, clock: Clock) -> None:
    begun(store, clock).keep(WAITING)
    again = LeftOpen(store, clock)
    assert again.found() == ()
    assert again.begin() == LEFT
    assert again.found() == LEFT
    third = LeftOpen(store, clock)
    assert third.begin() == ()
    assert third.found() == LEFT


def test_nothing_of_what_a_post_holds_is_kept(store: Store, clock: Clock) -> None:
    begun(store, clock).keep(WAITING)
    kept = [str(value) for row in store.query("SELECT * FROM left_open") for value in tuple(row)]
    assert kept
    assert not any("Sunday" in value or "selfie" in value for value in kept)


def test_what_was_decided_is_not_left_open(store: Store, clock: Clock) -> None:
    left = begun(store, clock)
    left.keep(WAITING)
    left.keep({("BBBBBB", "same-b"): SECOND})
    assert LeftOpen(store, clock).begin() == LEFT[1:]


def test_what_was_released_is_gone_before_the_next_look(store: Store, clock: Clock) -> None:
    left = begun(store, clock)
    left.keep(WAITING)
    left.released("AAAAAA")
    left.keep(WAITING)  # a look that had begun before
    assert LeftOpen(store, clock).begin() == LEFT[1:]


def test_a_question_that_opens_again_under_its_id_is_kept_again(store: Store, clock: Clock) -> None:
    left = begun(store, clock)
    left.released("AAAAAA")
    left.keep({})
    left.keep(WAITING)
    assert LeftOpen(store, clock).begin() == LEFT


def test_parts_of_one_question_are_listed_once(store: Store, clock: Clock) -> None:
    begun(store, clock).keep({("AAAAAA", "one"): FIRST, ("AAAAAA", "two"): FIRST})
    assert LeftOpen(store, clock).begin() == LEFT[:1]


def test_what_is_asked_about_again_is_not_listed_any_more(store: Store, clock: Clock) -> None:
    begun(store, clock).keep(WAITING)
    again = begun(store, clock)
    again.keep({("CCCCCC", "same-a"): question("CCCCCC")})
    assert again.found() == LEFT[1:]
    third = begun(store, clock)
    assert {left.question for left in third.found()} == {"BBBBBB", "CCCCCC"}


def test_it_is_listed_for_a_day(store: Store, clock: Clock) -> None:
    begun(store, clock).keep(WAITING)
    assert begun(store, clock).found() == LEFT
    clock.turn(hours=25)
    assert begun(store, clock).found() == ()
    assert store.query("SELECT * FROM left_open") == []


def test_nothing_is_written_before_the_last_guard_s_were_looked_at(store: Store, clock: Clock) -> None:
    left = LeftOpen(store, clock)
    left.keep(WAITING)
    assert not left.begun
    assert store.query("SELECT * FROM left_open") == []


def test_the_same_is_not_written_twice(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    left = begun(store, clock)
    left.keep(WAITING)
    monkeypatch.setattr(store, "transaction", None)
    left.keep(dict(WAITING))


def test_what_could_not_be_written_is_written_by_the_next_look(store: Store, clock: Clock) -> None:
    left = begun(store, clock)
    with full_disk(), pytest.raises(StoreError):
        left.keep({(f"Q{number}", "s" * 4000): FIRST for number in range(50)})
    left.keep(WAITING)
    assert LeftOpen(store, clock).begin() == LEFT
