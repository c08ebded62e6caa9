from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tests.support.photographs import encoded
from twohats.media.decode import opened
from twohats.media.exif import camera_facts

PLAIN = {"front": False, "camera": "", "edited": False, "located": False, "screen": False}
PICTURE = Image.new("RGB", (90, 60), "teal")


def facts(main: dict[int, Any], inner: dict[int, Any] | None = None, place: dict[int, Any] | None = None) -> Any:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(IFD.Exif).update(inner or {})
    exif.get_ifd(IFD.GPSInfo).update(place or {})
    return camera_facts(opened(encoded(PICTURE, exif=exif)))


def test_a_file_without_tags_tells_nothing() -> None:
    assert camera_facts(opened(encoded(PICTURE))) == PLAIN


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Apple", "iPhone 15 Pro", "phone"),
        ("samsung", "SM-S911B", "phone"),
        ("SAMSUNG", "NX500", "other"),
        ("Sony", "XQ-DQ54", "phone"),
        ("SONY", "ILCE-7M4", "other"),
        ("Canon", "Canon EOS R5", "other"),
        ("", "", ""),
    ],
)
def test_makers_of_phones_are_told_from_makers_of_cameras(make: str, model: str, camera: str) -> None:
    assert facts({Base.Make: make, Base.Model: model})["camera"] == camera


def test_the_front_camera_is_known_by_its_lens() -> None:
    assert facts({}, {Base.LensModel: "iPhone 13 front camera 2.71mm f/2.2"})["front"]
    assert not facts({}, {Base.LensModel: "iPhone 13 back dual wide camera 5.1mm f/1.6"})["front"]


def test_a_place_needs_both_numbers() -> None:
    place: dict[int, Any] = {GPS.GPSLatitude: (59.0, 20.0, 1.0), GPS.GPSLongitude: (18.0, 4.0, 1.0)}
    assert facts({}, place=place)["located"]
    assert not facts({}, place={GPS.GPSLatitude: (59.0, 20.0, 1.0)})["located"]


def test_a_program_for_professionals_leaves_its_name() -> None:
    assert facts({Base.Software: "Adobe Photoshop Lightroom Classic 14.0"})["edited"]
    assert not facts({Base.Software: "17.5.1"})["edited"]


def test_a_picture_of_a_screen_s_size_is_a_screenshot_unless_a_camera_signed_it() -> None:
    screen = Image.new("RGB", (1170, 2532))
    signed = Image.Exif()
    signed[Base.Make] = "Apple"
    assert camera_facts(opened(encoded(screen, "PNG")))["screen"]
    assert not camera_facts(opened(encoded(screen, "PNG", exif=signed)))["screen"]
    assert not camera_facts(opened(encoded(screen)))["screen"]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("value", [b"\xff" * 40, 7, (1, 2), "\0\0"])
def test_tags_of_the_wrong_type_count_as_absent(value: Any) -> None:
    found = facts({Base.Make: value, Base.Software: value}, {Base.LensModel: value, Base.MakerNote: value})
    assert (found["front"], found["edited"]) == (False, False)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_tags_that_are_cut_off_anywhere_never_fail() -> None:
    exif = Image.Exif()
    exif.update({Base.Make: "Apple", Base.Model: "iPhone 15"})
    exif.get_ifd(IFD.Exif)[Base.LensModel] = "front camera"
    whole = exif.tobytes()
    for end in range(0, len(whole), 3):
        assert camera_facts(opened(encoded(PICTURE, exif=whole[:end])))["camera"] in {"", "phone"}
