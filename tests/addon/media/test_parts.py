import pytest
from PIL import Image

from tests.support.photographs import photograph, round_object
from twohats.media.fingerprint import CERTAIN_BITS, PROBABLE_BITS, distance
from twohats.media.hash import all_bits, bits, spectrum, square
from twohats.media.parts import CANVAS, part_hashes, spectra, square_canvas, turned
from twohats.media.views import ASKED_PARTS, KEPT_PARTS, PLAIN_PARTS, WHOLE, Part

GREY = photograph(6, 400, 300).convert("L")


def nearest(asked: list[str], kept: list[str]) -> int:
    return min(distance(bytes.fromhex(one), bytes.fromhex(other)) for one in asked for other in kept)


@pytest.mark.parametrize("part", [WHOLE, *KEPT_PARTS[::5]])
def test_a_part_is_hashed_as_if_it_were_cut_out(part: Part) -> None:
    left, top, right, bottom = part
    there = square(GREY, (left * 400, top * 300, right * 400, bottom * 300))
    (told,) = all_bits(spectra(square_canvas(GREY), (part,)))
    assert distance(told, bits(spectrum(there))) <= 24


def test_parts_are_worked_out_together_as_one_by_one() -> None:
    canvas = square_canvas(GREY)
    assert all_bits(spectra(canvas, KEPT_PARTS)) == [all_bits(spectra(canvas, (part,)))[0] for part in KEPT_PARTS]


@pytest.mark.parametrize("degrees", [1.75, -1.75])
def test_a_canvas_is_turned_as_the_picture_would_be(degrees: float) -> None:
    canvas = turned(square_canvas(GREY), GREY.height / GREY.width, degrees)
    other = square_canvas(GREY.rotate(degrees, Image.Resampling.BILINEAR))
    assert canvas.size == (CANVAS, CANVAS)
    one, two = (all_bits(spectra(each, (WHOLE,)))[0] for each in (canvas, other))
    assert distance(one, two) <= 16


def test_as_many_are_kept_and_searched_with_as_the_views_say() -> None:
    told = part_hashes(GREY)
    assert (len(told.kept), len(told.asked), told.plain) == (len(KEPT_PARTS), len(ASKED_PARTS) + 2, False)


@pytest.mark.parametrize("cut", [(60, 10, 0, 35), (0, 30, 40, 0), (10, 45, 50, 5)])
def test_a_piece_of_a_picture_is_found(cut: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = cut
    piece = GREY.crop((left, top, 400 - right, 300 - bottom))
    assert nearest(part_hashes(piece).asked, part_hashes(GREY).kept) <= PROBABLE_BITS + 16


def test_a_picture_that_was_turned_a_little_is_found() -> None:
    whole = bits(spectrum(square(GREY))).hex()
    for degrees in (1.5, -2):
        askew = GREY.rotate(degrees, Image.Resampling.BICUBIC)
        assert nearest(part_hashes(askew).asked, [whole]) <= CERTAIN_BITS


def test_one_object_on_a_plain_ground_is_not_searched_with_its_parts() -> None:
    told = part_hashes(round_object(1).convert("L"))
    assert (len(told.kept), told.asked, told.plain) == (len(PLAIN_PARTS), [], True)


def test_flat_parts_have_no_hash() -> None:
    assert part_hashes(Image.new("L", (400, 300), 255))[:2] == ([], [])
    corner = Image.new("L", (400, 300), 0)
    corner.paste(GREY.crop((0, 0, 40, 30)), (360, 270))
    assert len(part_hashes(corner).kept) < len(PLAIN_PARTS)


def test_one_pixel_is_no_trouble() -> None:
    assert part_hashes(Image.new("L", (1, 1), 9))[:2] == ([], [])
