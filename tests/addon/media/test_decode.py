from io import BytesIO

import pytest
from PIL import Image

from tests.support.bombs import jpeg_header, png_bomb, png_header
from tests.support.photographs import encoded, photograph
from twohats.media.decode import SIDE, UnreadablePictureError, opened, pictures
from twohats.media.fingerprint import distance
from twohats.media.hash import bits, spectrum, square


def hashed(picture: Image.Image) -> bytes:
    return bits(spectrum(square(picture.convert("L"))))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_known_formats_come_out_small_and_in_colour(kind: str) -> None:
    (picture,) = pictures(encoded(photograph(1), kind))
    assert max(picture.size) <= SIDE + 32
    assert picture.mode == "RGB"


def test_a_large_jpeg_is_decoded_small() -> None:
    (picture,) = pictures(encoded(Image.new("RGB", (6000, 4000), "teal")))
    assert max(picture.size) <= SIDE


def test_a_large_progressive_jpeg_is_decoded_from_its_first_scan() -> None:
    image = photograph(1, 480, 360).resize((3840, 2880))
    (whole,), (first,) = pictures(encoded(image)), pictures(encoded(image, progressive=True))
    assert whole.size == first.size
    assert distance(hashed(whole), hashed(first)) <= 4


def test_a_jpeg_in_several_scans_may_be_less_large() -> None:
    content = encoded(Image.new("RGB", (64, 48), "teal"))
    progressive = encoded(Image.new("RGB", (64, 48), "teal"), progressive=True)
    assert opened(jpeg_header(content, 16_320, 12_240)).size == (16_320, 12_240)
    for refused in (jpeg_header(progressive, 8_000, 6_000), jpeg_header(content, 20_000, 16_000)):
        with pytest.raises(UnreadablePictureError, match="too many pixels"):
            pictures(refused)


@pytest.mark.parametrize("colour", [3, 6])
def test_clear_and_palette_pictures_are_shrunk_band_by_band(colour: int) -> None:
    (picture,) = pictures(png_bomb(5_000, 4_000, colour))
    assert max(picture.size) == SIDE
    assert picture.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("size", [(50_000, 50_000), (9_000, 9_000)])
def test_a_header_that_promises_too_much_is_refused_before_loading(size: tuple[int, int]) -> None:
    with pytest.raises(UnreadablePictureError, match="too many pixels"):
        pictures(png_header(*size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_truncated_file_is_broken_or_unknown(kind: str, share: float) -> None:
    content = encoded(photograph(2, 400, 300), kind)
    with pytest.raises(UnreadablePictureError, match=r"broken|format"):
        pictures(content[: int(len(content) * share)])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff\xe0" + b"\0" * 50, b"\0" * 1000])
def test_what_is_no_picture_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(UnreadablePictureError):
        pictures(content)


def test_formats_that_are_not_on_the_list_are_not_opened() -> None:
    with pytest.raises(UnreadablePictureError, match="format"):
        pictures(encoded(photograph(3, 40, 30), "TIFF"))


def test_the_camera_s_turn_is_undone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = photograph(4, 400, 300).rotate(90, expand=True)
    (picture,) = pictures(encoded(turned, quality=95, exif=exif))
    assert picture.size[0] > picture.size[1]


def test_three_frames_of_an_animation_are_looked_at() -> None:
    frames = [photograph(seed, 80, 60) for seed in range(5)]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    assert len(pictures(written.getvalue())) == 3


def test_clear_parts_become_white() -> None:
    (picture,) = pictures(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_deep_grey_is_scaled() -> None:
    (picture,) = pictures(encoded(Image.new("I;16", (20, 20), 32_896), "PNG"))
    assert picture.getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize("size", [(1, 65_000), (65_000, 1), (3, 60_000)])
def test_a_thread_of_a_picture_is_looked_at(size: tuple[int, int]) -> None:
    written = BytesIO()
    Image.new("RGB", size).save(written, "JPEG")
    assert max(pictures(written.getvalue())[0].size) == SIDE
