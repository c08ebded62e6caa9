import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.support.clock import Clock
from tests.support.photographs import encoded, photograph
from twohats.media.approved import Approved, same_blocks
from twohats.media.approved_index import ApprovedIndex
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.state.store import Store
from twohats_policy.request import Unknown


def card(word: str) -> Image.Image:
    image = photograph(1, 900, 900)
    ImageDraw.Draw(image).text((60, 300), word, fill="white", stroke_fill="black", stroke_width=6, font_size=220)
    return image


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spring").mkdir()
    (tmp_path / "spring" / "coats.jpg").write_bytes(encoded(card("coats"), quality=92))
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(500))
    (tmp_path / "notes.txt").write_text("not a picture")
    return tmp_path


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApprovedIndex]:
    store = Store.open(tmp_path_factory.mktemp("state"))
    yield ApprovedIndex(store, Clock())
    store.close()


@pytest.fixture
def approved(folder: Path, pictures: Pictures, index: ApprovedIndex) -> Approved:
    return Approved({"acme": folder}.get, pictures, index)


def fingerprint(pictures: Pictures, content: bytes) -> str:
    return str(pictures.look(content).result(timeout=30).fingerprint)


async def test_the_same_bytes_are_approved(approved: Approved, pictures: Pictures) -> None:
    assert await approved.holds("acme", fingerprint(pictures, encoded(card("coats"), quality=92))) is True
    assert await approved.holds("acme", fingerprint(pictures, b"\0\0\0\x18ftypmp42" + bytes(500))) is True


@pytest.mark.parametrize("quality", [50, 75])
async def test_a_recompressed_copy_is_approved(approved: Approved, pictures: Pictures, quality: int) -> None:
    smaller = card("coats").resize((700, 700))
    assert await approved.holds("acme", fingerprint(pictures, encoded(smaller, quality=quality))) is True


async def test_a_card_with_one_letter_changed_is_not(approved: Approved, pictures: Pictures) -> None:
    assert await approved.holds("acme", fingerprint(pictures, encoded(card("boats"), quality=92))) is False


async def test_another_picture_or_another_account_is_not(approved: Approved, pictures: Pictures) -> None:
    assert await approved.holds("acme", fingerprint(pictures, encoded(photograph(5)))) is False
    assert await approved.holds("other", fingerprint(pictures, encoded(card("coats"), quality=92))) is False


async def test_a_new_file_counts_and_a_removed_or_changed_one_no_longer(
    approved: Approved, pictures: Pictures, folder: Path
) -> None:
    late = encoded(photograph(6), quality=80)
    assert await approved.holds("acme", fingerprint(pictures, late)) is False
    (folder / "late.jpg").write_bytes(late)
    assert await approved.holds("acme", fingerprint(pictures, late)) is True
    (folder / "late.jpg").write_bytes(encoded(photograph(7), quality=80))
    os.utime(folder / "late.jpg", (1, 1))
    assert await approved.holds("acme", fingerprint(pictures, late)) is False


async def test_a_look_alike_that_was_forgotten_cannot_be_told(
    folder: Path, pictures: Pictures, index: ApprovedIndex
) -> None:
    copy = encoded(card("coats"), quality=60)
    whole = pictures.look(copy).result(timeout=30).fingerprint
    restarted = Pictures(pictures.secret)
    restarted.remember(whole)
    again = Approved({"acme": folder}.get, restarted, index)
    assert isinstance(await again.holds("acme", str(whole)), Unknown)
    restarted.close()


async def test_what_was_never_seen_cannot_be_told(approved: Approved) -> None:
    assert isinstance(await approved.holds("acme", "0" * 32), Unknown)


async def test_a_folder_that_is_not_there_approves_nothing(
    tmp_path: Path, pictures: Pictures, index: ApprovedIndex
) -> None:
    gone = Approved({"acme": tmp_path / "gone"}.get, pictures, index)
    assert await gone.holds("acme", fingerprint(pictures, encoded(photograph(5)))) is False


async def test_a_link_out_of_the_folder_is_not_followed(
    approved: Approved, pictures: Pictures, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "selfie.jpg"
    outside.write_bytes(encoded(photograph(8)))
    (folder / "selfie.jpg").symlink_to(outside)
    assert await approved.holds("acme", fingerprint(pictures, outside.read_bytes())) is False


async def test_what_was_added_by_hand_is_approved_for_its_account_alone_until_it_is_removed(
    pictures: Pictures, index: ApprovedIndex
) -> None:
    bare = Approved(lambda _: None, pictures, index)
    copy = fingerprint(pictures, encoded(card("coats"), quality=60))
    index.add("acme", pictures.look(encoded(card("coats"), quality=92)).result(timeout=30), "coats.jpg")
    assert await bare.holds("acme", copy) is True
    assert await bare.holds("acme", fingerprint(pictures, encoded(card("boats"), quality=92))) is False
    assert await bare.holds("other", copy) is False
    index.remove("acme", "coats.jpg")
    assert await bare.holds("acme", copy) is False


async def test_files_are_decoded_once_and_not_again_after_a_restart(
    approved: Approved, pictures: Pictures, folder: Path, index: ApprovedIndex
) -> None:
    copy = encoded(card("coats"), quality=60)
    assert await approved.holds("acme", fingerprint(pictures, copy)) is True
    with closing(Pictures(pictures.secret)) as restarted:
        again = Approved({"acme": folder}.get, restarted, index)
        assert await again.holds("acme", fingerprint(restarted, copy)) is True
        assert restarted.fingerprint(pictures.secret.digest(encoded(card("coats"), quality=92))) is None


def test_blocks_that_differ_are_noticed_wherever_they_are() -> None:
    plain = bytes([100]) * (128 * 128)
    spot = bytearray(plain)
    for row in range(4):
        spot[row * 128 + 8 : row * 128 + 12] = bytes([150]) * 4
    assert same_blocks(plain, plain)
    assert not same_blocks(plain, bytes(spot))
    assert not same_blocks(plain, b"")
