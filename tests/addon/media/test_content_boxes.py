from PIL import Image, ImageFilter

from tests.support.photographs import photograph, round_object
from twohats.media.content_boxes import Box, content_boxes

GREY = photograph(6, 400, 300).convert("L")


def near(one: Box, other: Box) -> bool:
    return all(abs(here - there) <= 3 for here, there in zip(one, other, strict=True))


def test_a_border_is_seen_through() -> None:
    framed = Image.new("L", (480, 360), 0)
    framed.paste(GREY, (40, 30))
    assert near(content_boxes(framed)[0], Box(40, 30, 440, 330))


def test_a_picture_under_a_headline_is_found() -> None:
    card = Image.new("L", (400, 420), 255)
    card.paste(GREY, (0, 120))
    assert any(near(box, Box(0, 120, 400, 420)) for box in content_boxes(card))


def test_a_picture_on_itself_blurred_is_found_upright_and_lying() -> None:
    ground = GREY.resize((400, 500)).filter(ImageFilter.GaussianBlur(15))
    ground.paste(GREY, (0, 100))
    assert any(near(box, Box(0, 100, 400, 400)) for box in content_boxes(ground))
    lying = ground.transpose(Image.Transpose.ROTATE_90)
    assert any(near(box, Box(100, 0, 400, 400)) for box in content_boxes(lying))


def test_a_clear_sky_is_not_taken_for_the_blurred_ground_over_it() -> None:
    haze = Image.linear_gradient("L").resize((400, 300)).point(lambda level: max(0, min(255, 3 * level - 128)))
    sky = Image.linear_gradient("L").rotate(90).resize((400, 300)).point(lambda level: 150 + level // 4)
    clear = Image.composite(GREY, sky, haze)
    ground = clear.resize((400, 500)).filter(ImageFilter.GaussianBlur(15)).point(lambda level: level * 0.8)
    ground.paste(clear, (0, 100))
    assert any(near(box, Box(0, 100, 400, 400)) for box in content_boxes(ground))


def test_one_object_on_a_plain_ground_is_only_trimmed() -> None:
    ball = round_object(2, 400).convert("L")
    assert all(near(box, content_boxes(ball)[0]) for box in content_boxes(ball))


def test_a_flat_picture_has_no_content() -> None:
    assert content_boxes(Image.new("L", (400, 300), 255)) == []


def test_all_boxes_lie_within_largest_first() -> None:
    boxes = content_boxes(photograph(8, 400, 300).convert("L").filter(ImageFilter.GaussianBlur(3)))
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in boxes]
    assert areas == sorted(areas, reverse=True)
    assert all(0 <= box.left < box.right <= 400 and 0 <= box.top < box.bottom <= 300 for box in boxes)


def test_a_few_rows_over_a_flat_ground_are_no_trouble() -> None:
    picture = Image.new("L", (510, 382), 128)
    picture.paste(GREY.resize((8, 8)), (0, 0))
    assert all(box.right > box.left and box.bottom > box.top for box in content_boxes(picture))
    stripes = Image.linear_gradient("L").resize((400, 300))
    assert all(box.right > box.left for box in content_boxes(stripes))


def test_pictures_of_hardly_any_pixels_are_no_trouble() -> None:
    assert content_boxes(Image.new("L", (1, 1), 0)) == []
    assert content_boxes(GREY.crop((0, 0, 400, 1))) == []
