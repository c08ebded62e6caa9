import numpy as np
import pytest

from tests.support.photographs import photograph
from twohats.media.hash import square
from twohats.media.squares import squares
from twohats.media.views import Box


@pytest.mark.parametrize("size", [(540, 540), (541, 303), (219, 512)])
def test_all_views_together_are_what_each_would_be_alone(size: tuple[int, int]) -> None:
    grey = photograph(6, *size).convert("L")
    boxes = [Box(0, 0, *size), Box(10, 20, 200, 300), Box(10, 3, 200, 290), Box(0, 3, 150, 290)]
    half = grey.reduce(2)
    for box, found in zip(boxes, squares(grey, boxes), strict=True):
        alone = square(half, (box.left / 2, box.top / 2, box.right / 2, box.bottom / 2))
        assert np.abs(found - alone).max() <= 1


def test_a_picture_of_one_pixel_has_a_square() -> None:
    assert squares(photograph(6, 40, 30).convert("L").crop((0, 0, 1, 1)), [Box(0, 0, 1, 1)]).shape == (1, 64, 64)
