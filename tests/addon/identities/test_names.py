from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from twohats.identities.names import Names, Native
from twohats.state.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def names(store: Store) -> Names:
    return Names(store, Clock())


def test_a_name_and_its_id_lead_to_each_other(names: Names) -> None:
    names.learn("x", "", "1", "Acme")
    assert names.username("x", "", "1") == "Acme"
    assert names.platform_id("x", "", "@acme") == "1"
    assert (names.username("x", "", "2"), names.platform_id("x", "", "anna")) == ("", "")


def test_the_newest_name_wins(names: Names, store: Store) -> None:
    names.learn("x", "", "1", "acme")
    names.learn("x", "", "1", "acme_tools")
    names.learn("x", "", "2", "acme")
    for known in (names, Names(store, Clock())):
        assert known.username("x", "", "1") == "acme_tools"
        assert known.same("x", "", "2", "acme") is True
        assert known.same("x", "", "1", "acme") is False


def test_nothing_known_is_no_answer(names: Names) -> None:
    assert names.same("x", "", "1", "acme") is None


def test_a_did_is_the_same_on_every_server(names: Names) -> None:
    names.learn("bluesky", "one.example", "did:plc:1", "acme.example")
    assert names.username("bluesky", "two.example", "did:plc:1") == "acme.example"
    assert names.platform_id("bluesky", "two.example", "acme.example") == "did:plc:1"


def test_a_handle_may_stand_for_one_account_on_each_network(names: Names, store: Store) -> None:
    names.learn_handle("typefully", "11", Native("x", "1", "acme"))
    names.learn_handle("typefully", "11", Native("linkedin", "urn:9", ""))
    names.learn_handle("typefully", "11", Native("linkedin", "", "acme-tools"))
    for known in (names, Names(store, Clock())):
        assert known.behind("typefully", "11") == (
            Native("linkedin", "urn:9", "acme-tools"),
            Native("x", "1", "acme"),
        )
    assert names.behind("buffer", "11") == ()


def test_a_forgotten_account_leaves_no_name_and_no_handle(names: Names) -> None:
    names.learn("x", "", "1", "acme")
    names.learn_handle("buffer", "c1", Native("x", "1", "acme"))
    names.forget("x", "1")
    assert names.username("x", "", "1") == ""
    assert names.behind("buffer", "c1") == ()


def test_the_native_account_on_one_network_is_found(names: Names) -> None:
    names.learn_handle("buffer", "c1", Native("x", "1", "acme"))
    assert names.native("buffer", "c1", "x") == Native("x", "1", "acme")
    assert names.native("buffer", "c1", "linkedin") is None
