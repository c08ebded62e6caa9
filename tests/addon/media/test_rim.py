import pytest
from PIL import Image

from tests.support.photographs import photograph, round_object
from twohats.media.rim import has_plain_rim


@pytest.mark.parametrize("seed", range(6))
def test_one_object_stands_on_a_plain_ground(seed: int) -> None:
    assert has_plain_rim(round_object(seed).convert("L"))
    assert has_plain_rim(round_object(seed).convert("L").resize((300, 200)))


@pytest.mark.parametrize("seed", range(6))
def test_a_photograph_does_not(seed: int) -> None:
    assert not has_plain_rim(photograph(seed, 540, 405).convert("L"))


def test_half_of_a_rim_in_one_colour_is_not_most_of_it() -> None:
    picture = photograph(1, 400, 400).convert("L")
    picture.paste(0, (0, 0, 400, 80))
    assert not has_plain_rim(picture)


def test_pictures_of_hardly_any_pixels_are_no_trouble() -> None:
    assert has_plain_rim(Image.new("L", (1, 1), 9))
    assert has_plain_rim(Image.new("L", (400, 1), 9))
