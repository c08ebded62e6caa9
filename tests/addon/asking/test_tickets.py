"""Tickets: once, for the same activity, for a quarter of an hour."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.disks import full_disk
from tests.support.state import NOON, Clock
from twohats.asking.tickets import Ticket, Tickets
from twohats.state.store import Store, StoreError


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def tickets(store: Store, clock: Clock) -> Tickets:
    return Tickets(store, clock)


def test_a_ticket_is_spent_once(tickets: Tickets) -> None:
    issued = tickets.issue("same", allowed_by="anna", reason="agreed with Bo")

    assert issued == Ticket("same", "anna", "agreed with Bo", issued=NOON, expires=NOON + timedelta(minutes=15))
    assert tickets.take("same") == issued
    assert tickets.take("same") is None


def test_a_ticket_does_not_fit_another_activity(tickets: Tickets) -> None:
    tickets.issue("same")

    assert tickets.take("edited") is None
    assert tickets.take("same") is not None


def test_two_yeses_let_it_through_once(tickets: Tickets) -> None:
    tickets.issue("same", allowed_by="anna")
    tickets.issue("same", allowed_by="bo")

    ticket = tickets.take("same")

    assert ticket is not None
    assert ticket.allowed_by == "bo"
    assert tickets.take("same") is None


def test_a_ticket_ends_after_a_quarter_of_an_hour(tickets: Tickets, clock: Clock) -> None:
    tickets.issue("early")
    tickets.issue("late")
    clock.forward(minutes=14, seconds=59)
    assert tickets.take("early") is not None
    clock.forward(seconds=1)

    assert tickets.take("late") is None


def test_a_clock_that_was_set_back_ends_a_ticket(tickets: Tickets, clock: Clock) -> None:
    tickets.issue("same")
    clock.forward(hours=-1)

    assert tickets.take("same") is None


def test_a_ticket_can_be_taken_back(tickets: Tickets) -> None:
    tickets.issue("same")

    assert tickets.drop("same")
    assert not tickets.drop("same")
    assert tickets.take("same") is None


def test_expired_tickets_are_removed_and_valid_ones_stay(tickets: Tickets, clock: Clock) -> None:
    tickets.issue("old")
    clock.forward(minutes=10)
    tickets.issue("new")
    clock.forward(minutes=10)

    assert tickets.expire() == 1
    assert tickets.expire() == 0
    assert tickets.take("new") is not None


def test_a_ticket_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    with closing(Store.open(tmp_path / "state")) as store:
        issued = Tickets(store, clock).issue("same", allowed_by="anna")
    with closing(Store.open(tmp_path / "state")) as store:
        assert Tickets(store, clock).take("same") == issued


def test_of_many_at_once_one_gets_the_ticket(tickets: Tickets) -> None:
    tickets.issue("same")
    taken: list[Ticket | None] = []
    threads = [threading.Thread(target=lambda: taken.append(tickets.take("same"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len([ticket for ticket in taken if ticket]) == 1


def test_a_ticket_that_cannot_be_spent_is_not_given(tickets: Tickets) -> None:
    tickets.issue("same")

    with full_disk(), pytest.raises(StoreError):
        tickets.take("same")
    assert tickets.take("same") is not None
