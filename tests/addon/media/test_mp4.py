import pytest

from tests.support.films import FOOTAGE, box, film
from twohats.media.mp4 import footage, is_film, is_from_phone, is_located

PHONE = b"com.apple.quicktime.model" + b"iPhone 15"
PLACE = box(b"udta", b"\xa9xyz" + b"+59.3+018.0/")


def test_footage_is_what_stays_when_the_words_about_it_change() -> None:
    assert footage(film(PHONE)) == footage(film(PLACE)) == FOOTAGE
    assert footage(film(footage=b"other")) == b"other"


def test_what_is_no_film_is_all_footage() -> None:
    assert footage(b"picture") == b"picture"
    heic = box(b"ftyp", b"heic" + bytes(8)) + box(b"mdat", FOOTAGE)
    assert footage(heic) == heic
    bare = box(b"ftyp", b"mp42" + bytes(8))
    assert footage(bare) == bare


def test_a_film_says_where_and_by_which_phone_it_was_taken() -> None:
    assert is_located(film(PLACE))
    assert is_from_phone(film(PHONE))
    assert not is_located(film(PHONE))
    assert not is_from_phone(film(PLACE))


def test_words_within_the_footage_do_not_count() -> None:
    assert not is_located(film(footage=PLACE + PHONE))
    assert not is_from_phone(film(footage=PLACE + PHONE))


def test_a_large_box_has_its_length_behind_its_name() -> None:
    large = b"\0\0\0\1mdat" + (16 + len(FOOTAGE)).to_bytes(8) + FOOTAGE
    assert footage(box(b"ftyp", b"isom" + bytes(8)) + large) == FOOTAGE


@pytest.mark.parametrize("length", [b"\0\0\0\2", b"\xff\xff\xff\xff", b"\0\0\0\1"])
def test_lengths_that_cannot_be_end_the_list(length: bytes) -> None:
    content = box(b"ftyp", b"mp42" + bytes(8)) + length + b"mdat" + bytes(40)
    assert is_film(content)
    assert footage(content) == content


def test_a_film_that_breaks_off_anywhere_is_no_trouble() -> None:
    whole = film(PHONE + PLACE)
    assert all(len(footage(whole[:end])) <= end for end in range(0, len(whole), 5))
