import pytest

from twohats.media.traits import Camera, Traits, told, unpacked


def test_they_survive_the_store() -> None:
    traits = Traits(faces=2, face=0.5, camera=Camera.PHONE, located=True, explicit=0.25, doubt="")
    assert unpacked(traits.packed()) == traits
    assert unpacked("") is None


def test_what_a_worker_tells_is_taken_apart_strictly() -> None:
    assert told({"faces": 1, "camera": "phone"}) == Traits(faces=1, camera=Camera.PHONE)
    with pytest.raises(TypeError):
        told({"weight": 3})
    with pytest.raises(ValueError, match="toaster"):
        told({"camera": "toaster"})


@pytest.mark.parametrize(
    ("traits", "score"),
    [
        (Traits(), 0.0),
        (Traits(face=1.0), 0.45),
        (Traits(front=True), 0.35),
        (Traits(face=0.8, camera=Camera.PHONE, tall=True, located=True), 0.56),
    ],
)
def test_the_score_adds_what_speaks_for_a_selfie(traits: Traits, score: float) -> None:
    assert traits.selfie_score == score


@pytest.mark.parametrize(
    ("traits", "taken"),
    [
        (Traits(face=0.5), True),
        (Traits(face=0.4, tall=True), False),
        (Traits(face=0.4, camera=Camera.PHONE, tall=True, located=True), False),
        (Traits(front=True), True),
        (Traits(faces=2, face=0.3, camera=Camera.PHONE), False),
    ],
)
def test_the_front_camera_or_a_face_that_rules_the_picture_is_enough(traits: Traits, taken: bool) -> None:
    assert traits.selfie is taken


def test_a_name_tells_of_phones_and_screens() -> None:
    assert Traits().named("IMG_1234.HEIC").from_phone
    assert Traits().named("Screenshot_20261122.png") == Traits(screen=True)
    assert Traits().named("launch.jpg") == Traits()


def test_a_name_means_nothing_where_another_camera_signed() -> None:
    assert not Traits(camera=Camera.OTHER).named("IMG_1234.JPG").from_phone
