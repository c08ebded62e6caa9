from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.photographs import encoded, photograph
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.media.upload_files import UploadFiles
from twohats.state.store import Store
from twohats_policy.activity import Media, MediaKind

KEY = ("x", "700")
PHOTO = encoded(photograph(1, 400, 300))
VIDEO = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4


def nobody(_media: Media) -> None:
    """Somebody who does not want to be told."""


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(store: Store, pictures: Pictures, clock: Clock) -> UploadFiles:
    return UploadFiles(store, pictures, clock)


def looked_at(pictures: Pictures, files: UploadFiles, key: tuple[str, str] = KEY) -> None:
    """Wait until the looks, and what is done after each, are over: the pictures' one thread takes them in order."""
    wait(files.looks(key), timeout=30)
    pictures.look(b"last in line").result(timeout=30)


def test_a_file_is_known_by_its_key(files: UploadFiles, pictures: Pictures) -> None:
    files.keep(KEY, Media(content=PHOTO), nobody)
    looked_at(pictures, files)
    found = files.filled(KEY, Media(key="700"))
    assert found is not None
    assert found.fingerprint.startswith(pictures.secret.digest(PHOTO))
    assert (found.kind, found.size) == (MediaKind.IMAGE, len(PHOTO))
    assert files.filled(("x", "701"), Media(key="701")) is None


def test_a_restart_between_upload_and_post_loses_nothing(
    files: UploadFiles, store: Store, pictures: Pictures, clock: Clock
) -> None:
    files.keep(KEY, Media(content=PHOTO), nobody)
    looked_at(pictures, files)
    before = files.filled(KEY, Media(key="700"))
    fresh = Pictures(pictures.secret)
    after = UploadFiles(store, fresh, clock).filled(KEY, Media(key="700"))
    fresh.close()
    assert after == before
    assert after is not None
    whole = fresh.fingerprint(after.fingerprint)
    assert whole is not None
    assert whole == pictures.fingerprint(after.fingerprint)
    assert whole.visual


def test_after_a_day_and_an_hour_the_key_means_nothing(files: UploadFiles, pictures: Pictures, clock: Clock) -> None:
    files.keep(KEY, Media(content=PHOTO), nobody)
    looked_at(pictures, files)
    clock.turn(hours=26)
    assert files.filled(KEY, Media(key="700")) is None


def test_announced_pieces_are_looked_at_when_the_last_is_there(files: UploadFiles, pictures: Pictures) -> None:
    files.keep(KEY, Media(size=len(PHOTO), kind=MediaKind.IMAGE), nobody)
    files.keep(KEY, Media(content=PHOTO[:5000], offset=0), nobody)
    assert files.looks(KEY) == []
    files.keep(KEY, Media(content=PHOTO[5000:], offset=1), nobody)
    looked_at(pictures, files)
    found = files.filled(KEY, Media(key="700"))
    assert found is not None
    assert found.fingerprint.startswith(pictures.secret.digest(PHOTO))


def test_pieces_without_an_announced_size_are_put_together_for_the_post(files: UploadFiles, pictures: Pictures) -> None:
    files.keep(KEY, Media(content=PHOTO[:5000], offset=0), nobody)
    files.keep(KEY, Media(content=PHOTO[5000:], offset=5000), nobody)
    files.assemble(KEY, Media(key="700"))
    looked_at(pictures, files)
    found = files.filled(KEY, Media(key="700"))
    assert found is not None
    assert found.fingerprint


def test_a_video_is_known_by_its_bytes_and_by_its_cover(files: UploadFiles, pictures: Pictures) -> None:
    files.keep(KEY, Media(content=VIDEO, kind=MediaKind.VIDEO), nobody)
    files.keep(KEY, Media(content=PHOTO, kind=MediaKind.IMAGE), nobody)
    looked_at(pictures, files)
    found = files.filled(KEY, Media(key="700", kind=MediaKind.VIDEO))
    assert found is not None
    whole = pictures.fingerprint(found.fingerprint)
    assert whole is not None
    assert (whole.digest, whole.visual) == (pictures.secret.digest(VIDEO), True)


def test_an_alt_text_may_come_in_a_call_of_its_own(files: UploadFiles) -> None:
    files.keep(KEY, Media(key="700", alt="Anna on a beach"), nobody)
    assert files.alt(KEY) == "Anna on a beach"
    assert files.alt(("x", "701")) == ""


def test_whoever_asked_is_told_the_fingerprint_without_the_bytes(files: UploadFiles, pictures: Pictures) -> None:
    told: list[Media] = []
    files.keep(KEY, Media(content=PHOTO), told.append)
    looked_at(pictures, files)
    assert [(media.content, bool(media.fingerprint), media.kind) for media in told] == [(None, True, MediaKind.IMAGE)]


def test_a_store_that_cannot_be_written_costs_only_the_restart(
    files: UploadFiles, store: Store, pictures: Pictures
) -> None:
    store.close()
    files.keep(KEY, Media(content=PHOTO), nobody)
    looked_at(pictures, files)
    found = files.filled(KEY, Media(key="700"))
    assert found is not None
    assert found.fingerprint
