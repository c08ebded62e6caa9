from PIL import Image

from tests.support.photographs import photograph
from twohats.media.views import ASKED_PARTS, KEPT_PARTS, PLAIN_PARTS, WHOLE, Box, asked_boxes, stored_boxes

GREY = photograph(6, 400, 300).convert("L")


def test_the_whole_picture_comes_first() -> None:
    assert stored_boxes(GREY, [])[0] == asked_boxes(GREY, [])[0] == Box(0, 0, 400, 300)


def test_every_box_is_stored_once_and_lies_within() -> None:
    boxes = stored_boxes(GREY, [Box(0, 50, 400, 250)])
    assert len(boxes) == len(set(boxes))
    assert all(0 <= box.left < box.right <= 400 and 0 <= box.top < box.bottom <= 300 for box in boxes)


def test_only_the_largest_content_is_stored_and_more_of_it_is_searched_with() -> None:
    content = [Box(0, 0, 300 - side, 200) for side in range(8)]
    assert set(content[:2]) <= set(stored_boxes(GREY, content))
    assert content[2] not in stored_boxes(GREY, content)
    assert asked_boxes(GREY, content)[1:] == content[:6]


def test_formats_that_the_picture_has_already_are_not_cut() -> None:
    assert len(stored_boxes(photograph(6, 300, 300).convert("L"), [])) == len(stored_boxes(GREY, [])) - 1 == 5


def test_one_row_of_pixels_is_no_trouble() -> None:
    assert stored_boxes(Image.new("L", (400, 1), 255), [])[0] == Box(0, 0, 400, 1)
    assert asked_boxes(Image.new("L", (1, 1), 0), []) == [Box(0, 0, 1, 1)]


def test_every_part_lies_within_the_picture_and_is_there_once() -> None:
    for parts in (KEPT_PARTS, ASKED_PARTS):
        assert len(parts) == len(set(parts))
        assert WHOLE not in parts
        assert all(0 <= part.left < part.right <= 1.0001 and 0 <= part.top < part.bottom <= 1.0001 for part in parts)
    assert set(PLAIN_PARTS) < set(KEPT_PARTS)
