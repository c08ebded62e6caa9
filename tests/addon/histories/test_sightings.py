from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from twohats.histories.holder import Holder
from twohats.histories.sightings import Match, Sighting, Sightings
from twohats.media.fingerprint import Closeness, Fingerprint
from twohats.state.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CARD = Fingerprint("c" * 32, (bytes(32),), (bytes(32),), 80)
VIDEO = Fingerprint("d" * 32)
POST = Sighting("personal", "anna", "x", "2222", "post", NOW, "w" * 32)
PICTURE = Sighting("personal", "anna", "x", "2222", "post", NOW, "", "image", CARD)


@pytest.fixture
def sightings(store: Store) -> Sightings:
    return Sightings(store)


def test_words_are_found_before_they_are_on_the_disk_and_after(sightings: Sightings, store: Store) -> None:
    sightings.write("anna", POST)
    assert store.query("SELECT * FROM history") == []
    assert sightings.said("anna", "personal", "w" * 32) == POST
    store.flush()
    assert Sightings(store).said("anna", "personal", "w" * 32) == POST


def test_words_of_others_are_not_found(sightings: Sightings, store: Store) -> None:
    sightings.write("anna", POST)
    store.flush()
    for other in (sightings, Sightings(store)):
        assert other.said("bo", "personal", "w" * 32) is None
        assert other.said("anna", "brand", "w" * 32) is None
        assert other.said("anna", "personal", "v" * 32) is None


def test_pictures_are_found_by_their_digest_the_latest_first(sightings: Sightings) -> None:
    later = replace(PICTURE, at=NOW + timedelta(hours=1))
    sightings.write("anna", PICTURE)
    sightings.write("anna", later)
    sightings.write("anna", replace(PICTURE, verb="upload"))
    assert sightings.published("anna", CARD.digest, NOW) == [later, PICTURE]
    assert sightings.published("anna", CARD.digest, NOW + timedelta(hours=1)) == [later]
    assert len(sightings.pictures("anna")) == 3
    assert sightings.same("anna", "personal", CARD.digest) is not None
    assert sightings.same("anna", "brand", CARD.digest) is None


def test_media_that_only_its_bytes_can_recognise_is_told_apart(sightings: Sightings) -> None:
    sightings.write("anna", PICTURE)
    assert not sightings.blind("anna", "personal")
    film = replace(PICTURE, media_kind="video", fingerprint=VIDEO)
    sightings.write("anna", film)
    assert sightings.blind("anna", "personal")
    assert sightings.blind_published("anna", NOW) == [film]


def test_a_row_becomes_a_match_and_has_a_holder() -> None:
    assert PICTURE.match(Closeness.PROBABLE, 40) == Match(
        Closeness.PROBABLE, 40, "x", "post", NOW, account="anna", platform_id="2222"
    )
    assert (PICTURE.holder, replace(PICTURE, ref="").holder) == (Holder("anna"), Holder("", "x", "2222"))


def test_rows_are_erased_by_account_by_employee_and_by_age(sightings: Sightings, store: Store) -> None:
    for employee in ("anna", "bo", ""):
        sightings.write(employee, POST)
        sightings.write(employee, replace(POST, ref="acme", platform_id="1111"))
    assert sightings.forget("x", "1111") == 3
    assert sightings.clear("anna") == 2
    assert sightings.said("anna", "personal", "w" * 32) is None
    assert sightings.said("bo", "personal", "w" * 32) == POST
    sightings.tidy(NOW + timedelta(seconds=1), 50_000)
    store.flush()
    assert store.query("SELECT * FROM history") == []
