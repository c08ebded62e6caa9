from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from twohats.media.approved_index import KEPT_LOOKS, NO_ACCOUNT, ApprovedIndex
from twohats.media.fingerprint import Fingerprint
from twohats.media.pictures import Look
from twohats.state.store import Store

LOOK = Look(Fingerprint("d" * 32, (b"s" * 32,), (b"a" * 32,), 50), thumbnail=b"t" * 16)
OTHER = Look(Fingerprint("e" * 32))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def index(tmp_path: Path, clock: Clock) -> Iterator[ApprovedIndex]:
    store = Store.open(tmp_path)
    yield ApprovedIndex(store, clock)
    store.close()


def test_a_picture_is_kept_once_for_each_account(index: ApprovedIndex) -> None:
    assert index.add("acme", LOOK, "card.jpg")
    assert not index.add("acme", LOOK, "copy of card.jpg")
    assert index.add("brandon", LOOK, "card.jpg")
    assert [asset.account for asset in index.assets()] == ["acme", "brandon"]
    (asset,) = index.assets("acme")
    assert (asset.name, asset.fingerprint) == ("card.jpg", LOOK.fingerprint)


def test_what_a_look_told_is_found_by_the_bytes(index: ApprovedIndex) -> None:
    index.add(NO_ACCOUNT, LOOK, "card.jpg")
    assert index.knows(LOOK.fingerprint.digest)
    assert not index.knows(OTHER.fingerprint.digest)
    assert index.fingerprints(["e" * 32, "d" * 32]) == [LOOK.fingerprint]
    assert (index.thumbnail("d" * 32), index.thumbnail("e" * 32)) == (b"t" * 16, b"")
    assert index.assets() == []


def test_a_change_is_noticed(index: ApprovedIndex) -> None:
    versions = [index.version()]
    index.add("acme", LOOK, "card.jpg")
    versions.append(index.version())
    index.remove("acme")
    versions.append(index.version())
    assert versions[0] != versions[1] != versions[2]


def test_pictures_are_removed_by_name_or_all_at_once(index: ApprovedIndex) -> None:
    index.add("acme", LOOK, "card.jpg")
    index.add("acme", OTHER, "film.mp4")
    assert index.remove("acme", "card.jpg") == 1
    assert index.remove("acme", "card.jpg") == 0
    assert index.remove("acme") == 1


def test_looks_of_no_account_are_let_go_after_a_while(index: ApprovedIndex, clock: Clock) -> None:
    index.add(NO_ACCOUNT, LOOK, "card.jpg")
    index.add("acme", LOOK, "card.jpg")
    clock.turn(days=KEPT_LOOKS.days + 1)
    index.add("acme", OTHER, "film.mp4")
    assert [asset.name for asset in index.assets(NO_ACCOUNT)] == []
    assert len(index.assets("acme")) == 2
