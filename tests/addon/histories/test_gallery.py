import random

from twohats.histories.gallery import Gallery
from twohats.histories.holder import Holder
from twohats.media.fingerprint import Fingerprint

DICE = random.Random(4)


def picture(name: str) -> Fingerprint:
    hashes = (DICE.randbytes(32),)
    return Fingerprint(name, hashes, hashes, 80)


def test_the_nearest_picture_of_wanted_accounts_is_found() -> None:
    gallery, one, other = Gallery(), picture("one"), picture("other")
    gallery.add("personal", Holder("anna"), one)
    gallery.add("brand", Holder("acme"), other)
    nearest = gallery.nearest(one, lambda kind, _: kind == "personal")
    elsewhere = gallery.nearest(one, lambda _, holder: holder == Holder("acme"))
    assert nearest is not None
    assert elsewhere is not None
    assert (nearest.distance, nearest.owner, elsewhere.owner) == (0, "one", "other")
    assert elsewhere.distance > 60


def test_an_empty_gallery_and_a_picture_without_hashes_have_no_nearest() -> None:
    gallery = Gallery()
    gallery.add("brand", Holder("acme"), Fingerprint("blind"))
    assert gallery.nearest(picture("one"), lambda _kind, _holder: True) is None


def film(*frames: bytes) -> Fingerprint:
    return Fingerprint("film", frames, frames, 80, (1,) * len(frames))


def strangers(count: int) -> list[bytes]:
    return [DICE.randbytes(32) for _ in range(count)]


def distance_of(gallery: Gallery, one: Fingerprint) -> int:
    found = gallery.nearest(one, lambda _kind, _holder: True)
    assert found is not None
    return found.distance


def test_a_video_is_known_by_three_of_its_ten_frames() -> None:
    gallery, kept = Gallery(), strangers(8)
    gallery.add("personal", Holder("anna"), film(*kept))
    assert distance_of(gallery, film(*kept[:3], *strangers(7))) == 0
    assert distance_of(gallery, film(*kept[:2], *strangers(8))) > 62


def test_a_picture_shown_for_a_moment_makes_no_copy_and_a_slide_show_does() -> None:
    gallery, pictures = Gallery(), [picture(str(number)) for number in range(4)]
    for one in pictures:
        gallery.add("personal", Holder("anna"), one)
    shown = [one.asked[0] for one in pictures]
    assert distance_of(gallery, film(shown[0], *strangers(9))) > 62
    assert distance_of(gallery, film(shown[0], shown[0], shown[0], *strangers(7))) == 0
    assert distance_of(gallery, film(*shown, *strangers(9))) == 0


def test_the_frames_must_be_known_from_one_account() -> None:
    gallery, shown = Gallery(), strangers(3)
    for name, one in zip(("anna", "bo", "cy"), shown, strict=True):
        gallery.add("personal", Holder(name), Fingerprint(name, (one,), (one,), 80))
    assert distance_of(gallery, film(*shown, *strangers(7))) > 62


def test_a_picture_that_is_a_frame_of_a_video_is_found() -> None:
    gallery, kept = Gallery(), strangers(20)
    gallery.add("personal", Holder("anna"), film(*kept))
    assert distance_of(gallery, Fingerprint("still", (kept[7],), (kept[7],), 80)) == 0
