import pytest

from twohats.media import heic
from twohats.media.decode import UnreadablePictureError, pictures

HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def test_the_file_says_what_it_is() -> None:
    assert heic.is_heic(HEAD)
    assert not heic.is_heic(b"\0\0\0\x18ftypmp42" + bytes(12))
    assert not heic.is_heic(b"")


def test_without_the_extra_the_reason_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, "formats", tuple)
    with pytest.raises(UnreadablePictureError, match=r"install `twohats\[heic\]`"):
        pictures(HEAD)


def test_a_broken_one_is_unreadable_with_the_extra_and_without() -> None:
    with pytest.raises(UnreadablePictureError):
        pictures(HEAD + bytes(200))
