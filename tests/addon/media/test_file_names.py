import pytest

from twohats.media.file_names import is_phone_name, is_screen_name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "IMG_1234.HEIC",
            "IMG_E0042.JPG",
            "img_1234 (2).jpeg",
            "IMG_20260301_101010.jpg",
            "PXL_20260301_101010123.jpg",
        ),
        *(
            "PXL_20260301_101010123.PORTRAIT.jpg",
            "20260301_101010.jpg",
            "20260301_101010(0).jpg",
            "VID_20260301_101010.mp4",
        ),
        *("IMG-20260301-WA0001.jpg", "WhatsApp Image 2026-03-01 at 10.10.10.jpeg", "Snapchat-123456.jpg"),
        *("signal-2026-03-01-10-10-10-123.jpg", "photo_2026-03-01_10-10-10.jpg", "C:\\fakepath\\IMG_1234.jpg"),
    ],
)
def test_names_that_phones_and_messengers_give(name: str) -> None:
    assert is_phone_name(name)
    assert not is_screen_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot_20260301-101010.png",
        "Screenshot 2026-03-01 at 10.png",
        "Skärmavbild 2026-03-01 kl. 10.png",
        "Bildschirmfoto 2026-03-01.png",
        "Captura de pantalla 2026.png",
        "Capture d\u2019écran 2026.png",
    ],
)
def test_names_of_screenshots(name: str) -> None:
    assert is_screen_name(name)
    assert not is_phone_name(name)


@pytest.mark.parametrize("name", ["", "launch.jpg", "image.jpg", "blob", "IMG_campaign.jpg", "DSC_0001.JPG", "I" * 300])
def test_other_names_tell_nothing(name: str) -> None:
    assert not is_phone_name(name)
    assert not is_screen_name(name)
