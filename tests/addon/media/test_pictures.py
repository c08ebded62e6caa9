import sys
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageOps

from tests.support.bombs import png_header
from tests.support.films import film
from tests.support.photographs import encoded, photograph
from twohats.media.fingerprint import Closeness, Fingerprint, Secret, closeness, distance
from twohats.media.pictures import MAX_CONTENT, Look, Pictures
from twohats.media.traits import Traits

SECRET = Secret(b"k" * 32)


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(SECRET)
    yield opened
    opened.close()


def look(pictures: Pictures, content: bytes) -> Look:
    return pictures.look(content).result(timeout=30)


def alike(asked: Fingerprint, stored: Fingerprint) -> Closeness:
    nearest = min(distance(one, other) for one in asked.asked for other in stored.stored)
    return closeness(nearest, asked.quality)


def changed(image: Image.Image) -> dict[str, bytes]:
    width, height = image.size
    screenshot = Image.new("RGB", (1170, 2532), "black")
    screenshot.paste(image.resize((1170, 1170 * height // width)), (0, 700))
    return {
        "recompressed": encoded(image, quality=40),
        "as PNG": encoded(image, "PNG"),
        "half the size": encoded(image.resize((width // 2, height // 2))),
        "cut by 5 % at two edges": encoded(image.crop((0, 0, round(width * 0.95), round(height * 0.95)))),
        "cut by 5 % all round": encoded(ImageOps.crop(image, round(height * 0.025))),
        "mirrored": encoded(ImageOps.mirror(image)),
        "cut to a square": encoded(ImageOps.fit(image, (800, 800))),
        "with a border": encoded(ImageOps.expand(image, 60, "white")),
        "in a screenshot": encoded(screenshot, "PNG"),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_changed_copies_are_recognised(pictures: Pictures, seed: int) -> None:
    original = look(pictures, encoded(photograph(seed), quality=90)).fingerprint
    for change, content in changed(photograph(seed)).items():
        assert alike(look(pictures, content).fingerprint, original) >= Closeness.PROBABLE, change


def test_other_pictures_are_not_recognised(pictures: Pictures) -> None:
    found = [look(pictures, encoded(photograph(seed, 640, 480))).fingerprint for seed in range(10, 22)]
    for one in found:
        assert all(alike(one, other) is Closeness.NONE for other in found if other is not one)


def test_a_copy_without_its_metadata_is_the_same_picture(pictures: Pictures) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    image = photograph(3)
    bare = look(pictures, encoded(image, quality=90)).fingerprint
    tagged = look(pictures, encoded(image, quality=90, exif=exif)).fingerprint
    assert tagged.digest != bare.digest
    assert tagged.stored == bare.stored


def test_hashes_are_scrambled(pictures: Pictures) -> None:
    content = encoded(photograph(4))
    other = Pictures(Secret(b"j" * 32))
    try:
        assert set(look(pictures, content).fingerprint.stored).isdisjoint(look(other, content).fingerprint.stored)
    finally:
        other.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"words", png_header(50_000, 50_000), encoded(photograph(5))[:9_000], b"\0\0\0\x18ftypmp42" + b"\0" * 900],
)
def test_what_cannot_be_looked_at_has_a_digest_and_a_reason(pictures: Pictures, content: bytes) -> None:
    found = look(pictures, content)
    assert found.problem
    assert not found.fingerprint.visual
    assert found.fingerprint.digest == SECRET.digest(content)


def test_too_large_a_file_is_only_digested(pictures: Pictures) -> None:
    assert look(pictures, bytes(MAX_CONTENT + 1)).problem == "the file is too large to look at"


def test_the_same_bytes_are_looked_at_once(pictures: Pictures) -> None:
    content = encoded(photograph(6))
    assert look(pictures, content) is look(pictures, content)


def test_a_film_whose_words_were_changed_is_the_same_film_and_its_words_are_read_anew(pictures: Pictures) -> None:
    plain, located = look(pictures, film()), look(pictures, film(b"com.apple.quicktime.location.ISO6709"))
    assert plain.fingerprint.digest == located.fingerprint.digest
    assert (plain.traits.located, located.traits.located) == (False, True)


def test_traits_are_remembered_with_what_the_name_tells(pictures: Pictures) -> None:
    content = encoded(photograph(31, 300, 200))
    fingerprint = str(look(pictures, content).fingerprint)
    assert pictures.traits(fingerprint) == Traits(explicit=getattr(pictures.traits(fingerprint), "explicit", None))
    pictures.look(content, "IMG_1234.HEIC").result(timeout=30)
    traits = pictures.traits(fingerprint)
    assert traits is not None
    assert traits.from_phone


def test_the_preview_is_a_small_jpeg(pictures: Pictures) -> None:
    found = look(pictures, encoded(photograph(7), "PNG"))
    picture = pictures.preview(str(found.fingerprint))
    assert picture is not None
    assert picture.content_type == "image/jpeg"
    assert max(Image.open(BytesIO(picture.content)).size) <= 512


def test_no_preview_of_what_was_never_seen(pictures: Pictures) -> None:
    assert pictures.preview("0" * 32) is None
    assert pictures.fingerprint("0" * 32) is None


def test_a_worker_that_is_too_slow_is_ended_and_the_answer_is_no() -> None:
    hasty = Pictures(SECRET, seconds=0.0)
    try:
        found = look(hasty, encoded(photograph(8)))
        assert (found.fingerprint.visual, found.problem) == (False, "the picture could not be decoded, or not in time")
    finally:
        hasty.close()


def test_more_than_fits_in_line_goes_by_unlooked_at() -> None:
    crowded = Pictures(SECRET, waiting=10)
    found = look(crowded, b"more than ten bytes")
    crowded.close()
    assert (str(found.fingerprint), found.problem) == ("", "too many files at once")


def test_nothing_is_started_before_the_first_picture() -> None:
    idle = Pictures(SECRET)
    idle.close()
    assert idle.fingerprint("0" * 32) is None


def test_the_guard_itself_loads_no_picture_library() -> None:
    import subprocess

    words = "import sys, twohats.media.pictures, twohats.uploads, twohats.sensing, twohats.history; "
    check = words + "print(sorted({'numpy', 'PIL'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
