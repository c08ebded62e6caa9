from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from twohats.identities.logins import Logins
from twohats.state.store import Store

KEY = b"k" * 32


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def logins(store: Store, clock: Clock) -> Logins:
    return Logins(store, KEY, clock)


def test_a_login_is_found_by_platform_server_and_credential(logins: Logins) -> None:
    logins.learn("x", "", "secret", platform_id="1", username="acme")
    found = logins.find("x", "", "secret")
    assert found is not None
    assert (found.platform_id, found.username, found.known) == ("1", "acme", True)
    assert logins.find("threads", "", "secret") is None
    assert logins.find("x", "one.example", "secret") is None


def test_another_key_finds_nothing(logins: Logins, store: Store, clock: Clock) -> None:
    logins.learn("x", "", "secret", platform_id="1", username="")
    assert Logins(store, b"j" * 32, clock).find("x", "", "secret") is None


def test_what_is_known_already_is_not_written_again_the_same_day(logins: Logins, store: Store, clock: Clock) -> None:
    before = seen_at(logins, store)
    clock.turn(hours=3)
    same_day = seen_at(logins, store)
    clock.turn(days=2)
    assert before == same_day < seen_at(logins, store)


def seen_at(logins: Logins, store: Store) -> str:
    logins.learn("x", "", "secret", platform_id="1", username="acme")
    store.flush()
    (row,) = store.query("SELECT seen_at FROM logins")
    return str(row["seen_at"])


def test_a_login_that_was_only_met_may_be_asked_about(logins: Logins) -> None:
    logins.met("x", "", "secret")
    assert logins.may_ask("x", "", "secret")
    logins.asked("x", "", "secret")
    assert not logins.may_ask("x", "", "secret")


def test_the_login_used_last_comes_first(logins: Logins, clock: Clock) -> None:
    logins.met("x", "", "one")
    clock.turn(minutes=1)
    logins.met("x", "", "two")
    assert logins.all()[0] == logins.find("x", "", "two")


def test_an_ambiguous_beginning_names_nobody(logins: Logins) -> None:
    for number in range(40):
        logins.met("x", "", str(number))
    starts = [login.id[0] for login in logins.all()]
    twice = next(start for start in starts if starts.count(start) > 1)
    assert not logins.name(twice, platform_id="1", username="")
    assert logins.forget(twice) is None
    assert logins.forget("") is None


def test_a_login_named_by_hand_says_so_until_a_reply_knows_better(logins: Logins, store: Store, clock: Clock) -> None:
    logins.met("x", "", "secret")
    (met,) = logins.all()
    logins.name(met.short, platform_id="1", username="acme")
    (named,) = Logins(store, KEY, clock).all()
    assert (named.by_hand, named.platform_id) == (True, "1")
    logins.learn("x", "", "secret", platform_id="2", username="anna")
    (learnt,) = logins.all()
    assert (learnt.by_hand, learnt.platform_id) == (False, "2")
