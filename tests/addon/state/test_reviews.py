from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.prompters import question
from twohats.state.reviews import Review, Reviews
from twohats.state.store import Store, StoreError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


@pytest.fixture
def reviews(store: Store) -> Reviews:
    return Reviews(store, lambda: NOW)


def test_an_emergency_is_listed_without_what_was_sent(reviews: Reviews, store: Store) -> None:
    number = reviews.note(question(), "anna")
    assert reviews.open() == (Review(number, "K7Q2WX", "anna", "anna", "acme", "x", NOW),)
    kept = [str(value) for row in store.query("SELECT * FROM reviews") for value in tuple(row)]
    assert not any("Sunday" in value for value in kept)


def test_it_stays_listed_after_a_restart(reviews: Reviews, store: Store) -> None:
    reviews.note(question(), "anna")
    assert Reviews(store, lambda: NOW + timedelta(days=300)).open() == reviews.open()


def test_who_looked_and_when_is_kept(reviews: Reviews, store: Store) -> None:
    reviews.note(question(), "anna")
    review = reviews.find(" k7q2wx ")
    assert review is not None
    assert reviews.close(review, "bo")
    assert (reviews.open(), reviews.find("K7Q2WX")) == ((), None)
    assert Reviews(store, lambda: NOW).open() == ()
    row = store.query("SELECT looked_by, looked_at FROM reviews")[0]
    assert tuple(row) == ("bo", "2026-03-01T12:00:00.000Z")


def test_the_second_to_look_changes_nothing(reviews: Reviews, store: Store) -> None:
    reviews.note(question(), "anna")
    review = reviews.open()[0]
    reviews.close(review, "bo")
    assert not reviews.close(review, "cilla")
    assert store.query("SELECT looked_by FROM reviews")[0][0] == "bo"


def test_a_yes_that_did_not_count_leaves_no_review(reviews: Reviews, store: Store) -> None:
    kept, dropped = reviews.note(question("AAAAAA"), "anna"), reviews.note(question("BBBBBB"), "anna")
    reviews.drop(dropped)
    assert [review.number for review in Reviews(store, lambda: NOW).open()] == [kept]
    assert [review.question for review in reviews.open()] == ["AAAAAA"]


def test_a_store_that_fails_is_told_and_lists_nothing(reviews: Reviews, store: Store) -> None:
    store.close()
    with pytest.raises(StoreError):
        reviews.note(question(), "anna")
    assert reviews.open() == ()


def test_a_look_that_cannot_be_written_leaves_it_listed(reviews: Reviews, store: Store) -> None:
    reviews.note(question(), "anna")
    store.close()
    with pytest.raises(StoreError):
        reviews.close(reviews.open()[0], "bo")
    assert len(reviews.open()) == 1
