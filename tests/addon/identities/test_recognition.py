from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.strangers import Book
from twohats.identities.names import Names, Native
from twohats.identities.recognition import Recognition
from twohats.state.store import Store
from twohats_policy.account import AccountKind, Evidence, Role, Strength
from twohats_policy.activity import Actor


@pytest.fixture
def names(tmp_path: Path) -> Iterator[Names]:
    store = Store.open(tmp_path)
    yield Names(store, Clock())
    store.close()


@pytest.fixture
def recognition(names: Names) -> Recognition:
    return Recognition(names, Book)


def sign(platform_id: str = "", username: str = "", strength: Strength = Strength.STATED) -> Evidence:
    return Evidence(role=Role.LOGIN, where="here", strength=strength, platform_id=platform_id, username=username)


def test_an_id_gets_its_learnt_name(recognition: Recognition, names: Names) -> None:
    names.learn("x", "", "1111", "acme")
    account = recognition.account("x", "", [sign("1111")])
    assert (account.ref, account.username, account.confidence) == ("acme", "acme", Strength.STATED)


def test_a_name_gets_its_learnt_id(recognition: Recognition, names: Names) -> None:
    names.learn("x", "", "1111", "acme")
    account = recognition.account("x", "", [sign(username="acme")])
    assert (account.ref, account.platform_id, account.confidence) == ("acme", "1111", Strength.STATED)


def test_a_name_taken_over_by_another_account_is_not_the_policys(recognition: Recognition, names: Names) -> None:
    names.learn("x", "", "9999", "acme")
    account = recognition.account("x", "", [sign(username="acme")])
    assert (account.ref, account.kind, account.platform_id) == (None, AccountKind.UNKNOWN, "9999")


def test_the_policy_may_name_a_tools_handle_itself(names: Names) -> None:
    book = Book((("buffer", "c1", "", "acme", AccountKind.BRAND),))
    names.learn_handle("buffer", "c1", Native("x", "2222", "anna"))
    account = Recognition(names, lambda: book).actor("buffer", "buffer", "", Actor(where="json", platform_id="c1"))
    assert (account.ref, account.platform, account.confidence) == ("acme", "buffer", Strength.STATED)


def test_without_a_sign_nobody_is_recognised(recognition: Recognition) -> None:
    account = recognition.account("x", "", [])
    assert (account.identified, account.kind, account.evidence) == (False, AccountKind.UNKNOWN, ())
