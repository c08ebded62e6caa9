import numpy as np
from PIL import Image, ImageOps

from tests.support.photographs import photograph
from twohats.media.fingerprint import HASH_BYTES, distance
from twohats.media.hash import all_bits, bits, mirrored, qualities, quality, spectrum, square

GREY = photograph(5, 400, 300).convert("L")


def test_a_hash_has_256_bits_half_of_them_set() -> None:
    hashed = bits(spectrum(square(GREY)))
    assert len(hashed) == HASH_BYTES
    assert int.from_bytes(hashed).bit_count() == 128


def test_the_mirrored_hash_is_that_of_the_mirrored_picture() -> None:
    flipped = bits(spectrum(square(ImageOps.mirror(GREY))))
    assert distance(bits(mirrored(spectrum(square(GREY)))), flipped) <= 4
    assert distance(bits(spectrum(square(GREY))), flipped) > 62


def test_a_box_is_hashed_as_if_it_were_cut_out() -> None:
    box = (40, 30, 360, 270)
    assert distance(bits(spectrum(square(GREY, box))), bits(spectrum(square(GREY.crop(box))))) <= 12


def test_quality_tells_flat_from_full() -> None:
    assert quality(square(Image.new("L", (100, 100), 90))) == 0
    assert quality(square(GREY)) >= 30


def test_many_squares_are_worked_out_as_one_would_be() -> None:
    several = np.stack([square(GREY), square(ImageOps.mirror(GREY)), square(Image.new("L", (9, 9), 7))])
    assert qualities(several) == [quality(one) for one in several]
    together = all_bits(spectrum(several))
    assert [distance(bits(spectrum(one)), hashed) <= 2 for one, hashed in zip(several[:2], together, strict=False)] == [
        True,
        True,
    ]
