"""Accounts found by what a call shows."""

import pytest

from tests.support.policies import good_policy
from twohats_policy.account import AccountKind
from twohats_policy.account_book import AccountBook, KnownAccount, Signature, clashes
from twohats_policy.files import AccountEntry, Handle, OwnKind

BOOK = good_policy().accounts


@pytest.mark.parametrize(
    ("shown", "ref"),
    [
        (("x", "1111111111", ""), "acme"),
        (("x", "", "@Acme"), "acme"),
        (("x", "2222222222", "renamed"), "anna"),
        (("instagram", "333333333331"), "acme"),
        (("instagram", "17841433333333331"), "acme"),
        (("mastodon", "", "acme@mastodon.example"), "acme"),
        (("mastodon", "", "acme", "Mastodon.Example"), "acme"),
        (("mastodon", "77", "acme@mastodon.example"), "acme"),
    ],
)
def test_an_account_is_found_by_id_else_by_name(shown: tuple[str, ...], ref: str) -> None:
    known = BOOK.find(*shown)

    assert known is not None
    assert known.ref == ref


@pytest.mark.parametrize(
    "shown",
    [
        ("x", "9", "acme"),
        ("x", "", ""),
        ("x", "", "acm"),
        ("tumblr", "1111111111", "acme"),
        ("mastodon", "", "acme"),
        ("mastodon", "", "acme@elsewhere.example"),
        ("mastodon", "", "acme", "elsewhere.example"),
    ],
    ids=["another-id-under-the-name", "nothing", "part", "other-platform", "no-server", "server", "other-server"],
)
def test_a_near_miss_is_nobody(shown: tuple[str, ...]) -> None:
    assert BOOK.find(*shown) is None


def test_a_known_account_unpacks_as_key_kind_and_owner() -> None:
    assert BOOK.find("x", "2222222222") == KnownAccount("anna", AccountKind.PERSONAL, "anna")
    assert tuple(BOOK.known("acme") or ()) == ("acme", AccountKind.BRAND, None)
    assert BOOK.known("gone") is None


def test_servers_and_platforms_come_from_the_handles() -> None:
    assert BOOK.servers("mastodon") == {"mastodon.example"}
    assert BOOK.servers("x") == frozenset()
    assert {"x", "mastodon", "bluesky"} <= BOOK.platforms()


def test_two_accounts_with_one_handle_clash() -> None:
    entries = {
        "a": AccountEntry(kind=OwnKind.BRAND, handles={"x": Handle(username="Same")}),
        "b": AccountEntry(kind=OwnKind.BRAND, handles={"x": Handle(username="same")}),
    }

    assert list(clashes(entries)) == [("a", "b", Signature("x", "", "username", "same"))]
    assert AccountBook.of(entries).find("x", "", "same") == KnownAccount("a", AccountKind.BRAND, None)


def _book(platform: str, **handle: str | tuple[str, ...]) -> AccountBook:
    return AccountBook.of({"acme": AccountEntry(kind=OwnKind.BRAND, handles={platform: Handle.model_validate(handle)})})


def test_an_account_without_a_server_is_found_on_every_server() -> None:
    book = _book("mastodon", id=("66",), username="acme")
    assert book.find("mastodon", "66", "", "one.example") is not None
    assert book.find("mastodon", "", "acme", "two.example") is not None


def test_an_id_on_another_server_is_somebody_else() -> None:
    book = _book("mastodon", id=("66",), server="one.example")
    assert book.find("mastodon", "66", "", "one.example") is not None
    assert book.find("mastodon", "66", "", "two.example") is None


def test_where_ids_are_the_same_on_all_servers_the_server_does_not_matter() -> None:
    book = _book("bluesky", id=("did:plc:acme",), username="acme.example", server="pds.example")
    assert book.find("bluesky", "did:plc:acme", "", "elsewhere.example") is not None
    assert book.find("bluesky", "", "acme.example", "") is not None
    assert book.servers("bluesky") == {"pds.example"}


@pytest.mark.parametrize(
    "handle",
    [
        {"username": "acme@mastodon.example"},
        {"username": "@Acme@Mastodon.Example"},
        {"username": "acme", "server": "Mastodon.example."},
    ],
)
def test_a_server_counts_however_it_is_written(handle: dict[str, str]) -> None:
    book = _book("mastodon", **handle)
    assert book.servers("mastodon") == {"mastodon.example"}
    assert book.find("mastodon", "", "acme", "mastodon.example") == KnownAccount("acme", AccountKind.BRAND, None)


def test_accounts_without_a_server_are_known() -> None:
    assert _book("mastodon", username="acme").homeless("mastodon") == ("acme",)
    assert _book("mastodon", username="acme@mastodon.example").homeless("mastodon") == ()
    assert _book("mastodon", username="acme").homeless("x") == ()
    assert _book("bluesky", username="acme.example").homeless("bluesky") == ()


def test_a_server_with_a_name_in_another_script_is_the_one_that_calls_name() -> None:
    book = _book("mastodon", username="acme", server="b\u00fccher.example")
    assert book.servers("mastodon") == {"xn--bcher-kva.example"}
    assert book.find("mastodon", "", "acme", "xn--bcher-kva.example") is not None
