from PIL import Image

from tests.support.photographs import photograph
from twohats.media.views import Box, asked_boxes, content_boxes, stored_boxes

GREY = photograph(6, 400, 300).convert("L")


def near(one: Box, other: Box) -> bool:
    return all(abs(here - there) <= 3 for here, there in zip(one, other, strict=True))


def test_the_whole_picture_comes_first() -> None:
    assert stored_boxes(GREY, [])[0] == asked_boxes(GREY, [])[0] == Box(0, 0, 400, 300)


def test_every_box_is_stored_once_and_lies_within() -> None:
    boxes = stored_boxes(GREY, content_boxes(GREY))
    assert len(boxes) == len(set(boxes))
    assert all(0 <= box.left < box.right <= 400 and 0 <= box.top < box.bottom <= 300 for box in boxes)


def test_only_the_largest_content_is_stored_and_more_of_it_is_searched_with() -> None:
    content = [Box(0, 0, 300 - side, 200) for side in range(8)]
    assert set(content[:2]) <= set(stored_boxes(GREY, content))
    assert content[2] not in stored_boxes(GREY, content)
    assert asked_boxes(GREY, content)[1:] == content[:5]


def test_formats_that_the_picture_has_already_are_not_cut() -> None:
    assert len(stored_boxes(photograph(6, 300, 300).convert("L"), [])) < len(stored_boxes(GREY, [])) + 2


def test_a_border_is_seen_through() -> None:
    framed = Image.new("L", (480, 360), 0)
    framed.paste(GREY, (40, 30))
    assert near(content_boxes(framed)[0], Box(40, 30, 440, 330))


def test_a_picture_under_a_headline_is_found() -> None:
    card = Image.new("L", (400, 420), 255)
    card.paste(GREY, (0, 120))
    assert any(near(box, Box(0, 120, 400, 420)) for box in content_boxes(card))


def test_a_flat_picture_has_no_content() -> None:
    assert content_boxes(Image.new("L", (400, 300), 255)) == []


def test_a_few_rows_over_a_flat_ground_are_no_trouble() -> None:
    picture = Image.new("L", (510, 382), 128)
    picture.paste(GREY.resize((8, 8)), (0, 0))
    assert all(box.right > box.left and box.bottom > box.top for box in content_boxes(picture))
    stripes = Image.linear_gradient("L").resize((400, 300))
    assert all(box.right > box.left for box in content_boxes(stripes))


def test_one_row_of_pixels_is_no_trouble() -> None:
    assert stored_boxes(Image.new("L", (400, 1), 255), [])[0] == Box(0, 0, 400, 1)
    assert asked_boxes(Image.new("L", (1, 1), 0), []) == [Box(0, 0, 1, 1)]
