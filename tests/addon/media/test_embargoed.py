from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.photographs import encoded, photograph
from twohats.media.embargoed import BYTES_ONLY, MISSING, Embargoed
from twohats.media.fingerprint import Fingerprint, Secret
from twohats.media.pictures import Pictures
from twohats_policy.activity import MediaKind
from twohats_policy.request import Unknown

PAGE = photograph(3, 640, 480)
VIDEO = b"\0\0\0\x18ftypmp42" + bytes(range(256))


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    yield opened
    opened.close()


@pytest.fixture
def embargoed(tmp_path: Path, pictures: Pictures) -> Embargoed:
    (tmp_path / "budget.jpg").write_bytes(encoded(PAGE))
    (tmp_path / "film.mp4").write_bytes(VIDEO)
    return Embargoed(tmp_path, pictures)


def fingerprint(pictures: Pictures, content: bytes) -> Fingerprint:
    return pictures.look(content).result(timeout=30).fingerprint


async def found(
    embargoed: Embargoed, pictures: Pictures, content: bytes, file: str, kind: MediaKind = MediaKind.IMAGE
) -> bool | Unknown:
    return await embargoed.is_copy(fingerprint(pictures, content), kind, file)


async def test_the_file_and_edited_copies_of_it_are_found(embargoed: Embargoed, pictures: Pictures) -> None:
    copies = [encoded(PAGE), encoded(PAGE.resize((480, 360)), quality=60), encoded(PAGE.crop((10, 10, 630, 470)))]
    assert [await found(embargoed, pictures, copy, "budget.jpg") for copy in copies] == [True] * 3


async def test_another_picture_is_not_the_file(embargoed: Embargoed, pictures: Pictures) -> None:
    assert await found(embargoed, pictures, encoded(photograph(4, 640, 480)), "budget.jpg") is False


async def test_a_file_that_changed_is_looked_at_again(embargoed: Embargoed, pictures: Pictures, tmp_path: Path) -> None:
    other = encoded(photograph(4, 640, 480))
    assert await found(embargoed, pictures, other, "budget.jpg") is False
    (tmp_path / "budget.jpg").write_bytes(other)
    assert await found(embargoed, pictures, other, "budget.jpg") is True


@pytest.mark.parametrize("file", ["missing.jpg", "", "budget.jpg/inner.jpg"])
async def test_a_file_that_cannot_be_read_is_unknown(embargoed: Embargoed, pictures: Pictures, file: str) -> None:
    assert await found(embargoed, pictures, encoded(PAGE), file) == MISSING


async def test_a_file_that_is_empty_is_unknown(embargoed: Embargoed, pictures: Pictures, tmp_path: Path) -> None:
    (tmp_path / "budget.jpg").write_bytes(b"")
    assert await found(embargoed, pictures, encoded(PAGE), "budget.jpg") == MISSING


async def test_a_video_is_told_by_its_bytes(embargoed: Embargoed, pictures: Pictures) -> None:
    film = VIDEO + b"\0"
    assert await found(embargoed, pictures, VIDEO, "film.mp4", MediaKind.VIDEO) is True
    assert await found(embargoed, pictures, film, "film.mp4", MediaKind.VIDEO) == BYTES_ONLY
    assert await found(embargoed, pictures, film, "budget.jpg", MediaKind.VIDEO) is False
    assert await found(embargoed, pictures, encoded(PAGE), "film.mp4") is False


async def test_a_picture_that_cannot_be_looked_at_may_be_the_file(embargoed: Embargoed, pictures: Pictures) -> None:
    assert await found(embargoed, pictures, encoded(PAGE)[:9000] + b"\0", "budget.jpg") == BYTES_ONLY
