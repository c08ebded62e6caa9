from io import BytesIO

import pytest
from PIL import Image

from tests.support.photographs import photograph
from tests.support.pictures import launch_card, selfie
from twohats.media.faces import MOST_FACES, Face, faces, prominence

WHOLE = (100, 100)


def opened(content: bytes, side: int = 480) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB").resize((side, side))


def test_one_face_that_fills_the_picture_is_all_it_is_about() -> None:
    picture = opened(selfie())
    (face,) = faces(picture)
    assert abs(face.x - 240) < 30
    assert prominence([face], picture.size) > 0.9


def test_pictures_without_people_have_none() -> None:
    assert faces(opened(launch_card())) == []
    assert not any(faces(photograph(seed, 480, 360)) for seed in range(4))


def test_two_faces_are_two_and_neither_rules() -> None:
    picture = Image.new("RGB", (480, 480), (120, 130, 140))
    for left in (0, 240):
        picture.paste(opened(selfie(), 240), (left, 120))
    found = faces(picture)
    assert len(found) == 2
    assert prominence(found, picture.size) < 0.5


def test_no_more_faces_are_counted_than_are_worth_the_time() -> None:
    crowd = Image.new("RGB", (480, 480))
    for place in range(9):
        crowd.paste(opened(selfie(), 160), (place % 3 * 160, place // 3 * 160))
    assert len(faces(crowd)) <= MOST_FACES


@pytest.mark.parametrize("size", [(1, 1), (3, 480), (480, 2)])
def test_pictures_of_hardly_any_pixels_are_no_trouble(size: tuple[int, int]) -> None:
    assert faces(Image.new("RGB", size)) == []


@pytest.mark.parametrize(
    ("face", "much"),
    [
        (Face(0.9, 50, 50, 40, 40), 1.0),
        (Face(0.9, 50, 50, 12, 12), 0.0),
        (Face(0.9, 100, 50, 40, 40), 0.0),
        (Face(0.9, 50, 50, 23.5, 23.5), 0.5),
    ],
)
def test_size_and_place_decide(face: Face, much: float) -> None:
    assert prominence([face], WHOLE) == much


def test_a_rival_of_the_same_size_takes_more_than_half() -> None:
    face = Face(0.9, 50, 50, 40, 40)
    assert prominence([face, face], WHOLE) == 0.4
    assert prominence([], WHOLE) == 0.0
